/** Every rule against the cases beside it, and what all rules promise about their fixes. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { groups, ruleId } from "../src/engine/rule.ts";
import { allRules } from "../src/registry.ts";
import { readCaseFile, runCase, writeCaseFile } from "./cases.ts";

const rulesDirectory = fileURLToPath(new URL("../src/rules/", import.meta.url));
const update = process.env["UPDATE"] === "1";
const only = process.env["RULE"];

for (const rule of allRules) {
  const id = ruleId(rule);
  if (only !== undefined && only !== id) continue;
  describe(id, () => {
    const path = join(rulesDirectory, `${id}.cases.txt`);
    let file = readCaseFile(path);
    if (update) {
      const outcomes = file.cases.map((testCase) => ({ ...testCase, ...runCase(rule, testCase) }));
      writeCaseFile(path, file.prose, outcomes);
      file = readCaseFile(path);
    }
    test("has prose, and cases with and without findings", () => {
      expect(file.prose.length).toBeGreaterThan(40);
      const drawn = file.cases.map((testCase) => /^#?\s*\^/m.test(testCase.drawn));
      expect(drawn).toContain(true);
      expect(drawn).toContain(false);
    });
    for (const testCase of file.cases) {
      test(testCase.title, () => {
        const outcome = runCase(rule, testCase);
        expect(outcome.drawn).toBe(testCase.drawn);
        expect(outcome.fixed).toBe(testCase.fixed === null ? null : testCase.fixed);
        expect(outcome.unsafe).toBe(testCase.unsafe);
        expect(outcome.safeResult.outcome).toBe("stable");
        // A rule that offers a safe fix and cannot prove it has a bug.
        expect(outcome.safeResult.refused).toEqual([]);
        const isFixable = outcome.fixed !== null || outcome.unsafe !== null;
        expect(isFixable && rule.fix === "none").toBe(false);
        if (outcome.fixed !== null) {
          const remaining = outcome.safeResult.remaining.findings.filter(
            ({ fix, code }) => code === id && fix?.safety === "safe",
          );
          expect(remaining).toEqual([]);
        }
      });
    }
  });
}

test("the registry lists what the folders hold, in order", () => {
  const found = groups.flatMap((group) =>
    readdirSync(join(rulesDirectory, group))
      .filter((name) => name.endsWith(".ts") && name !== "index.ts" && !name.startsWith("_"))
      .map((name) => `${group}/${name.slice(0, -3)}`)
      .sort(),
  );
  expect(allRules.map(ruleId)).toEqual(found);
});

test("short codes are given once", () => {
  expect(new Set(allRules.map(({ code }) => code)).size).toBe(allRules.length);
});

/**
 * What became of a text is formatted where it changed, without a change of the core term. `UPDATE=1` writes down what is
 * done; sections are named by the edition to move to.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Edition } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Formatting } from "../src/run/run-options.ts";
import { deprecatedProgram } from "./generate-deprecated.ts";
import { polished, resultOf } from "./polished.ts";

const file = fileURLToPath(new URL("../src/polish/polish.cases.txt", import.meta.url));

/** Returns the text after a migration with this much of it formatted. */
function migrate(source: string, to: Edition, formatting: Formatting): string {
  return new TextDecoder().decode(polished(Buffer.from(source), to, { formatting }));
}

interface PolishCase {
  readonly name: string;
  readonly source: string;
  readonly to: Edition;
  readonly result: string;
}

function readCases(): PolishCase[] {
  return readFileSync(file, "utf8")
    .split(/^=== /mu)
    .slice(1)
    .map((block) => {
      const [, name = "", source = "", to = "", result = ""] = /^(.*)\n([^]*)^--- (.*)\n([^]*)$/mu.exec(block) ?? [];
      return { name, source, to: to as Edition, result };
    });
}

const cases = readCases();

describe("changed lines are formatted", () => {
  if (process.env["UPDATE"] === "1") {
    const texts = cases.map(
      ({ name, source, to }) => `=== ${name}\n${source}--- ${to}\n${migrate(source, to, "changed")}`,
    );
    writeFileSync(file, texts.join(""));
  }
  test.each(cases)("$name", ({ source, to, result }) => {
    if (process.env["UPDATE"] !== "1") expect(migrate(source, to, "changed")).toBe(result);
    const once = migrate(source, to, "changed");
    expect(migrate(once, to, "changed")).toBe(once);
  });
});

test("lines that did not change keep their bytes", () => {
  fc.assert(
    fc.property(fc.array(deprecatedProgram, { minLength: 1, maxLength: 4 }), (programs) => {
      const parts = programs.map((program, part) => `  v${part}   =  (${program}) ;\n  keep${part}  =  ${part} ;`);
      const source = `{\n${parts.join("\n")}\n}\n`;
      const rough = migrate(source, "lix", "none");
      const once = migrate(source, "lix", "changed");
      const kept = (text: string): number => text.match(/^ {2}keep\d {2}= {2}\d ;$/gmu)?.length ?? 0;
      expect(kept(once)).toBe(kept(rough));
      expect(migrate(once, "lix", "changed")).toBe(once);
    }),
    { numRuns: 200 },
  );
});

test("a file is formatted as a whole where that is asked for", () => {
  expect(migrate("{\n    a = http://b.c/d ;\n    e   = 1;\n}\n", "lix", "file")).toBe(
    '{\n  a = "http://b.c/d";\n  e = 1;\n}\n',
  );
  expect(migrate("{ e   = 1; }", "lix", "file")).toBe("{ e   = 1; }");
  expect(migrate("{ a   = http://b.c/d ; }", "lix", "none")).toBe('{ a   = "http://b.c/d" ; }');
});

test.each([
  "s: t: with s; { a = with t; ([ b ] ++ c b); }\n",
  "s: t: with s; { a = with t; ([ b c ]); d = with s; ((([ b ] ++ [ c ]))); }\n",
])("a second run leaves as much as the first: %s", (source) => {
  const first = resultOf(Buffer.from(source), "nix2");
  const second = resultOf(first.output ?? Buffer.from(source), "nix2");
  expect(first.refused.length).toBeGreaterThan(0);
  expect(second.refused.map(({ id, reason }) => [id, reason])).toEqual(
    first.refused.map(({ id, reason }) => [id, reason]),
  );
});

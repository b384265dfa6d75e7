/** Every codemod does what its `*.cases.txt` says. `UPDATE=1` writes down what it does. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import {
  checkTree,
  createLineIndex,
  detectLangver,
  type Edition,
  makeLangver,
  parse,
  positionAt,
} from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { type Codemod, codemods, migrateSource, type Migration, type MigrationOptions } from "../src/index.ts";
import { type Case, parseCases, renderCases, toBytes, toText } from "./cases.ts";

const folder = fileURLToPath(new URL("../src/codemods/", import.meta.url));
const isUpdating = process.env["UPDATE"] === "1";

/** The codemods that switch to Nix 2 do it together, and those of its idioms work on what they make. */
function targetOf({ to }: Codemod): Edition {
  return to.includes("lix") ? "lix" : to.includes("nix2") ? "nix2" : "nix2-future";
}

function migrate(source: Uint8Array, codemod: Codemod, accepted: MigrationOptions["accepted"] = new Set()): Migration {
  const isSelected = ({ id, phase }: Codemod): boolean =>
    id === codemod.id || (codemod.phase !== "freeze" && phase === "switch");
  return migrateSource(source, { to: makeLangver(targetOf(codemod)), isSelected, accepted, verify: "core" });
}

/** What the codemod really does, in the form of the case. */
function outcomeOf({ name, source }: Case, codemod: Codemod): Case {
  const bytes = toBytes(source);
  const { after, refused } = migrate(bytes, codemod);
  const accepted = migrate(bytes, codemod, new Set([codemod.id])).after;
  const index = createLineIndex(bytes);
  const places = refused.map(({ span, reason }) => {
    const { line, column } = positionAt(index, span.start);
    return `${line}:${column} ${reason}`;
  });
  return {
    name,
    source,
    ...(after === bytes ? {} : { rewritten: toText(after) }),
    ...(Buffer.compare(accepted, after) === 0 ? {} : { accepted: toText(accepted) }),
    ...(places.length === 0 ? {} : { refused: places.join("\n") }),
  };
}

for (const codemod of codemods) {
  const file = `${folder}${codemod.id.toLowerCase()}-${codemod.name}.cases.txt`;
  describe(`${codemod.id} ${codemod.name}`, () => {
    const { head, cases } = existsSync(file) ? parseCases(readFileSync(file, "utf8")) : { head: "", cases: [] };

    test("has cases", () => {
      expect(cases.length).toBeGreaterThan(0);
      if (isUpdating)
        writeFileSync(
          file,
          renderCases(
            head,
            cases.map((example) => outcomeOf(example, codemod)),
          ),
        );
    });

    test.each(cases)("$name", (example) => {
      if (!isUpdating) expect(outcomeOf(example, codemod)).toEqual(example);
      expectSound(example, codemod);
    });
  });
}

/** What holds for every rewrite: it parses, it is proved as far as promised, and nothing is left to do. */
function expectSound({ source }: Case, codemod: Codemod): void {
  const { status, after, verification, mismatch, applied } = migrate(toBytes(source), codemod);
  expect(mismatch).toBeNull();
  expect(status).not.toBe("failed");
  const { tree, diagnostics } = parse(after, { langver: detectLangver(after).langver });
  const errors = diagnostics.filter(({ severity, code }) => severity === "error" && code !== "syntax/nul-in-string");
  expect(errors).toEqual([]);
  checkTree(tree);
  if (applied.length > 0) expect(codemod.preserves === "value" ? ["core", "law"] : ["core"]).toContain(verification);
  expect(migrate(after, codemod).after).toBe(after);
}

test("every file of the folder is a codemod of the registry", () => {
  const known = codemods.map(({ id, name }) => `${id.toLowerCase()}-${name}`);
  const found = readdirSync(folder).map((path) => basename(path).replace(/\.(ts|cases\.txt)$/u, ""));
  expect([...new Set(found)].toSorted()).toEqual(known.toSorted());
});

test("rewrites that are no core equality name a law", () => {
  for (const { preserves, laws, id } of codemods) expect([id, laws.length > 0]).toEqual([id, preserves === "value"]);
});

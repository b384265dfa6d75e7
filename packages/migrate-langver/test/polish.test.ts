/**
 * What became of a text is formatted where it changed, without a change of the core term. `UPDATE=1` writes down what is
 * done; sections are named by the edition to move to.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createParserBuffers, type Edition, makeLangver } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codemods } from "../src/index.ts";
import { createPolisher } from "../src/polish/polish.ts";
import type { FileResult } from "../src/run/file-result.ts";
import { migrateBytes } from "../src/run/migrate-file.ts";
import type { Formatting, RunOptions } from "../src/run/run-options.ts";
import { deprecatedProgram } from "./generate-deprecated.ts";

const file = fileURLToPath(new URL("../src/polish/polish.cases.txt", import.meta.url));
const polisher = createPolisher();
const buffers = createParserBuffers();

/** Returns the text after a migration with this much of it formatted. */
function migrate(source: string, to: Edition, formatting: Formatting): string {
  const { output } = resultOf(source, to, formatting);
  return output === undefined ? source : new TextDecoder().decode(output);
}

function resultOf(source: string, to: Edition, formatting: Formatting): FileResult {
  const options: RunOptions = {
    to,
    features: [],
    formatting,
    mode: "print",
    verify: "core",
    unswitched: "unchanged",
    lookAhead: false,
    color: "never",
    samples: "none",
  };
  const item = {
    file: { path: "a.nix", absolute: "/a.nix", root: "/" },
    to,
    configured: undefined,
    role: "imported",
    rules: codemods.map(({ id }) => id),
    accepted: [],
    acceptedSites: [],
    guard: null,
  } as const;
  return migrateBytes(Buffer.from(source), item, { options, target: makeLangver(to), buffers, polisher });
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
    const polished = migrate(source, to, "changed");
    expect(migrate(polished, to, "changed")).toBe(polished);
  });
});

test("lines that did not change keep their bytes", () => {
  fc.assert(
    fc.property(fc.array(deprecatedProgram, { minLength: 1, maxLength: 4 }), (programs) => {
      const parts = programs.map((program, part) => `  v${part}   =  (${program}) ;\n  keep${part}  =  ${part} ;`);
      const source = `{\n${parts.join("\n")}\n}\n`;
      const rough = migrate(source, "lix", "none");
      const polished = migrate(source, "lix", "changed");
      const kept = (text: string): number => text.match(/^ {2}keep\d {2}= {2}\d ;$/gmu)?.length ?? 0;
      expect(kept(polished)).toBe(kept(rough));
      expect(migrate(polished, "lix", "changed")).toBe(polished);
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
  const first = resultOf(source, "nix2", "changed");
  const second = resultOf(new TextDecoder().decode(first.output), "nix2", "changed");
  expect(first.refused.length).toBeGreaterThan(0);
  expect(second.refused.map(({ id, reason }) => [id, reason])).toEqual(
    first.refused.map(({ id, reason }) => [id, reason]),
  );
});

/**
 * The formatter on generated programs of every dialect: what it makes of them means the same by the core term, and is
 * stable. The programs are made from the productions of the grammar, with any trivia between their tokens.
 */
import { coreEqual, lowerTree } from "@lix-tools/eval-core";
import { createFormatter, format, type FormatOptions } from "@lix-tools/fmt";
import { detectLangver, type Langver, makeLangver, parse, type Tree } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nix2Files } from "../packages/migrate-langver/test/generate-nix2.ts";
import { programs } from "./engines-agree/programs.ts";

const runs = Number(process.env["LIX_RUNS"] ?? 300);

const dialects = [
  ["nix", makeLangver("lix")],
  ["nix2", makeLangver("nix2")],
  ["nix2_future", makeLangver("nix2-future")],
] as const;

const styles: fc.Arbitrary<FormatOptions> = fc.record({
  width: fc.constantFrom(100, 100, 80, 40),
  indent: fc.constantFrom(2, 2, 4),
  strict: fc.constantFrom(false, false, true),
});

/** Returns the tree of a valid program; a clause that it begins with counts more than `configured`. */
function treeOf(source: Uint8Array, configured: Langver): Tree | null {
  const { langver, degraded } = detectLangver(source, { configured });
  if (degraded) return null;
  const { tree, isComplete, diagnostics } = parse(source, { langver });
  return isComplete && diagnostics.every(({ severity }) => severity !== "error") ? tree : null;
}

/** Returns what is wrong with the result of formatting a program, or null; also for programs that are not valid. */
function problemOf(text: string, options: FormatOptions, langver: Langver): string | null {
  const source = new TextEncoder().encode(text);
  const before = treeOf(source, langver);
  if (before === null) return null;
  const formatter = createFormatter();
  const first = format(source, { ...options, langver, verify: "always" }, formatter);
  // The reference's grammar is narrower than Nix's here and there, and so are some dialects.
  if (first.text === null) {
    const [problem] = first.diagnostics;
    return problem?.code.startsWith("format/") === true ? problem.message : null;
  }
  const after = treeOf(first.text, langver);
  if (after === null) return "the result is not valid";
  if (!coreEqual(lowerTree(before).term, lowerTree(after).term)) return "the result means something else";
  return format(first.text, { ...options, langver }, formatter).isChanged ? "the result is not stable" : null;
}

describe("formatting generated programs", () => {
  it.each(dialects)("keeps the term and is stable: %s", { timeout: 600_000 }, (dialect, langver) => {
    fc.assert(
      fc.property(programs(dialect), styles, (text, options) => {
        expect(problemOf(text, options, langver)).toBeNull();
      }),
      { numRuns: runs },
    );
  });
  it.each(["nix2", "nix2-future"] as const)("keeps whole programs: %s", { timeout: 600_000 }, (edition) => {
    fc.assert(
      fc.property(nix2Files(edition), styles, (text, options) => {
        expect(problemOf(text, options, makeLangver(edition))).toBeNull();
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

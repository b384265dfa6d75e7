/**
 * Checks of finished trees as tables: `source => code‹text›, … ~> fixed`. `ok` is a file nobody objects to; what is not
 * an error is marked `warning:` or `info:`; the part behind `~>` is the source with the first fix of each diagnostic.
 */
import {
  applyEdits,
  checkDeprecationGaps,
  checkDeprecations,
  checkTree,
  type Diagnostic,
  makeLangver,
  parse,
  type SyntaxImplementation,
} from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { escapeBytes, readTable, type TableCase } from "../table.ts";

function describeDiagnostic(source: Uint8Array, { code, severity, span }: Diagnostic): string {
  const mark = severity === "error" ? "" : `${severity}:`;
  return `${mark}${code.replace(/^syntax\//, "")}‹${escapeBytes(source.subarray(span.start, span.end))}›`;
}

function describeAll(source: Uint8Array, diagnostics: readonly Diagnostic[], withFixes: boolean): string {
  if (diagnostics.length === 0) return "ok";
  const list = diagnostics.map((diagnostic) => describeDiagnostic(source, diagnostic)).join(", ");
  if (!withFixes) return list;
  return `${list} ~> ${escapeBytes(applyFirstFixes(source, diagnostics))}`;
}

function applyFirstFixes(source: Uint8Array, diagnostics: readonly Diagnostic[]): Uint8Array {
  return applyEdits(
    source,
    diagnostics.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []),
  );
}

function runTable(
  name: string,
  edition: "legacy" | "nix2" | "nix2-future",
  implementation: SyntaxImplementation = "either",
): void {
  describe(name, () => {
    it.each(readTable(new URL(`${name}.txt`, import.meta.url)))(
      "$section: $text",
      ({ source, expected }: TableCase) => {
        const { tree, diagnostics } = parse(source, { langver: makeLangver(edition), implementation });
        expect(checkTree(tree)).toEqual([]);
        expect(describeAll(source, diagnostics, expected.includes(" ~> "))).toBe(expected);
        if (!expected.includes(" ~> ")) return;
        const fixed = parse(applyFirstFixes(source, diagnostics), { langver: makeLangver(edition), implementation });
        expect(fixed.diagnostics).toEqual([]);
      },
    );
  });
}

runTable("legacy", "legacy");
runTable("legacy-cppnix", "legacy", "cppnix");
runTable("legacy-lix", "legacy", "lix");
runTable("nix2", "nix2");
runTable("nix2-future", "nix2-future");

describe("deprecations", () => {
  it.each(readTable(new URL("deprecated.txt", import.meta.url)))("$section: $text", ({ source, expected }) => {
    const { tree, isComplete } = parse(source, { langver: makeLangver("legacy"), implementation: "lix" });
    expect(isComplete).toBe(true);
    const found = [...checkDeprecations(tree), ...checkDeprecationGaps(tree)];
    expect(describeAll(source, found, false).replaceAll("langver/", "")).toBe(expected);
  });
});

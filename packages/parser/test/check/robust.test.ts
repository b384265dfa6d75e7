/**
 * Checks of anything that parses: they do not throw, point into the file, and their fixes are edits that can be made.
 */
import {
  applyEdits,
  checkDeprecationGaps,
  checkDeprecations,
  checkSourceBytes,
  type Diagnostic,
  type Edition,
  explainClauses,
  makeLangver,
  parse,
} from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const words = "a b or null true use inherit let in rec with if then else assert __overrides __sub";
const signs =
  "( ) [ ] { } ${ } ; : , . .. ... = ? ?: @ ! + ++ - * / // < <= == && -> |> <| .0 .[ .{ .? '' ''$ ''' ''\\ \\ $";
const literals = '" \\n \\x41 0 007 1.5 .5 x:y ./a a/b// <a> ~/a é \xff \0 a=1; a.b=2; *x;';
const spaced = ["\n", "\r\n", "\r", "\t", " ", "  ", "#c\n", "use experimental.nix2;", "inherit (x) a;"];
const tokens: readonly string[] = [words, signs, literals].flatMap((list) => list.split(" ")).concat(spaced);

const sources = fc
  .array(fc.constantFrom(...tokens), { maxLength: 14 })
  .map((parts) => Uint8Array.from(parts.join(""), (character) => character.charCodeAt(0) & 0xff));

function expectSound(source: Uint8Array, diagnostics: readonly Diagnostic[]): void {
  for (const { span, fixes, code } of diagnostics) {
    expect(span.start <= span.end && span.end <= source.length, code).toBe(true);
    for (const { edits } of fixes ?? []) expect(() => applyEdits(source, edits)).not.toThrow();
  }
}

describe.each(["legacy", "nix2", "nix2-future"] satisfies Edition[])("checks of %s", (edition) => {
  it("are sound for anything", () => {
    const langver = makeLangver(edition);
    fc.assert(
      fc.property(sources, (source) => {
        const { tree, diagnostics, isComplete } = parse(source, { langver });
        expectSound(source, diagnostics);
        expectSound(source, [...checkSourceBytes(source, langver), ...explainClauses(source)]);
        if (isComplete && edition === "legacy") {
          expectSound(source, [...checkDeprecations(tree), ...checkDeprecationGaps(tree)]);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

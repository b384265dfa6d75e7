import { lowerTree, renderTerm } from "@lix-tools/eval-core";
import { makeLangver, parse } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOutTerm } from "../src/engine/core-layout.ts";

function notationOf(text: string): string {
  const { tree } = parse(new TextEncoder().encode(text), { langver: makeLangver("legacy") });
  return renderTerm(lowerTree(tree).term);
}

const long = "aVeryLongNameThatNeedsItsRoom";

describe("a laid out term", () => {
  it("stays on its line where it fits", () => {
    expect(layOutTerm(notationOf("x: { a = 1; b = x; }"))).toBe(`(\\x. {a = 1; b = x;})`);
  });
  it("has one binding per line where it does not", () => {
    const text = `x: let ${long} = 1; other = x.${long}; in { a = ${long}; b = (other + "1 ( 2"); }`;
    expect(layOutTerm(notationOf(text))).toMatchInlineSnapshot(`
      "(\\x.
        (let
          aVeryLongNameThatNeedsItsRoom = 1;
          other = x.aVeryLongNameThatNeedsItsRoom;
        in {a = aVeryLongNameThatNeedsItsRoom; b = (other + "1 ( 2");}))"
    `);
  });
  it("keeps its brackets", () => {
    const text = `f: { version = "1." + toString (f.minor or 0); src = f.${long} f.sources 0; text = "a\${f}) b"; last = ${long}: f.mkDerivation rec { a = 1; ${long} = 2; cc = 3333333333333333333; }; }`;
    expect(layOutTerm(notationOf(text))).toMatchInlineSnapshot(`
      "(\\f.
        {
          version = ("1." + (toString (f ? minor : 0)));
          src = (f.aVeryLongNameThatNeedsItsRoom f.sources 0);
          text = "a\${f}) b";
          last = (\\aVeryLongNameThatNeedsItsRoom.
            (f.mkDerivation {
              a = 1;
              aVeryLongNameThatNeedsItsRoom = 2;
              cc = 3333333333333333333;
            }));
        })"
    `);
  });
  it("differs from its notation in white space only", () => {
    const squeeze = (text: string): string => text.replaceAll(/\s/gu, "");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab (){}[];="\\$. '), maxLength: 300 }), (text) => {
        expect(squeeze(layOutTerm(text))).toBe(squeeze(text));
      }),
    );
  });
});

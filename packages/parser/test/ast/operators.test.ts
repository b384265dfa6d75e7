/**
 * The operator table against the parser: every pair of operators groups as the table says.
 */
import {
  type Edition,
  infixOperator,
  makeLangver,
  type Operator,
  operators,
  parse,
  prefixOperator,
} from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { reading } from "../reading.ts";

const editions: readonly Edition[] = ["legacy", "nix2", "nix2-future"];

function read(text: string, edition: Edition): string {
  const { tree, isComplete } = parse(new TextEncoder().encode(text), { langver: makeLangver(edition), checks: "none" });
  return isComplete ? reading(tree) : "refused";
}

/** How `a first b second c` groups, from levels and associativity alone. */
function expectedReading(first: Operator, second: Operator): string {
  const left = `((a ${first.text} b) ${second.text} c)`;
  const right = `(a ${first.text} (b ${second.text} c))`;
  if (first.level !== second.level) return first.level < second.level ? left : right;
  if (first.associativity === "none") return "refused";
  return first.associativity === "left" ? left : right;
}

describe.each(editions)("operators of %s", (edition) => {
  const { dialect } = makeLangver(edition);
  const own = operators.filter(({ dialects }) => dialects.includes(dialect));
  const infix = own.filter(({ position }) => position === "infix");

  it("group in pairs as the table says", () => {
    for (const first of infix) {
      for (const second of infix) {
        expect(read(`a ${first.text} b ${second.text} c`, edition), `${first.text} ${second.text}`).toBe(
          expectedReading(first, second),
        );
      }
    }
  });

  it("group behind a prefix operator as the table says", () => {
    for (const prefix of own.filter(({ position }) => position === "prefix")) {
      for (const { text, level } of infix) {
        const isInside = level < prefix.level;
        const expected = isInside ? `(${prefix.text}(a ${text} b))` : `((${prefix.text}a) ${text} b)`;
        expect(read(`${prefix.text}a ${text} b`, edition)).toBe(expected);
        expect(read(`c ${text} ${prefix.text}a`, edition)).toBe(`(c ${text} (${prefix.text}a))`);
      }
      expect(read(`${prefix.text}a ? b`, edition)).toBe(
        prefix.level < 4 ? `((${prefix.text}a) ? b)` : `(${prefix.text}(a ? b))`,
      );
    }
  });

  it("test attributes more tightly than any of them", () => {
    for (const { text } of infix) expect(read(`a ? b ${text} c ? d`, edition)).toBe(`((a ? b) ${text} (c ? d))`);
  });
});

describe("operators by token", () => {
  it("are found by kind", () => {
    for (const operator of operators) {
      if (operator.position === "infix") expect(infixOperator(operator.kind)).toBe(operator);
      if (operator.position === "prefix") expect(prefixOperator(operator.kind)).toBe(operator);
    }
  });
});

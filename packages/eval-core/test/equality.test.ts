import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreEqual, findDifference, findPositionUses, normalForm } from "../src/index.ts";
import { generateProgram, programs } from "./generate-program.ts";
import { termOf } from "./lowering.ts";
import { mutate } from "./mutate-program.ts";
import { choices, printProgram } from "./print-program.ts";

const runs = { numRuns: 500 };

describe("core equality", () => {
  it("is reflexive", () => {
    fc.assert(
      fc.property(programs(), choices(), (program, style) => {
        const text = printProgram(program, { dialect: "legacy", choices: style });
        expect(findDifference(termOf(text, "legacy"), termOf(text, "legacy"))).toBeNull();
      }),
      runs,
    );
  });

  it("does not see names, order, spelling and dialect", () => {
    const dialects = fc.constantFrom("legacy" as const, "nix2" as const);
    fc.assert(
      fc.property(programs(), dialects, choices(), dialects, choices(), (program, first, a, second, b) => {
        const left = termOf(printProgram(program, { dialect: first, choices: a }), first);
        const right = termOf(printProgram(program, { dialect: second, choices: b }), second);
        expect(findDifference(left, right)).toBeNull();
        expect(normalForm(left)).toBe(normalForm(right));
      }),
      runs,
    );
  });

  it("sees every change", () => {
    fc.assert(
      fc.property(programs(), fc.nat(), choices(), choices(), (program, where, a, b) => {
        const changed = mutate(program, where);
        fc.pre(changed !== null);
        const left = termOf(printProgram(program, { dialect: "legacy", choices: a }), "legacy");
        const right = termOf(printProgram(changed ?? program, { dialect: "legacy", choices: b }), "legacy");
        expect(coreEqual(left, right)).toBe(false);
        expect(normalForm(left)).not.toBe(normalForm(right));
      }),
      runs,
    );
  });

  it("is the equality of normal forms", () => {
    const small = fc.array(fc.nat({ max: 60 }), { maxLength: 12 }).map((numbers) => generateProgram(numbers));
    fc.assert(
      fc.property(small, small, (one, other) => {
        const left = termOf(printProgram(one, { dialect: "legacy", choices: [] }), "legacy");
        const right = termOf(printProgram(other, { dialect: "legacy", choices: [] }), "legacy");
        expect(coreEqual(left, right)).toBe(normalForm(left) === normalForm(right));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("uses of positions", () => {
  it("are found, since equality leaves positions out", () => {
    const text = "[ __curPos (x: builtins.unsafeGetAttrPos x) (with builtins; unsafeGetAttrPos) __unsafeGetAttrPos ]";
    const places = findPositionUses(termOf(text, "legacy")).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(["__curPos", "builtins.unsafeGetAttrPos", "unsafeGetAttrPos", "__unsafeGetAttrPos"]);
    expect(findPositionUses(termOf("{ a = 1; }", "legacy"))).toEqual([]);
  });
});

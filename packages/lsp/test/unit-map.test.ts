import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteOfUnit, createUnitMap, unitOfByte } from "../src/text/unit-map.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 2000 }),
  fc.string({ maxLength: 2000 }),
  fc
    .array(fc.constantFrom("a", "ä", "€", "😀", "\ud800", "\udfff"), { maxLength: 1600 })
    .map((parts) => parts.join("")),
);

describe("units and bytes", () => {
  it("agree with the encoder at every place", () => {
    fc.assert(
      fc.property(text, fc.nat(), (value, random) => {
        const encoder = new TextEncoder();
        const map = createUnitMap(value, encoder.encode(value).length);
        const unit = value.length === 0 ? 0 : random % (value.length + 1);
        const isInside = /^[\udc00-\udfff]/.test(value.slice(unit)) && /[\ud800-\udbff]$/.test(value.slice(0, unit));
        const start = isInside ? unit - 1 : unit;
        const byte = encoder.encode(value.slice(0, start)).length;
        expect(byteOfUnit(map, unit)).toBe(byte);
        expect(unitOfByte(map, byte)).toBe(start);
      }),
    );
  });
  it("give the start of the character that a byte is in", () => {
    const map = createUnitMap("a😀€b", 9);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((byte) => unitOfByte(map, byte))).toEqual([0, 1, 1, 1, 1, 3, 3, 3, 4, 5]);
  });
});

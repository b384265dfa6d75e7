/** Places in a new text lead back to the old one. */
import { applyEdits, sortEdits, type TextEdit } from "@lix-tools/parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createOffsetMap, originalOffset, originalSpan } from "../src/engine/offset-map.ts";

const edit = (start: number, end: number, text: string): TextEdit => ({ span: { start, end }, text });

test("what is written new belongs to the place it replaced", () => {
  // abcdef → aXYZdeQf
  const map = createOffsetMap([edit(1, 3, "XYZ"), edit(5, 5, "Q")]);
  expect(Array.from("aXYZdeQf", (_, at) => originalOffset([map], at))).toEqual([0, 1, 1, 1, 3, 4, 5, 5]);
});

test("rounds follow one another", () => {
  const rounds = [createOffsetMap([edit(0, 0, "ä")]), createOffsetMap([edit(2, 3, "")])];
  expect(originalSpan(rounds, { start: 2, end: 4 })).toEqual({ start: 1, end: 3 });
});

test("a byte that no edit names leads back to itself", () => {
  const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.constantFrom("", "#", "##")), { maxLength: 6 });
  fc.assert(
    fc.property(edits, (raw) => {
      const source = new Uint8Array(44).map((_, at) => 0x41 + (at % 26));
      const order = sortEdits(raw.map(([start, length, text]) => edit(start, start + length, text)));
      if ("conflict" in order) return;
      const after = applyEdits(source, order.sorted);
      const map = createOffsetMap(order.sorted);
      for (const [at, byte] of after.entries()) {
        if (byte !== 0x23) expect(source[originalOffset([map], at)]).toBe(byte);
      }
    }),
  );
});

import { applyEdits } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineEdits, movedSpan, replacementBetween } from "../src/text/changes.ts";

const lines = fc
  .array(fc.constantFrom("a\n", "b\n", "ä\n", "\n", "c", "😀\r\n"), { maxLength: 30 })
  .map((parts) => parts.join(""));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("differences", () => {
  it("turn one text into the other", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = lineEdits(bytes(before), bytes(after));
        expect(new TextDecoder().decode(applyEdits(bytes(before), edits))).toBe(after);
      }),
    );
  });
  it("name nothing where nothing changed", () => {
    expect(lineEdits(bytes("a\nb\n"), bytes("a\nb\n"))).toEqual([]);
  });
  it("are as many as the lines that changed", () => {
    expect(lineEdits(bytes("a\nb\nc\nd\n"), bytes("x\nb\ny\nd\n"))).toEqual([
      { span: { start: 0, end: 2 }, text: "x\n" },
      { span: { start: 4, end: 6 }, text: "y\n" },
    ]);
  });
  it("move what is behind a change, and drop what it touched", () => {
    const replaced = replacementBetween(bytes("0123456789"), bytes("01xx456789"));
    expect(replaced).toEqual({ start: 2, end: 4, newEnd: 4 });
    const shorter = replacementBetween(bytes("0123456789"), bytes("0156789"));
    expect(movedSpan({ start: 0, end: 2 }, shorter)).toEqual({ start: 0, end: 2 });
    expect(movedSpan({ start: 6, end: 8 }, shorter)).toEqual({ start: 3, end: 5 });
    expect(movedSpan({ start: 1, end: 4 }, shorter)).toBeNull();
  });
});

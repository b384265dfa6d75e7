import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineIndex, lineCount, lineSpan, positionAt, startOfLine } from "../src/text/line-index.ts";

const encoder = new TextEncoder();

function placeOf(source: string | Uint8Array, offset: number): string {
  const { line, column } = positionAt(
    createLineIndex(typeof source === "string" ? encoder.encode(source) : source),
    offset,
  );
  return `${line}:${column}`;
}

function linesOf(source: string): string[] {
  const index = createLineIndex(encoder.encode(source));
  return Array.from({ length: lineCount(index) }, (_, at) => {
    const { start, end } = lineSpan(index, at + 1);
    return new TextDecoder().decode(index.source.subarray(start, end));
  });
}

describe("the start of a line", () => {
  it("is that of the index, at either end too", () => {
    const source = fc.array(fc.constantFrom("a", " ", "\n", "ä"), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(source, fc.nat({ max: 20 }), (text, at) => {
        const bytes = encoder.encode(text);
        const offset = Math.min(at, bytes.length);
        const index = createLineIndex(bytes);
        expect(startOfLine(bytes, offset)).toBe(lineSpan(index, positionAt(index, offset).line).start);
      }),
    );
  });
});

describe("positions", () => {
  it("starts at 1:1, also in an empty source", () => expect(placeOf("", 0)).toBe("1:1"));
  it("counts characters, not bytes", () => expect(placeOf("äö€𝄞x", 11)).toBe("1:5"));
  it("begins a line after LF", () => expect(placeOf("a\nb", 2)).toBe("2:1"));
  it("takes CRLF as one line ending", () => expect(placeOf("a\r\nb", 3)).toBe("2:1"));
  it("takes a lone CR as a line ending", () => expect(placeOf("a\rb", 2)).toBe("2:1"));
  it("gives the line ending to the line it ends", () => expect(placeOf("ab\n", 2)).toBe("1:3"));
  it("takes offsets beyond the end as the end", () => expect(placeOf("ab", 99)).toBe("1:3"));
  it("counts every stray continuation byte", () => expect(placeOf(Uint8Array.of(0x80, 0x80, 0x61), 2)).toBe("1:3"));
  it("counts a sequence cut short once", () => expect(placeOf(Uint8Array.of(0xe2, 0x82, 0x61), 2)).toBe("1:2"));
});

describe("lines", () => {
  it("come without their endings", () => expect(linesOf("a\r\nb\rc\n\nd")).toEqual(["a", "b", "c", "", "d"]));
  it("include an empty one after a final line ending", () => expect(linesOf("a\n")).toEqual(["a", ""]));
});

describe("properties", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "€", "𝄞", "\n", "\r", " "), maxLength: 3000 });

  it("agrees with a count by hand on valid text", () => {
    fc.assert(
      fc.property(text, fc.nat(3000), (source, at) => {
        const before = Array.from(source).slice(0, at).join("");
        if (source[before.length] === "\n" && before.endsWith("\r")) return;
        const lines = before.split(/\r\n|\r|\n/u);
        const expected = `${lines.length}:${Array.from(lines.at(-1) ?? "").length + 1}`;
        expect(placeOf(source, encoder.encode(before).length)).toBe(expected);
      }),
    );
  });

  it("never goes backwards on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2500 }), (source) => {
        const index = createLineIndex(source);
        let last = { line: 1, column: 0 };
        for (let offset = 0; offset <= source.length; offset++) {
          const position = positionAt(index, offset);
          expect(position.line > last.line || position.column >= last.column).toBe(true);
          last = position;
        }
      }),
      { numRuns: 20 },
    );
  });
});

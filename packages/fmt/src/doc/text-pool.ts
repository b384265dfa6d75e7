/**
 * The bytes a document's texts point into: the source first, then what the printer made up. Widths are code points;
 * a source that is not UTF-8 is counted, decoded and encoded byte by byte, so that it comes out as it went in.
 */

/** How bytes become characters. */
export type Encoding = "ascii" | "utf8" | "latin1";

/** A stretch of the pool and its width. */
export interface PoolText {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** The bytes of all texts of one document. `load` makes it that of another source. */
export class TextPool {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  length = 0;
  /** Bytes of the source. */
  sourceLength = 0;
  encoding: Encoding = "ascii";

  /** Starts over with the bytes of `source`, which keep their offsets. */
  load(source: Uint8Array): void {
    if (this.bytes.length < source.length + 4096) this.bytes = new Uint8Array(source.length * 2 + 4096);
    this.bytes.set(source);
    this.length = source.length;
    this.sourceLength = source.length;
    this.encoding = encodingOf(source);
  }

  /** Appends a text and returns where it stands. */
  add(text: string): PoolText {
    const start = this.length;
    this.reserve(start + text.length * 3);
    const end = this.encoding === "latin1" ? this.writeLatin1(text) : this.writeUtf8(text);
    this.length = end;
    return { start, end, width: this.widthOf(start, end) };
  }

  /** Returns the characters from `start` to `end`. */
  decode(start: number, end: number): string {
    if (this.encoding === "utf8") return new TextDecoder().decode(this.bytes.subarray(start, end));
    let text = "";
    for (let from = start; from < end; from += 8192) {
      text += String.fromCharCode(...this.bytes.subarray(from, Math.min(end, from + 8192)));
    }
    return text;
  }

  /** Returns the number of code points from `start` to `end`. */
  widthOf(start: number, end: number): number {
    if (this.encoding !== "utf8") return end - start;
    let width = 0;
    for (let at = start; at < end; at++) if (((this.bytes[at] ?? 0) & 0xc0) !== 0x80) width++;
    return width;
  }

  private reserve(size: number): void {
    if (size <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(size, this.bytes.length * 2));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  private writeLatin1(text: string): number {
    for (let index = 0; index < text.length; index++) this.bytes[this.length + index] = text.charCodeAt(index);
    return this.length + text.length;
  }

  private writeUtf8(text: string): number {
    if (this.encoding === "ascii") return this.writeLatin1(text);
    return this.length + new TextEncoder().encodeInto(text, this.bytes.subarray(this.length)).written;
  }
}

function encodingOf(source: Uint8Array): Encoding {
  let at = 0;
  while (at < source.length && (source[at] ?? 0) < 0x80) at++;
  if (at === source.length) return "ascii";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(source);
    return "utf8";
  } catch {
    return "latin1";
  }
}

/**
 * Bytes under construction: texts that are only hashed are written here rather than joined as strings, which would leave
 * hundreds of pieces behind for each derivation. A writer is emptied and used again.
 */

const initialSize = 16_384;

/**
 * Strings come in more forms than the engine's property caches hold, so that looking up their method would cost more
 * than calling it, once per character.
 */
// oxlint-disable-next-line typescript/unbound-method -- it is only called with a string
const { charCodeAt } = String.prototype;

/** What follows the backslash, for each byte that takes one; else 0. */
const escapes: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const at = '"\\\n\r\t'.indexOf(String.fromCharCode(byte));
  return at < 0 ? 0 : '"\\nrt'.charCodeAt(at);
});

export class ByteWriter {
  private bytes: Uint8Array = new Uint8Array(initialSize);
  private used = 0;

  /** How many bytes were written. */
  get length(): number {
    return this.used;
  }

  /** Returns what was written from somewhere on, valid until more is. */
  writtenFrom(start: number): Uint8Array {
    return this.bytes.subarray(start, this.used);
  }

  /** Forgets what was written from somewhere on. */
  cutTo(length: number): void {
    this.used = length;
  }

  private reserve(count: number): void {
    if (this.used + count <= this.bytes.length) return;
    const larger = new Uint8Array((this.used + count) * 2);
    larger.set(this.writtenFrom(0));
    this.bytes = larger;
  }

  /** Writes a Latin-1 string as it is. */
  raw(text: string): void {
    const { length } = text;
    this.reserve(length);
    const { bytes, used } = this;
    for (let at = 0; at < length; at++) bytes[used + at] = charCodeAt.call(text, at);
    this.used = used + length;
  }

  /** Writes a Latin-1 string in quotes, with `"`, `\`, newline, carriage return and tab escaped. */
  quoted(text: string): void {
    const { length } = text;
    this.reserve(2 * length + 2);
    const { bytes } = this;
    let end = this.used;
    bytes[end++] = 0x22;
    for (let at = 0; at < length; at++) {
      const code = charCodeAt.call(text, at);
      const escaped = escapes[code & 255] ?? 0;
      if (escaped === 0) bytes[end++] = code;
      else {
        bytes[end++] = 0x5c;
        bytes[end++] = escaped;
      }
    }
    bytes[end++] = 0x22;
    this.used = end;
  }

  /** Writes quoted strings in brackets. */
  list(texts: readonly string[]): void {
    this.raw("[");
    for (let at = 0; at < texts.length; at++) {
      if (at > 0) this.raw(",");
      this.quoted(texts[at] ?? "");
    }
    this.raw("]");
  }

  /** Writes a part of what was written once more. */
  repeat(start: number, end: number): void {
    this.reserve(end - start);
    this.bytes.copyWithin(this.used, start, end);
    this.used += end - start;
  }
}

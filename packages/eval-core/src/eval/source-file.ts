/** A source as an evaluation knows it: its name, its bytes, and lines counted when a message first asks. */
import { latin1Of } from "../store/bytes.ts";
import type { SourceName } from "../value/value.ts";

export class SourceFile implements SourceName {
  readonly name: string;
  readonly isFile: boolean;
  private readonly read: () => Uint8Array;
  private lineStarts: readonly number[] | null = null;

  /** `read` gives the bytes again, so that sources need not be kept. */
  constructor(name: string, kind: "file" | "text", read: () => Uint8Array) {
    this.name = name;
    this.isFile = kind === "file";
    this.read = read;
  }

  /** The bytes, as a Latin-1 string. */
  get text(): string {
    return latin1Of(this.read());
  }

  /** Returns some of the bytes, as a Latin-1 string. */
  excerpt(start: number, end: number): string {
    return latin1Of(this.read().subarray(start, end));
  }

  /** Returns where a byte is: lines and columns start at 1, columns count bytes as Nix does. */
  lineAndColumn(offset: number): { readonly line: number; readonly column: number } {
    this.lineStarts ??= findLineStarts(this.read());
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }
}

function findLineStarts(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 10 || (byte === 13 && bytes[at + 1] !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** A source as an evaluation knows it: its name, its bytes, and lines counted when a message first asks. */
import type { SourceName } from "../value/value.ts";

export class SourceFile implements SourceName {
  readonly name: string;
  readonly isFile: boolean;
  private readonly read: () => string;
  private lineStarts: readonly number[] | null = null;

  /** `read` gives the bytes again as a Latin-1 string, so that sources need not be kept. */
  constructor(name: string, kind: "file" | "text", read: () => string) {
    this.name = name;
    this.isFile = kind === "file";
    this.read = read;
  }

  /** The bytes, as a Latin-1 string. */
  get text(): string {
    return this.read();
  }

  /** Returns where a byte is: lines and columns start at 1, columns count bytes as Nix does. */
  lineAndColumn(offset: number): { readonly line: number; readonly column: number } {
    this.lineStarts ??= findLineStarts(this.text);
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

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

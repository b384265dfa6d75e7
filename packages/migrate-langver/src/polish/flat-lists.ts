/**
 * Lists behind `with x;` that stand on one line, and the brackets around them on that line. They came from a slice or may
 * become one, which the formatter leaves on its line and a list not; so they stay on their line.
 */
import { sliceLatin1 } from "@lix-tools/parser";
import type { ChangedLines } from "./changed-lines.ts";
import { type Tokens, TokenSort } from "./tokens.ts";

/** An open bracket: its token and line, and whether such a list is in it. */
interface Open {
  readonly token: number;
  readonly line: number;
  isFlat: boolean;
}

/** Returns a 1 for every token before which the white space stays because of such a list, or null if there is none. */
export function flatLists(source: Uint8Array, tokens: Tokens, lines: ChangedLines): Uint8Array | null {
  const { starts, ends, sorts, count } = tokens;
  let flat: Uint8Array | null = null;
  const open: Open[] = [];
  for (let token = 0; token < count; token++) {
    if (sorts[token] !== TokenSort.Plain) continue;
    const start = starts[token] ?? 0;
    const byte = source[start];
    const inner = open.at(-1);
    // What is unpacked was joined.
    if (byte === 0x2a && inner !== undefined) inner.isFlat = false;
    if (byte === 0x5b || byte === 0x28 || byte === 0x7b) {
      const line = lines.lineAt(start);
      open.push({ token, line, isFlat: byte === 0x5b && lines.isChanged(line) && isBehindWith(source, tokens, token) });
    } else if ((byte === 0x5d || byte === 0x29 || byte === 0x7d) && (ends[token] ?? 0) === start + 1) {
      const closed = open.pop();
      if (closed?.isFlat !== true || closed.line !== lines.lineAt(start)) continue;
      flat ??= new Uint8Array(count);
      flat.fill(1, closed.token + 1, token + 1);
      if (byte === 0x5d) flat[closed.token] = 1;
      const around = open.at(-1);
      if (around !== undefined) around.isFlat = true;
    }
  }
  return flat;
}

/** Tells whether a bracket stands behind `with …;` on its line. */
function isBehindWith(source: Uint8Array, { starts }: Tokens, token: number): boolean {
  const start = starts[token] ?? 0;
  if (source[starts[token - 1] ?? 0] !== 0x3b) return false;
  const line = source.lastIndexOf(0x0a, start) + 1;
  const before = sliceLatin1(source, line, start);
  return /\bwith [^;]*; ?$/u.test(before);
}

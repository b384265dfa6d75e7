/**
 * Lists behind `with x;` that stand on one line, and the brackets around them on that line. They came from a slice or may
 * become one, which the formatter leaves on its line and a list not; so they stay on their line.
 */
import { sliceLatin1 } from "@lix-tools/parser";
import { isClosing, isOpening } from "./brackets.ts";
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
    if (isOpening(byte)) {
      const line = lines.lineAt(start);
      open.push({ token, line, isFlat: byte === 0x5b && lines.isChanged(line) && isBehindWith(source, tokens, token) });
    } else if (isClosing(byte) && (ends[token] ?? 0) === start + 1) {
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

/** Tells whether a bracket stands behind `with …;`, of which the last line is its own. */
function isBehindWith(source: Uint8Array, { starts, ends, sorts }: Tokens, token: number): boolean {
  const end = ends[token - 1] ?? 0;
  if (source[end - 1] !== 0x3b || source.subarray(end, starts[token]).includes(0x0a)) return false;
  let depth = 0;
  for (let at = token - 2; at >= 0; at--) {
    if (sorts[at] !== TokenSort.Plain) continue;
    const start = starts[at] ?? 0;
    const byte = source[(ends[at] ?? 1) - 1];
    if (isClosing(byte)) depth++;
    else if (isOpening(byte)) depth--;
    if (depth < 0 || (depth === 0 && byte === 0x3b)) return false;
    if (depth === 0 && ends[at] === start + 4 && sliceLatin1(source, start, start + 4) === "with") return true;
  }
  return false;
}

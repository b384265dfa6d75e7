/**
 * Checks of the bytes of a file, whatever they say (specification A.8, C.7). They need no tree, so that a file that does
 * not parse because of them can be told why.
 */
import { kindOf, type Tree } from "../cst/tree.ts";
import { Kind } from "../cst/kinds.generated.ts";
import { nodeAt } from "../ast/visit.ts";
import type { Langver } from "../langver/langver.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { TextEdit } from "../text/text-edit.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Returns what the language forbids in the bytes of a file: mark, encoding, NUL, line endings. */
export function checkSourceBytes(source: Uint8Array, langver: Langver): Diagnostic[] {
  const { features } = langver;
  const diagnostics: Diagnostic[] = [];
  if (features.has("utf8-source")) {
    if (hasByteOrderMark(source)) diagnostics.push(byteOrderMark());
    const invalid = invalidUtf8At(source);
    if (invalid >= 0) diagnostics.push(notUtf8(source, invalid));
  }
  if (langver.dialect === "nix") return diagnostics;
  if (!features.has("nul-strings")) {
    const nul = source.indexOf(0);
    if (nul >= 0) diagnostics.push(nulByte(nul));
  }
  const returns = loneReturns(source);
  if (returns.length > 0) diagnostics.push(loneReturn(returns));
  return diagnostics;
}

/** Returns the error about NUL outside strings for a language that allows it in them. */
export function checkNulOutsideStrings(tree: Tree): Diagnostic[] {
  for (let at = tree.source.indexOf(0); at >= 0; at = tree.source.indexOf(0, at + 1)) {
    const kind = kindOf(tree, nodeAt(tree, at));
    if (kind !== Kind.StringFragment && kind !== Kind.EscapeSequence) return [nulByte(at)];
  }
  return [];
}

function hasByteOrderMark(source: Uint8Array): boolean {
  return source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf;
}

function byteOrderMark(): Diagnostic {
  const span = { start: 0, end: 3 };
  return {
    code: "syntax/bom",
    severity: "error",
    span,
    message: "found a byte order mark, expected the text to begin at once",
    fixes: [{ title: "remove the byte order mark", edits: [{ span, text: "" }] }],
  };
}

/** Returns the offset of the first byte that is not UTF-8, or -1. */
export function invalidUtf8At(source: Uint8Array): number {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(source);
    return -1;
  } catch {
    return findInvalid(source);
  }
}

function findInvalid(source: Uint8Array): number {
  for (let at = 0; at < source.length;) {
    const length = sequenceLength(source, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/** Returns the length of the UTF-8 sequence at `at`, or 0 where there is none. */
function sequenceLength(source: Uint8Array, at: number): number {
  const first = source[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  for (let next = 1; next < length; next++) if (((source[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = source[at + 1] ?? 0;
  const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isBeyond = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return isOverlong || isBeyond ? 0 : length;
}

function notUtf8(source: Uint8Array, at: number): Diagnostic {
  const byte = (source[at] ?? 0).toString(16).padStart(2, "0");
  return {
    code: "syntax/invalid-utf8",
    severity: "error",
    span: { start: at, end: at + 1 },
    message: `found the byte 0x${byte}, expected UTF-8`,
  };
}

function nulByte(at: number): Diagnostic {
  return {
    code: "syntax/nul-byte",
    severity: "error",
    span: { start: at, end: at + 1 },
    message: "found a NUL byte, which no part of a file may hold",
  };
}

/** Returns the offsets of every CR that no LF follows. */
export function loneReturns(source: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = source.indexOf(carriageReturn); at >= 0; at = source.indexOf(carriageReturn, at + 1)) {
    if (source[at + 1] !== lineFeed) found.push(at);
  }
  return found;
}

function loneReturn(returns: readonly number[]): Diagnostic {
  const edits = returns.map((at): TextEdit => ({ span: { start: at, end: at + 1 }, text: "\n" }));
  const start = returns[0] ?? 0;
  return {
    code: "syntax/lone-cr",
    severity: "error",
    span: { start, end: start + 1 },
    message: "found a carriage return without a line feed",
    notes: returns.length > 1 ? [`${returns.length - 1} more in this file`] : [],
    fixes: [{ title: "end the lines with line feeds", edits }],
  };
}

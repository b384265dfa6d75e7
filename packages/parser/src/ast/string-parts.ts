/**
 * The value of string literals: escapes and indentation resolved, interpolations in their place. This is the one place
 * that knows; the lowering, the linter, the formatter's checks and the codemods all ask here.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { hasError, kindOf, latin1Of, type NodeIndex, sizeOf, sliceLatin1, startOf, type Tree } from "../cst/tree.ts";
import { decodeLegacyEscape } from "./escapes.ts";
import { type IndentProblem, legacyDrops, nix2Drops } from "./indentation.ts";
import {
  type Piece,
  readingOf,
  segmentsWithout,
  stringPieces,
  type StringReading,
  type StringSegment,
} from "./string-pieces.ts";

/** Text, one character per byte, or the `interpolation` node that stands there. */
export type StringPart = string | NodeIndex;

/**
 * Returns the parts of a `string_expression` or `indented_string_expression`. Text is never empty and never next to
 * text, so the empty string has no parts.
 */
export function decodeString(tree: Tree, node: NodeIndex, reading: StringReading = readingOf(tree)): StringPart[] {
  return directParts(tree, node, reading) ?? mergeSegments(stringSegments(tree, node, reading));
}

/** Returns the value of a string without interpolations, or null for one that has some. */
export function plainText(tree: Tree, node: NodeIndex, reading: StringReading = readingOf(tree)): string | null {
  const parts = decodeString(tree, node, reading);
  if (parts.length === 0) return "";
  const [only] = parts;
  return parts.length === 1 && typeof only === "string" ? only : null;
}

/** Returns the parts of a `"` string without CR and without escapes of Nix 2, which nearly all are; else null. */
function directParts(tree: Tree, node: NodeIndex, reading: StringReading): StringPart[] | null {
  if (kindOf(tree, node) !== Kind.StringExpression || hasError(tree, node)) return null;
  const parts: StringPart[] = [];
  let text = "";
  const last = node + sizeOf(tree, node) - 1;
  for (let child = node + 2; child < last; child += sizeOf(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === Kind.StringFragment) {
      const run = latin1Of(tree, child);
      if (run.includes("\r")) return null;
      text += run;
    } else if (kind === Kind.EscapeSequence && reading !== "nix2") {
      text += decodeLegacyEscape(tree.source, startOf(tree, child));
    } else if (kind === Kind.Interpolation) {
      if (text !== "") parts.push(text);
      text = "";
      parts.push(child);
    } else return null;
  }
  if (text !== "") parts.push(text);
  return parts;
}

/**
 * Returns every range between the quotes in order with what it gave, so that an edit can be placed where a byte of the
 * value came from. Together the segments cover all of it.
 */
export function stringSegments(tree: Tree, node: NodeIndex, reading: StringReading = readingOf(tree)): StringSegment[] {
  const { source } = tree;
  const pieces = stringPieces(tree, node, reading);
  if (kindOf(tree, node) === Kind.StringExpression) return plainSegments(source, pieces, reading);
  const drops = reading === "nix2" ? nix2Drops(source, pieces).drops : legacyDrops(source, pieces, reading);
  return segmentsWithout(source, pieces, drops);
}

/** Returns what Nix 2 refuses in the indentation of an `indented_string_expression`. */
export function indentProblems(tree: Tree, node: NodeIndex): readonly IndentProblem[] {
  return nix2Drops(tree.source, stringPieces(tree, node, "nix2")).problems;
}

/** In `"` strings a CRLF is a line feed, and in legacy so is a lone CR. */
function plainSegments(source: Uint8Array, pieces: readonly Piece[], reading: StringReading): StringSegment[] {
  const lineEnd = reading === "nix2" ? /\r\n/g : /\r\n?/g;
  return pieces.flatMap((piece) => {
    const { kind, start, end, value, node } = piece;
    if (kind === "interpolation") return { start, end, value: node };
    return kind === "escape" ? { start, end, value } : normalizedText(source, piece, lineEnd);
  });
}

function normalizedText(source: Uint8Array, { start, end }: Piece, lineEnd: RegExp): StringSegment[] {
  const segments: StringSegment[] = [];
  const text = sliceLatin1(source, start, end);
  let at = 0;
  for (const { index, 0: found } of text.matchAll(lineEnd)) {
    if (index > at) segments.push({ start: start + at, end: start + index, value: text.slice(at, index) });
    at = index + found.length;
    segments.push({ start: start + index, end: start + at, value: "\n" });
  }
  if (at < text.length) segments.push({ start: start + at, end, value: text.slice(at) });
  return segments;
}

function mergeSegments(segments: readonly StringSegment[]): StringPart[] {
  const parts: StringPart[] = [];
  let text = "";
  for (const { value } of segments) {
    if (typeof value === "string") {
      text += value;
      continue;
    }
    if (text !== "") parts.push(text);
    text = "";
    parts.push(value);
  }
  if (text !== "") parts.push(text);
  return parts;
}

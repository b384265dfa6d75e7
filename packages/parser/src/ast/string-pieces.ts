/**
 * The contents of a string literal as the algorithms on strings see them: runs of literal text, escapes with their
 * value, interpolations. And the way back: which bytes of the source gave which bytes of the value.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { endOf, kindOf, type NodeIndex, none, sizeOf, sliceLatin1, startOf, type Tree } from "../cst/tree.ts";
import { decodeLegacyEscape, decodeNix2Escape, nix2EscapeEnd } from "./escapes.ts";
import type { Span } from "../text/span.ts";

/**
 * Whose rules a string is read by. Nix and Lix differ in one point of `''` strings (specification A.7): what happens
 * to spaces after `''\n`.
 */
export type StringReading = "cppnix" | "lix" | "nix2";

/** Returns the rules a tree's strings are read by unless somebody asks for others. */
export function readingOf(tree: Tree): StringReading {
  return tree.langver.dialect === "nix" ? "cppnix" : "nix2";
}

export interface Piece {
  readonly kind: "text" | "escape" | "interpolation";
  readonly start: number;
  readonly end: number;
  /** What an escape stands for; empty for the others. */
  readonly value: string;
  /** The `interpolation`, or `none`. */
  readonly node: NodeIndex;
}

/** A range of the source between the quotes, and the bytes or the `interpolation` node it gave. */
export interface StringSegment {
  readonly start: number;
  readonly end: number;
  /** One character per byte; empty for what the rules drop. */
  readonly value: string | NodeIndex;
}

/**
 * Returns the pieces of a `string_expression` or `indented_string_expression`. A legacy tree can be read as Nix 2: then
 * `\xHH` and the like reach into the text behind them. What would be an interpolation in Nix 2 only (`$${x}`) stays
 * text; `ast/string-hazards.ts` finds it.
 */
export function stringPieces(tree: Tree, node: NodeIndex, reading: StringReading): Piece[] {
  const pieces: Piece[] = [];
  const last = node + sizeOf(tree, node) - 1;
  const contentEnd = startOf(tree, last);
  let consumed = 0;
  for (let child = node + 2; child < last; child += sizeOf(tree, child)) {
    const start = Math.max(startOf(tree, child), consumed);
    const end = endOf(tree, child);
    const kind = kindOf(tree, child);
    if (kind === Kind.Interpolation) pieces.push({ kind: "interpolation", start, end, value: "", node: child });
    else if (kind === Kind.EscapeSequence) {
      const escape = readEscape(tree.source, start, end, reading === "nix2" ? contentEnd : -1);
      consumed = escape.end;
      pieces.push(escape);
    } else if (kind === Kind.StringFragment && start < end) {
      pieces.push({ kind: "text", start, end, value: "", node: none });
    }
  }
  return pieces;
}

/** Reads an escape by the rules of Nix 2 up to `limit`, or by legacy's where `limit` is negative. */
function readEscape(source: Uint8Array, start: number, end: number, limit: number): Piece {
  if (limit < 0) return { kind: "escape", start, end, value: decodeLegacyEscape(source, start), node: none };
  const nix2End = nix2EscapeEnd(source, start, limit);
  return { kind: "escape", start, end: nix2End, value: decodeNix2Escape(source, start, nix2End), node: none };
}

/** Returns the range between the quotes. */
export function contentSpan(tree: Tree, node: NodeIndex): Span {
  return { start: endOf(tree, node + 1), end: startOf(tree, node + sizeOf(tree, node) - 1) };
}

/** A walk over pieces that leaves out what the drops name. */
interface Dropping {
  readonly source: Uint8Array;
  readonly drops: readonly Span[];
  readonly segments: StringSegment[];
  /** Number of the first drop that may reach further. */
  next: number;
}

/** Returns the segments of the pieces where the ranges `drops`, in order, vanish from text and escapes. */
export function segmentsWithout(source: Uint8Array, pieces: readonly Piece[], drops: readonly Span[]): StringSegment[] {
  const state: Dropping = { source, drops, segments: [], next: 0 };
  for (const piece of pieces) {
    const { start, end } = piece;
    while ((drops[state.next]?.end ?? Infinity) <= start) state.next++;
    if (piece.kind === "interpolation") state.segments.push({ start, end, value: piece.node });
    else if (piece.kind === "escape") {
      const isDropped = (drops[state.next]?.start ?? Infinity) <= start;
      state.segments.push({ start, end, value: isDropped ? "" : piece.value });
    } else addText(state, start, end);
  }
  return state.segments;
}

/** Adds text in turns of kept and dropped. */
function addText(state: Dropping, start: number, end: number): void {
  const { source, drops, segments } = state;
  let at = start;
  for (;;) {
    const drop = drops[state.next];
    const keepUntil = Math.min(end, Math.max(at, drop?.start ?? end));
    if (keepUntil > at) segments.push({ start: at, end: keepUntil, value: sliceLatin1(source, at, keepUntil) });
    at = keepUntil;
    if (at >= end || drop === undefined) return;
    const dropUntil = Math.min(end, drop.end);
    if (dropUntil > at) segments.push({ start: at, end: dropUntil, value: "" });
    at = Math.max(at, dropUntil);
    if (drop.end > end) return;
    state.next++;
  }
}

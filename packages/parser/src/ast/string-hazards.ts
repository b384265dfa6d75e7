/**
 * Where a string literal means different things to different readers: legacy and Nix 2, Nix and Lix. Migration freezes
 * these before it changes the dialect; the linter reports them.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { endOf, kindOf, type NodeIndex, startOf, type Tree } from "../cst/tree.ts";
import type { Span } from "../text/span.ts";
import { escapeLetter, nix2EscapeProblem } from "./escapes.ts";
import { decodeString, indentProblems, type StringPart } from "./string-parts.ts";
import { type Piece, stringPieces, type StringReading } from "./string-pieces.ts";

/** Something in a legacy string that Nix 2 reads differently or refuses. */
export interface StringHazard {
  readonly kind:
    /** An even number of `$` before `{`: an interpolation in Nix 2. The span is the last `$`. */
    | "dollar"
    /** `\x41`, `\u{41}`, a backslash at the end of a line: gains a meaning. The span is the escape. */
    | "escape-meaning"
    /** An escape that Nix 2 refuses. The span is the escape. */
    | "escape-refused"
    /** Indentation that Nix 2 refuses. */
    | "indentation-refused"
    /** The rules of indentation or line endings give another value. The span is the whole literal's content. */
    | "value";
  readonly span: Span;
}

/**
 * Tells whether the bytes of a string alone show that every reader gets the same from it: most strings have no escape,
 * no dollar before another, no carriage return and no NUL, and of those on several lines all are indented with spaces.
 */
function isReadAlike(tree: Tree, node: NodeIndex): boolean {
  const { source } = tree;
  const isIndented = kindOf(tree, node) === Kind.IndentedStringExpression;
  const width = isIndented ? 2 : 1;
  const [start, end] = [startOf(tree, node) + width, endOf(tree, node) - width];
  let at = start;
  if (isIndented) {
    while (source[at] === 0x20) at++;
    // Text on the first line has rules of its own.
    if (source[at] !== 0x0a) return false;
  }
  for (let before = 0; at < end; at++) {
    const byte = source[at] ?? 0;
    if (byte === 0x0d || byte === 0x00 || (byte === 0x24 && before === 0x24)) return false;
    if (isIndented ? byte === 0x09 || (byte === 0x27 && before === 0x27) : byte === 0x5c) return false;
    before = byte;
  }
  return true;
}

/** Returns what Nix 2 reads differently or refuses in a string of a legacy tree, in source order; none if nothing. */
export function nix2Hazards(tree: Tree, node: NodeIndex): StringHazard[] {
  const hazards: StringHazard[] = [];
  if (isReadAlike(tree, node)) return hazards;
  const pieces = stringPieces(tree, node, "nix2");
  for (const piece of pieces) {
    if (piece.kind === "text") findDollars(tree.source, piece, hazards);
    else if (piece.kind === "escape") findEscape(tree.source, piece, hazards);
  }
  if (kindOf(tree, node) === Kind.IndentedStringExpression) {
    for (const { span } of indentProblems(tree, node)) hazards.push({ kind: "indentation-refused", span });
  }
  const first = pieces[0];
  if (hazards.length === 0 && first !== undefined && !readingsAgree(tree, node, "cppnix", "nix2")) {
    hazards.push({ kind: "value", span: { start: first.start, end: pieces.at(-1)?.end ?? first.end } });
  }
  return hazards.sort((a, b) => a.span.start - b.span.start);
}

/** Any `${` left in text is one that legacy's pairing of dollars hides. */
function findDollars(source: Uint8Array, { start, end }: Piece, hazards: StringHazard[]): void {
  // Not by `indexOf`, which would look on behind the string to the end of the file.
  for (let at = start; at + 1 < end; at++) {
    if (source[at] === 0x24 && source[at + 1] === 0x7b)
      hazards.push({ kind: "dollar", span: { start: at, end: at + 1 } });
  }
}

function findEscape(source: Uint8Array, { start, end }: Piece, hazards: StringHazard[]): void {
  const letter = source[escapeLetter(source, start)];
  const isContinuation = letter === 0x0a || (letter === 0x0d && source[end - 1] === 0x0a);
  const problem = nix2EscapeProblem(source, start, end);
  if (problem !== null) hazards.push({ kind: "escape-refused", span: { start, end } });
  else if (isContinuation || letter === 0x78 || letter === 0x75) {
    hazards.push({ kind: "escape-meaning", span: { start, end } });
  }
}

/**
 * Tells whether two readers get the same value from the string. For a legacy tree read as Nix 2 this leaves aside what
 * `nix2Hazards` calls `dollar`.
 */
export function readingsAgree(tree: Tree, node: NodeIndex, first: StringReading, second: StringReading): boolean {
  return sameParts(decodeString(tree, node, first), decodeString(tree, node, second));
}

function sameParts(first: readonly StringPart[], second: readonly StringPart[]): boolean {
  return first.length === second.length && first.every((part, index) => part === second[index]);
}

/**
 * The state of one run of the fast parser, and the writing of records.
 *
 * Records are written in *postorder*: a node after its children. So a left-recursive production (`a + b + c`, `f x y`)
 * closes its node when it is complete, around whatever already stands there, without moving a byte; and the node that
 * was finished last is always the last record, where its parent puts the field. `to-preorder.ts` turns the finished
 * list into the layout of the tree.
 *
 * Comments wait until the next node opens or the next leaf is written. That puts each of them into the innermost node
 * with a token on both sides of it, as tree-sitter does with its extras.
 *
 * This folder is the hottest code of the project: numbers in fields, no allocation per node, long flat functions where
 * a call would cost (bench/parse.ts).
 */
import { type Allocate, allocateBuffer } from "../cst/allocate.ts";
import { type Field, Kind } from "../cst/kinds.generated.ts";
import { fieldShift, recordWords } from "../cst/layout.ts";
import type { Dialect } from "../langver/langver.ts";
import { createPreorderMemory, type PreorderMemory } from "./to-preorder.ts";
import type { WordKind } from "./words.ts";

/** Words per waiting entry of the stack of open nodes: what it is, its first record, its start. */
const stackWords = 3;

/** As many words of records as few files need for each byte. */
const wordsPerByte = 2;

export class ParserState {
  /** The file and two NULs behind it, so that reading at the end, where a `$` skips a byte, needs no bound check. */
  source: Uint8Array = new Uint8Array(1 << 14);
  /** Length of the file. */
  length = 0;
  isNix2 = false;
  isFuture = false;
  /** Offset of the next byte to read. */
  position = 0;
  /** End of the last token that is not a comment. */
  lastEnd = 0;
  /** Records in postorder. */
  records: Uint32Array = new Uint32Array(1 << 14);
  /** Number of words written. */
  wordCount = 0;
  readonly preorder: PreorderMemory;
  /** How many brackets are open. */
  depth = 0;

  /** Start and end of the comments that wait for a place. */
  pendingComments: Uint32Array = new Uint32Array(64);
  pendingWords = 0;

  /** Nodes whose end is still to come: operators and the right-recursive forms of an expression. */
  stack: Int32Array = new Int32Array(64 * stackWords);
  stackTop = 0;

  /** The word last scanned, so that looking at it twice costs once. */
  wordStart = -1;
  wordEnd = 0;
  wordKind: WordKind = 0;
  /** No path and no URI starts before this offset, if it is beyond the present one. */
  plainUntil = 0;

  /** `allocate` gives the memory of kept trees. */
  constructor(allocate: Allocate = allocateBuffer) {
    this.preorder = createPreorderMemory(allocate);
  }

  /** Makes ready for another file. The arrays stay, which is what makes many small files fast. */
  reset(source: Uint8Array, dialect: Dialect): void {
    if (source.length + 2 > this.source.length) this.source = new Uint8Array(source.length * 2 + 2);
    // Growing copies; memory that is not written to costs nothing.
    if (source.length * wordsPerByte > this.records.length) {
      this.records = new Uint32Array(source.length * wordsPerByte);
    }
    this.source.set(source);
    this.source.fill(0, source.length, source.length + 2);
    this.length = source.length;
    this.isNix2 = dialect !== "nix";
    this.isFuture = dialect === "nix2_future";
    this.position = 0;
    this.lastEnd = 0;
    this.wordCount = 0;
    this.depth = 0;
    this.pendingWords = 0;
    this.stackTop = 0;
    this.wordStart = -1;
    this.plainUntil = 0;
  }
}

function growRecords(p: ParserState): void {
  const larger = new Uint32Array(p.records.length * 2);
  larger.set(p.records);
  p.records = larger;
}

/** Writes a node around the records from `mark` on. It ends where the last token ended. */
export function closeNode(p: ParserState, kind: Kind, mark: number, start: number): void {
  const at = p.wordCount;
  if (at + recordWords > p.records.length) growRecords(p);
  const records = p.records;
  records[at] = kind;
  records[at + 1] = start;
  records[at + 2] = p.lastEnd;
  records[at + 3] = ((at - mark) >> 2) + 1;
  p.wordCount = at + recordWords;
}

/** Writes the comments that wait. */
function placeComments(p: ParserState): void {
  const count = p.pendingWords;
  p.pendingWords = 0;
  for (let i = 0; i < count; i += 2) {
    const at = p.wordCount;
    if (at + recordWords > p.records.length) growRecords(p);
    const records = p.records;
    records[at] = Kind.Comment;
    records[at + 1] = p.pendingComments[i] ?? 0;
    records[at + 2] = p.pendingComments[i + 1] ?? 0;
    records[at + 3] = 1;
    p.wordCount = at + recordWords;
  }
}

/** Returns the mark of a node that starts at the next token; hand it to `closeNode`. */
export function openNode(p: ParserState): number {
  if (p.pendingWords !== 0) placeComments(p);
  return p.wordCount;
}

/** Writes a leaf from the present position to `end` and moves there. */
export function writeLeaf(p: ParserState, kind: Kind, end: number): void {
  if (p.pendingWords !== 0) placeComments(p);
  const at = p.wordCount;
  if (at + recordWords > p.records.length) growRecords(p);
  const records = p.records;
  records[at] = kind;
  records[at + 1] = p.position;
  records[at + 2] = end;
  records[at + 3] = 1;
  p.wordCount = at + recordWords;
  p.position = end;
  p.lastEnd = end;
}

/** Gives the node written last its role in the parent. */
export function setField(p: ParserState, field: Field): void {
  const at = p.wordCount - recordWords;
  p.records[at] = (p.records[at] ?? 0) | (field << fieldShift);
}

/** Keeps a comment until its place is known. */
export function keepComment(p: ParserState, start: number, end: number): void {
  if (p.pendingWords + 2 > p.pendingComments.length) {
    const larger = new Uint32Array(p.pendingComments.length * 2);
    larger.set(p.pendingComments);
    p.pendingComments = larger;
  }
  p.pendingComments[p.pendingWords] = start;
  p.pendingComments[p.pendingWords + 1] = end;
  p.pendingWords += 2;
}

/** Remembers a node to be closed later. */
export function pushOpen(p: ParserState, what: number, mark: number, start: number): void {
  if (p.stackTop + stackWords > p.stack.length) {
    const larger = new Int32Array(p.stack.length * 2);
    larger.set(p.stack);
    p.stack = larger;
  }
  const top = p.stackTop;
  p.stack[top] = what;
  p.stack[top + 1] = mark;
  p.stack[top + 2] = start;
  p.stackTop = top + stackWords;
}

/** Takes the last remembered node off the stack; read it at `stackTop` before anything else is pushed. */
export function popOpen(p: ParserState): void {
  p.stackTop -= stackWords;
}

/** Returns what was remembered last, without taking it off. */
export function peekOpen(p: ParserState): number {
  return p.stack[p.stackTop - stackWords] ?? 0;
}

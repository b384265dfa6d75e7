/**
 * How the lines of a text are indented while it is written from its start to its end. Lines that changed stand as in the
 * model, counted from the lines around them; lines that did not stay where they were in what they stand in, and move
 * with it.
 */
import { deepened, hasTabs, type Indent, movedAlong, widthOf } from "./indent.ts";

/** What has to be told of every line and bracket, in the order of the text. */
export interface Layout {
  /** Goes on in a line of the model that is indented by so many columns. */
  enterModelLine(columns: number): void;
  /** Goes on in a line of the text that is indented so, and was, if it was there before. */
  enterLine(indent: Indent, old: Indent | null): void;
  /** Goes on in a line that is indented so and was the rest of another one. */
  splitLine(indent: Indent): void;
  /** Goes on in the same line of the text with what was on another one. */
  joinLine(): void;
  /** Takes notice that a line of the text stands where one of the model is indented by so many columns. */
  learn(columns: number, indent: Indent): void;
  /** Returns how a line is indented that is indented by so many columns in the model. */
  indentFor(columns: number): Indent;
  /** Returns how a line is indented that did not change, given how it was, or null where nothing tells that it moved. */
  movedIndent(old: Indent): Indent | null;
  /** Returns how the line of the innermost bracket was indented, or null if that is a new one. */
  oldBracketIndent(): Indent | null;
  /** Returns how the line of the innermost bracket is indented. */
  bracketIndent(): Indent;
  /** Returns the line of the innermost bracket. */
  bracketLine(): number;
  /**
   * Takes notice that the line that ends moved, and what stands in it with it: in its brackets, and what is as far in where
   * the line is not the end of a binding.
   */
  moveWithLine(old: Indent, state: "open" | "ended"): void;
  /** Tells whether the text is in a line that was the rest of another one. */
  isInSplitLine(): boolean;
  /** Takes notice that the line that begins moved, and the lines behind it that are at least as far in. */
  moveFromLine(old: Indent, indent: Indent): void;
  /** Goes on in a bracket that stands on a line. */
  open(line: number): void;
  /** Takes notice that the innermost bracket ends its line now and did not, or the other way round. */
  changeBracket(change: BracketChange): void;
  /** Tells whether the innermost bracket was changed so. */
  isBracket(change: BracketChange): boolean;
  /** Goes on behind a bracket. */
  close(): void;
  /** Goes on in a value that begins a line of the text and none of the model. */
  beginValue(): void;
  /** Goes on behind all values and lines that moved in the innermost bracket. */
  endValue(): void;
}

/** What stands behind a bracket was put on a line of its own, or goes on in the bracket's. */
export type BracketChange = "split" | "joined";

const changeCodes: Readonly<Record<BracketChange, number>> = { split: 1, joined: 2 };

/** Numbers that are put on top of each other and taken away again, in arrays that grow. */
interface Stack {
  values: Int32Array;
  count: number;
}

function createStack(): Stack {
  return { values: new Int32Array(64), count: 0 };
}

function push(stack: Stack, value: number): void {
  if (stack.count === stack.values.length) {
    const values = new Int32Array(stack.count * 2);
    values.set(stack.values);
    stack.values = values;
  }
  stack.values[stack.count++] = value;
}

/** Returns the value at a place; 0 where there is none. */
function at({ values }: Stack, index: number): number {
  return values[index] ?? 0;
}

/** Returns a layout at the start of a text that is indented so many times as far as the model, which is asked if needed. */
export function createLayout(factor: () => number): Layout {
  // Lines of the model and how the text is indented there, less deep ones first within a bracket.
  const columnsKnown = createStack();
  const indentsKnown = createStack();
  // Where what is known begins in every open bracket, and in every value that begins a line: its own line comes first.
  const frames = createStack();
  // For every open bracket, how many frames are around it.
  const brackets = createStack();
  // The line of every open bracket, and how it is indented and was, or -1.
  const bracketLines = createStack();
  const bracketIndents = createStack();
  const oldBracketIndents = createStack();
  // What was done to what stands behind every open bracket, 0 for nothing.
  const changes = createStack();
  // Lines that moved in a bracket that is still open: how they were indented, how they are, how far in is what moves
  // with them, and how many brackets are around them.
  const oldIndents = createStack();
  const newIndents = createStack();
  const leastWidths = createStack();
  const depths = createStack();
  let modelColumns = 0;
  let lineIndent: Indent = 0;
  let oldLineIndent: Indent | null = 0;
  let lineDepth = 0;
  let isSplit = false;
  const forget = (count: number): void => {
    columnsKnown.count = indentsKnown.count = count;
  };
  const know = (columns: number, indent: Indent): void => {
    push(columnsKnown, columns);
    push(indentsKnown, indent);
  };
  const forgetDeeper = (columns: number): number => {
    const base = at(frames, frames.count - 1);
    let top = columnsKnown.count - 1;
    while (top > base && at(columnsKnown, top) > columns) top--;
    forget(top + 1);
    return top;
  };
  const enterFrame = (): void => {
    push(frames, columnsKnown.count);
    know(modelColumns, lineIndent);
  };
  const leaveFrames = (count: number): void => {
    if (frames.count <= count) return;
    forget(at(frames, count));
    frames.count = count;
  };
  const move = (old: Indent, indent: Indent, depth: number): void => {
    push(oldIndents, old);
    push(newIndents, indent);
    push(leastWidths, widthOf(old));
    push(depths, depth);
  };
  const keepMoves = (count: number): void => {
    oldIndents.count = newIndents.count = leastWidths.count = depths.count = count;
  };
  const leaveMoves = (depth: number): void => {
    while (depths.count > 0 && at(depths, depths.count - 1) >= depth) keepMoves(depths.count - 1);
  };
  know(0, 0);
  return {
    enterModelLine(columns) {
      modelColumns = columns;
    },
    enterLine(indent, old) {
      lineIndent = indent;
      oldLineIndent = old;
      lineDepth = brackets.count;
      isSplit = false;
    },
    splitLine(indent) {
      lineIndent = indent;
      oldLineIndent = null;
      lineDepth = brackets.count;
      isSplit = true;
    },
    isInSplitLine: () => isSplit,
    joinLine() {
      oldLineIndent = null;
      lineDepth = brackets.count;
    },
    learn(columns, indent) {
      const top = forgetDeeper(columns);
      const isBase = top === at(frames, frames.count - 1);
      if (at(columnsKnown, top) === columns && !isBase) forget(top);
      know(columns, indent);
    },
    indentFor(columns) {
      const top = forgetDeeper(columns);
      const [known, indent] = [at(columnsKnown, top), at(indentsKnown, top)];
      return known === columns ? indent : deepened(indent, (columns - known) * (hasTabs(indent) ? 1 : factor()));
    },
    oldBracketIndent() {
      const old = at(oldBracketIndents, brackets.count - 1);
      return old < 0 ? null : old;
    },
    bracketIndent: () => at(bracketIndents, brackets.count - 1),
    bracketLine: () => at(bracketLines, brackets.count - 1),
    movedIndent(old) {
      const depth = brackets.count;
      let top = depths.count - 1;
      while (top >= 0 && at(depths, top) === depth && widthOf(old) < at(leastWidths, top)) top--;
      keepMoves(top + 1);
      if (top >= 0 && at(depths, top) === depth) return movedAlong(old, at(oldIndents, top), at(newIndents, top));
      if (depth === 0) return old;
      const from = at(oldBracketIndents, depth - 1);
      return from < 0 ? null : movedAlong(old, from, at(bracketIndents, depth - 1));
    },
    moveWithLine(old, state) {
      if (state === "ended" && lineDepth === brackets.count) return;
      for (let bracket = lineDepth; bracket < brackets.count; bracket++) oldBracketIndents.values[bracket] = old;
      move(old, lineIndent, lineDepth);
      // What stands beside a part of a line does not move with it.
      if (isSplit) leastWidths.values[depths.count - 1] = widthOf(old) + 1;
    },
    moveFromLine(old, indent) {
      move(old, indent, brackets.count);
    },
    open(line) {
      push(bracketLines, line);
      push(brackets, frames.count);
      push(bracketIndents, lineIndent);
      push(oldBracketIndents, oldLineIndent ?? -1);
      push(changes, 0);
      enterFrame();
    },
    changeBracket(change) {
      if (changes.count > 0) changes.values[changes.count - 1] = changeCodes[change];
    },
    isBracket: (change) => at(changes, changes.count - 1) === changeCodes[change],
    close() {
      if (brackets.count === 0) return;
      leaveFrames(at(brackets, --brackets.count));
      bracketLines.count = bracketIndents.count = oldBracketIndents.count = changes.count = brackets.count;
      lineDepth = Math.min(lineDepth, brackets.count);
      leaveMoves(brackets.count + 1);
    },
    beginValue: enterFrame,
    endValue() {
      leaveFrames(brackets.count === 0 ? 0 : at(brackets, brackets.count - 1) + 1);
      leaveMoves(brackets.count);
    },
  };
}

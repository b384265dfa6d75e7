/**
 * Prints a fixed document. Mirrors `layoutGreedy` in nixfmt Predoc.hs.
 *
 * A group is tried on one line first; then each of its priority groups, the last first, is tried broken with everything
 * around it on one line; then the group is broken. The column does not count indentation. Indentation follows from
 * nesting levels: a level opens an indentation step only where a line starts on it.
 *
 * The document is not copied or rearranged: what follows a row is the rest of the columns. Two things keep the effort
 * linear where the reference's is exponential. An attempt on a priority group that cannot succeed from any column is
 * not begun; and an attempt that failed at some column is remembered, so that it is not repeated when an enclosing
 * attempt is. Whether an attempt succeeds depends on the column and on what must follow on its last line, so both leave the
 * result as it is.
 */
import { type Doc, growInts, isOpen, isSpacing, isText, mergedTag, Tag } from "./ir.ts";
import { canBeFlat, firstLineWidth, flatSpacing, flatWidth, type Measures, nextNest } from "./measure.ts";
import type { Output } from "./output.ts";
import type { TextPool } from "./text-pool.ts";

/** The measures of the page. */
export interface LayoutOptions {
  /** Columns of a line, indentation not counted. */
  readonly width: number;
  /** Spaces of an indentation step. */
  readonly indent: number;
}

/** Working memory of `layout`, kept from document to document. */
export class LayoutMemory {
  readonly indents: Indents = {
    count: 1,
    spaces: new Int32Array(32),
    level: new Int32Array(32),
    below: new Int32Array(32),
  };
  readonly failed: Set<number> = new Set();
}

/** Indentations that are open: each names a nesting level, its spaces, and the one below it. */
interface Indents {
  count: number;
  spaces: Int32Array;
  level: Int32Array;
  below: Int32Array;
}

interface LayoutState {
  readonly doc: Doc;
  readonly measures: Measures;
  readonly pool: TextPool;
  readonly output: Output;
  readonly width: number;
  readonly indent: number;
  readonly indents: Indents;
  /** The uppermost of the indents. */
  top: number;
  /** Columns used on the line, indentation not counted; 0 at the start of a line. */
  column: number;
  /** Inside a region that will be printed verbatim. */
  isSuppressed: boolean;
  /** Attempts on priority groups that failed: row and column in one number. */
  readonly failed: Set<number>;
}

/** What a document is laid out with, and where its text goes. */
export interface LayoutTools {
  readonly measures: Measures;
  readonly pool: TextPool;
  readonly output: Output;
  readonly memory: LayoutMemory;
}

/** Appends the document to the output. */
export function layout(doc: Doc, { measures, pool, output, memory }: LayoutTools, options: LayoutOptions): void {
  const { indents, failed } = memory;
  indents.count = 1;
  indents.spaces[0] = 0;
  indents.level[0] = 0;
  indents.below[0] = 0;
  failed.clear();
  const state: LayoutState = {
    doc,
    measures,
    pool,
    output,
    width: options.width,
    indent: options.indent,
    indents,
    top: 0,
    column: 0,
    isSuppressed: false,
    failed,
  };
  putGroup(state, 0);
}

/** Prints the rows from `from` to `to`, whose own spacings are broken. */
function putBroken(state: LayoutState, from: number, to: number): void {
  const { doc } = state;
  for (let row = from; row < to;) {
    const tag = doc.tag[row] ?? 0;
    if (isOpen(tag)) {
      putGroup(state, row);
      row = doc.end[row] ?? to;
      continue;
    }
    if (tag <= Tag.RawText) putTextRow(state, row, tag);
    else if (tag !== Tag.Removed && state.column > 0) putBrokenSpacing(state, row, tag);
    row++;
  }
}

function putTextRow(state: LayoutState, row: number, tag: number): void {
  const { doc } = state;
  if (tag >= Tag.DisableMarker) {
    putRegionRow(state, row, tag);
    return;
  }
  const width = doc.width[row] ?? 0;
  if (tag === Tag.TrailingComment && state.column === 2 && nextNest(doc, row + 1) > levelOf(state)) {
    // One column more, or the comment would be read as that of the next item, which starts in this column.
    putSpaces(state, 1);
  } else {
    startText(state, doc.nest[row] ?? 0, doc.offset[row] ?? 0);
  }
  state.column += width;
  if (!state.isSuppressed) state.output.copy(state.pool, doc.start[row] ?? 0, doc.end[row] ?? 0);
}

/** Prints the rows that come of regions with dictated text. */
function putRegionRow(state: LayoutState, row: number, tag: number): void {
  const { doc, output, pool } = state;
  const start = doc.start[row] ?? 0;
  const end = doc.end[row] ?? 0;
  if (tag === Tag.DisableMarker) {
    state.isSuppressed = true;
    return;
  }
  if (tag === Tag.RawText) {
    openLevel(state, doc.nest[row] ?? 0);
    state.column = Math.max(1, state.column + (doc.width[row] ?? 0));
    if (!state.isSuppressed) output.copy(pool, start, end);
    return;
  }
  if (state.column > 0 && !state.isSuppressed) output.repeat(lineFeed, 1);
  state.isSuppressed = false;
  output.copy(pool, start, end);
  let lastLine = end;
  while (lastLine > start && pool.bytes[lastLine - 1] !== lineFeed) lastLine--;
  state.column = pool.widthOf(lastLine, end);
}

const lineFeed = 0x0a;
const spaceByte = 0x20;

function levelOf({ indents, top }: LayoutState): number {
  return indents.level[top] ?? 0;
}

/** Opens and closes indents until the uppermost is for nesting level `level`. */
function openLevel(state: LayoutState, level: number): void {
  const { indents } = state;
  while ((indents.level[state.top] ?? 0) > level) state.top = indents.below[state.top] ?? 0;
  if ((indents.level[state.top] ?? 0) === level) return;
  const at = indents.count++;
  if (at === indents.spaces.length) {
    indents.spaces = growInts(indents.spaces, at * 2);
    indents.level = growInts(indents.level, at * 2);
    indents.below = growInts(indents.below, at * 2);
  }
  indents.spaces[at] = (indents.spaces[state.top] ?? 0) + (state.column === 0 ? state.indent : 0);
  indents.level[at] = level;
  indents.below[at] = state.top;
  state.top = at;
}

/** Gets ready for a text: its level opened, and indentation printed if a line starts here. */
function startText(state: LayoutState, level: number, offset: number): void {
  openLevel(state, level);
  if (state.column === 0 && !state.isSuppressed) {
    state.output.repeat(spaceByte, (state.indents.spaces[state.top] ?? 0) + offset);
  }
}

function putSpaces(state: LayoutState, count: number): void {
  state.column += count;
  if (!state.isSuppressed) state.output.repeat(spaceByte, count);
}

function putLineEnds(state: LayoutState, count: number): void {
  state.column = 0;
  if (!state.isSuppressed) state.output.repeat(lineFeed, count);
}

function putBrokenSpacing(state: LayoutState, row: number, tag: number): void {
  if (tag === Tag.Hardspace) putSpaces(state, 1);
  else if (tag === Tag.Emptyline) putLineEnds(state, 2);
  else if (tag === Tag.Newlines) putLineEnds(state, state.doc.start[row] ?? 1);
  else if (tag === Tag.Softbreak) {
    if (!firstLineFits(state, row + 1, state.width - state.column)) putLineEnds(state, 1);
  } else if (tag === Tag.Softspace) {
    if (firstLineFits(state, row + 1, state.width - state.column - 1)) putSpaces(state, 1);
    else putLineEnds(state, 1);
  } else putLineEnds(state, 1);
}

/**
 * Tells whether the rest up to its first line end has at most `room` columns, groups that fit on a line kept whole.
 * Mirrors `firstLineFits` in nixfmt Predoc.hs.
 */
function firstLineFits(state: LayoutState, from: number, room: number): boolean {
  const { doc, measures, width } = state;
  let left = width;
  for (let row = from; row < doc.count && left >= 0;) {
    const tag = doc.tag[row] ?? 0;
    if (tag === Tag.Text) left -= doc.width[row] ?? 0;
    else if (tag === Tag.Verbatim || tag === Tag.VerbatimToEnd) break;
    else if (tag === Tag.Hardspace && !isSpacing(doc.tag[row + 1] ?? 0)) left -= 1;
    else if (isSpacing(tag)) break;
    else if (isOpen(tag)) {
      const end = doc.end[row] ?? doc.count;
      const budget = left - firstLineWidth(doc, end, width);
      if (canBeFlat(measures, row + 1, end) && flatWidth(doc, measures, row + 1, end) <= budget) {
        left -= printedWidth(state, row + 1, end);
        row = end;
        continue;
      }
    }
    row++;
  }
  return left >= 0 && width - left <= room;
}

/** Returns the width of a flat stretch with its comments. */
function printedWidth({ doc, measures }: LayoutState, from: number, to: number): number {
  let width = flatWidth(doc, measures, from, to);
  if (measures.comments[from] === measures.comments[to]) return width;
  for (let row = from; row < to; row++) {
    const tag = doc.tag[row] ?? 0;
    if (tag === Tag.Comment || tag === Tag.TrailingComment) width += doc.width[row] ?? 0;
  }
  return width;
}

function putGroup(state: LayoutState, open: number): void {
  const { doc } = state;
  const end = doc.end[open] ?? doc.count;
  if (putFlat(state, open + 1, end)) return;
  const hasPriority = doc.start[open] === 1 && doc.tag[open] !== Tag.OpenTransparent;
  if (hasPriority && putAroundPriority(state, open + 1, end)) return;
  putBroken(state, open + 1, end);
}

/**
 * Prints a stretch on one line if it and what must follow it fit; tells whether it did. Mirrors `goGroup` in nixfmt
 * Predoc.hs, its mixture of levels and columns included.
 */
function putFlat(state: LayoutState, from: number, to: number): boolean {
  if (from === to) return true;
  const { doc, measures, width, column } = state;
  const start = column === 0 ? withoutLeadingSpacing(doc, from, to) : from;
  if (!canBeFlat(measures, start, to)) return false;
  const budget = width - column - flatWidth(doc, measures, start, to);
  if (budget < 0 || budget < firstLineWidth(doc, to, width)) return false;
  let untilNextIndent = -1;
  if (measures.comments[from] !== measures.comments[to]) untilNextIndent = nextIndentDistance(state, start, to);
  if (column === 0) {
    let first = start;
    while (first < to && !isText(doc.tag[first] ?? 0)) first++;
    startText(state, first < to ? (doc.nest[first] ?? 0) : 0, first < to ? (doc.offset[first] ?? 0) : 0);
  }
  writeFlat(state, start, to, untilNextIndent);
  return true;
}

/** Returns the columns from here to where the line after the stretch is indented to, should it be indented deeper. */
function nextIndentDistance(state: LayoutState, start: number, to: number): number {
  const { doc, column, indent } = state;
  let level = levelOf(state);
  if (column === 0 && nextNest(doc, start) > level) level += indent;
  return (nextNest(doc, to) > level ? indent : 0) - column;
}

/** Returns the row behind the spacing a stretch begins with, as far as the reference looks for one. */
function withoutLeadingSpacing(doc: Doc, from: number, to: number): number {
  let row = from;
  let groups = 0;
  while (row < to) {
    const tag = doc.tag[row] ?? 0;
    if (isSpacing(tag)) return row + 1;
    if (isOpen(tag)) {
      if (groups++ === 1) return from;
    } else if (tag !== Tag.Removed) return from;
    row++;
  }
  return from;
}

function writeFlat(state: LayoutState, from: number, to: number, distance: number): void {
  const { doc, output, pool, isSuppressed } = state;
  let untilNextIndent = distance;
  let pending = -1;
  for (let row = from; row < to; row++) {
    const tag = doc.tag[row] ?? 0;
    if (tag > Tag.RawText) {
      if (tag <= Tag.Newlines) pending = pending < 0 ? tag : mergedTag(pending, tag);
      continue;
    }
    if (pending >= 0) {
      if (flatSpacing(pending) === 1) {
        putSpaces(state, 1);
        untilNextIndent--;
      }
      pending = -1;
    }
    if (tag === Tag.Trailing) continue;
    const width = doc.width[row] ?? 0;
    if (tag === Tag.TrailingComment && untilNextIndent === 0) putSpaces(state, 1);
    if (tag === Tag.Text) untilNextIndent -= width;
    state.column += width;
    if (!isSuppressed) output.copy(pool, doc.start[row] ?? 0, doc.end[row] ?? 0);
  }
  if (pending >= 0 && flatSpacing(pending) === 1) putSpaces(state, 1);
}

/**
 * Prints a group with one of its priority groups broken and the rest on the lines this begins and ends on; tells
 * whether one of them allowed it. Mirrors `goPriorityGroup` in nixfmt Predoc.hs.
 */
function putAroundPriority(state: LayoutState, from: number, to: number): boolean {
  const candidates = priorityGroups(state.doc, from, to);
  const limit = state.width;
  const restWidth = firstLineWidth(state.doc, to, limit);
  for (let index = candidates.length - 1; index >= 0; index--) {
    const open = candidates[index] ?? 0;
    const end = state.doc.end[open] ?? to;
    if (!canBeFlat(state.measures, from, open) || !canBeFlat(state.measures, end, to)) continue;
    if (end < to && flatWidth(state.doc, state.measures, end, to) + restWidth > limit) continue;
    if (tryPriorityGroup(state, { from, to, open, end, restWidth })) return true;
  }
  return false;
}

/** Returns the priority groups that are direct members of a group, or of its transparent members. */
function priorityGroups(doc: Doc, from: number, to: number): number[] {
  const found: number[] = [];
  for (let row = from; row < to;) {
    const tag = doc.tag[row] ?? 0;
    if (tag === Tag.OpenPriority) found.push(row);
    row = tag === Tag.Open || tag === Tag.OpenPriority ? (doc.end[row] ?? to) : row + 1;
  }
  return found;
}

interface PriorityAttempt {
  readonly from: number;
  readonly to: number;
  /** The priority group. */
  readonly open: number;
  readonly end: number;
  /** Columns that must follow the group on its last line. */
  readonly restWidth: number;
}

function tryPriorityGroup(state: LayoutState, { from, to, open, end, restWidth }: PriorityAttempt): boolean {
  const { doc, output, indents, column, top, isSuppressed } = state;
  const key = attemptKey(open, column, restWidth);
  if (state.failed.has(key)) return false;
  const length = output.length;
  const indentCount = indents.count;
  if (putFlat(state, withoutLentBrackets(doc, from, open), open)) {
    const hardened = hardenSpacings(doc, end, to);
    putBroken(state, open + 1, end);
    restoreSpacings(doc, hardened);
    if (putFlat(state, end, to)) return true;
  }
  output.cut(length);
  indents.count = indentCount;
  state.top = top;
  state.column = column;
  state.isSuppressed = isSuppressed;
  state.failed.add(key);
  return false;
}

/** Returns a number for the attempt. Columns and widths beyond what a page has are all the same: nothing fits. */
function attemptKey(open: number, column: number, restWidth: number): number {
  return (
    (open * attemptLimit + Math.min(column, attemptLimit - 1)) * attemptLimit + Math.min(restWidth, attemptLimit - 1)
  );
}

const attemptLimit = 1 << 14;

/** Returns the row behind the brackets that do not count as groups when a group is split at a priority group. */
function withoutLentBrackets(doc: Doc, from: number, to: number): number {
  let row = from;
  while (row < to && (doc.tag[row] === Tag.OpenTransparent || doc.tag[row] === Tag.Removed)) row++;
  return row < to && doc.tag[row] === Tag.OpenPriority ? row + 1 : row;
}

/**
 * Makes the spacings hard that belong to a group whose rest starts at `from`, those of its transparent and priority
 * members included, and returns rows and old tags by turns. What is printed before that rest then sees that the rest
 * will be on one line. Mirrors `unexpandSpacing` in nixfmt Predoc.hs.
 */
function hardenSpacings(doc: Doc, from: number, to: number): number[] {
  const hardened: number[] = [];
  let priorityEnd = from;
  for (let row = from; row < to;) {
    const tag = doc.tag[row] ?? 0;
    if (isOpen(tag)) {
      const isInside = row < priorityEnd;
      if (tag === Tag.OpenPriority && !isInside) priorityEnd = doc.end[row] ?? to;
      row = tag === Tag.Open || isInside ? (doc.end[row] ?? to) : row + 1;
      continue;
    }
    if (tag === Tag.Space || tag === Tag.Softspace || tag === Tag.Break || tag === Tag.Softbreak) {
      hardened.push(row, tag);
      doc.tag[row] = tag === Tag.Break || tag === Tag.Softbreak ? Tag.Removed : Tag.Hardspace;
    }
    row++;
  }
  return hardened;
}

function restoreSpacings(doc: Doc, hardened: readonly number[]): void {
  for (let index = 0; index < hardened.length; index += 2) {
    doc.tag[hardened[index] ?? 0] = hardened[index + 1] ?? 0;
  }
}

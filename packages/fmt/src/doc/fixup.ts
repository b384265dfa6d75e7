/**
 * Normalises a raw document in one pass. Mirrors `fixup` in nixfmt Predoc.hs, whose rules are stated on lists:
 *
 * - neighbouring spacings merge, neighbouring texts of one kind become one (here: the later takes the nest and offset
 *   of the earlier, which prints the same);
 * - a hard space in front of a group moves into it;
 * - hard spacings, comments and verbatim texts at the front of a group move out to its left, a hard spacing at its end
 *   moves out to its right; so the line end after a trailing comment never makes the comment's own group too long;
 * - a group that holds one group of its own sort and nothing else, and an empty group, vanish.
 *
 * Rows that would have to be deleted from the middle become `Removed`; every reader skips those.
 */
import { Doc, growInts, isHardSpacing, isOpen, isSpacing, mergedNewlines, mergedTag, Tag } from "./ir.ts";

/** Working memory of `fixup`, kept from document to document: the groups that are open. */
export interface FixupState {
  source: Doc;
  target: Doc;
  /** Rows before it belong to finished groups or to the parent: spacings do not merge with them. */
  floor: number;
  /** The same for texts. */
  textFloor: number;
  depth: number;
  opens: Int32Array;
  floors: Int32Array;
  textFloors: Int32Array;
}

/** Returns working memory for `fixup`. */
export function createFixupState(): FixupState {
  const none = new Doc(0);
  return {
    source: none,
    target: none,
    floor: 1,
    textFloor: 1,
    depth: 0,
    opens: new Int32Array(initialDepth),
    floors: new Int32Array(initialDepth),
    textFloors: new Int32Array(initialDepth),
  };
}

const initialDepth = 64;

/** Writes the normal form of `source` to `target`, inside one outermost regular group in row 0. */
export function fixup(source: Doc, target: Doc, state: FixupState = createFixupState()): void {
  target.count = 0;
  target.reserve(source.count + 2);
  state.source = source;
  state.target = target;
  state.floor = 1;
  state.textFloor = 1;
  state.depth = 0;
  target.tag[0] = Tag.Open;
  target.start[0] = 0;
  target.count = 1;
  for (let row = 0; row < source.count; row++) {
    const tag = source.tag[row] ?? 0;
    if (tag <= Tag.RawText) putText(state, row, tag);
    else if (tag <= Tag.Newlines) putSpacing(state, tag, source.start[row] ?? 0);
    else if (tag === Tag.Close) closeGroup(state);
    else if (tag !== Tag.Removed) openGroup(state, tag);
  }
  target.end[0] = target.count;
}

function putText({ source, target, textFloor }: FixupState, row: number, tag: number): void {
  const at = target.count++;
  const joins = at - 1 >= textFloor && target.tag[at - 1] === tag;
  target.tag[at] = tag;
  target.nest[at] = joins ? (target.nest[at - 1] ?? 0) : (source.nest[row] ?? 0);
  target.offset[at] = joins ? (target.offset[at - 1] ?? 0) : (source.offset[row] ?? 0);
  target.start[at] = source.start[row] ?? 0;
  target.end[at] = source.end[row] ?? 0;
  target.width[at] = source.width[row] ?? 0;
}

function putSpacing({ target, floor }: FixupState, tag: number, lineEnds: number): void {
  const last = target.count - 1;
  if (last >= floor && isSpacing(target.tag[last] ?? 0)) {
    mergeInto(target, last, tag, lineEnds);
    return;
  }
  target.tag[target.count] = tag;
  target.start[target.count] = lineEnds;
  target.count++;
}

/** Adds a spacing to the one in row `at`. */
function mergeInto(target: Doc, at: number, tag: number, lineEnds: number): void {
  const old = target.tag[at] ?? 0;
  const merged = mergedTag(old, tag);
  if (merged === Tag.Newlines) {
    const oldEnds = target.start[at] ?? 0;
    target.start[at] =
      old === Tag.Newlines ? mergedNewlines(tag, lineEnds, oldEnds) : mergedNewlines(old, oldEnds, lineEnds);
  }
  target.tag[at] = merged;
}

function openGroup(state: FixupState, tag: number): void {
  const { target } = state;
  if (state.depth === state.opens.length) {
    const size = state.depth * 2;
    state.opens = growInts(state.opens, size);
    state.floors = growInts(state.floors, size);
    state.textFloors = growInts(state.textFloors, size);
  }
  const last = target.count - 1;
  const takesSpace = last >= state.floor && target.tag[last] === Tag.Hardspace;
  const open = takesSpace ? last : target.count++;
  target.tag[open] = tag;
  target.start[open] = 0;
  if (takesSpace) target.tag[target.count++] = Tag.Hardspace;
  state.opens[state.depth] = open;
  state.floors[state.depth] = state.floor;
  state.textFloors[state.depth] = state.textFloor;
  state.depth++;
  state.floor = open + 1;
  state.textFloor = open + 1;
}

function closeGroup(state: FixupState): void {
  const { target } = state;
  state.depth--;
  const open = state.opens[state.depth] ?? 0;
  const innerFloor = state.floor;
  const outerFloor = state.floors[state.depth] ?? 0;
  let body = open + 1;
  while (body < target.count && movesLeft(target.tag[body] ?? 0)) body++;
  if (body === target.count) {
    dissolve(state, open, outerFloor);
    return;
  }
  const last = target.count - 1;
  const movesRight = last >= body && last >= innerFloor && isHardSpacing(target.tag[last] ?? 0);
  placeOpen(state, open, body, movesRight ? last : target.count);
  mergeAtSeam(target, open, outerFloor);
  state.floor = movesRight ? last : target.count;
  state.textFloor = state.floor;
}

function movesLeft(tag: number): boolean {
  return (
    tag === Tag.Comment ||
    tag === Tag.TrailingComment ||
    tag === Tag.Verbatim ||
    tag === Tag.VerbatimToEnd ||
    tag === Tag.Removed ||
    isHardSpacing(tag)
  );
}

/** Takes the brackets off a group whose rows all moved out of it. */
function dissolve(state: FixupState, open: number, outerFloor: number): void {
  const { target } = state;
  target.tag[open] = Tag.Removed;
  state.floor = outerFloor;
  state.textFloor = Math.max(state.textFloors[state.depth] ?? 0, open);
  mergeAtSeam(target, open, outerFloor);
  while (target.count > outerFloor && target.tag[target.count - 1] === Tag.Removed) target.count--;
}

/** Moves the opening row from `open` to just before `body`, or removes it if one group of its sort is all it holds. */
function placeOpen(state: FixupState, open: number, body: number, end: number): void {
  const { target } = state;
  const tag = target.tag[open] ?? 0;
  const lends = tag === Tag.OpenPriority || (tag === Tag.OpenTransparent && target.start[open] === 1);
  if (lends && state.depth > 0) target.start[state.opens[state.depth - 1] ?? 0] = 1;
  if (target.tag[body] === tag && target.end[body] === end) {
    target.tag[open] = Tag.Removed;
    return;
  }
  const lent = target.start[open] ?? 0;
  for (let row = open; row + 1 < body; row++) copyRow(target, row + 1, row);
  target.tag[body - 1] = tag;
  target.start[body - 1] = lent;
  target.end[body - 1] = end;
}

/** Merges the spacing in front of a group with one that moved out of it to the left. */
function mergeAtSeam(target: Doc, open: number, outerFloor: number): void {
  let moved = open;
  while (moved < target.count && target.tag[moved] === Tag.Removed) moved++;
  const before = open - 1;
  if (before < outerFloor || moved >= target.count) return;
  const tag = target.tag[moved] ?? 0;
  if (!isSpacing(tag) || !isSpacing(target.tag[before] ?? 0) || isOpen(tag)) return;
  mergeInto(target, before, tag, target.start[moved] ?? 0);
  target.tag[moved] = Tag.Removed;
}

function copyRow(doc: Doc, from: number, to: number): void {
  doc.tag[to] = doc.tag[from] ?? 0;
  doc.nest[to] = doc.nest[from] ?? 0;
  doc.offset[to] = doc.offset[from] ?? 0;
  doc.start[to] = doc.start[from] ?? 0;
  doc.end[to] = doc.end[from] ?? 0;
  doc.width[to] = doc.width[from] ?? 0;
}

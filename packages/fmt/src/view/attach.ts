/**
 * Fills a `View`: walks the records once, in source order, and hands the trivia between tokens to the tokens and items
 * they belong to. Inside `${…}` of a string, a path or a name trivia are shared out as in a file of its own, and what
 * follows the last token in it belongs to its `}`.
 */
import { Field, Kind, type Tree } from "@lix-tools/parser";
import type { TextPool } from "../doc/text-pool.ts";
import { countLineEnds, splitBlankGap, splitGap } from "../trivia/gap.ts";
import { type DirectiveState, unclosedRegion } from "../trivia/directives.ts";
import type { Trivia } from "../trivia/trivium.ts";
import { callOf, isOrCall } from "./shape.ts";
import { endAt, fieldAt, isTokenKind, kindAt, closingAt, nextOf, startAt, type View } from "./view.ts";

/** Whether the author's line ends are looked at. */
export type LineMode = "source" | "ignored";

interface AttachState {
  readonly view: View;
  readonly pool: TextPool;
  readonly directives: DirectiveState;
  /** What is noted of lines here: in an interpolation always the source's, as the reference has it. */
  mode: LineMode;
  /** The token before the present place, or -1 at the start of a file or of an interpolation. */
  previous: number;
  /** Where the gap in front of the present place starts. */
  gapStart: number;
  /** Start and end of the comments in the gap, by turns. */
  comments: number[];
  /** The element whose first token is next, or -1. */
  item: number;
  /** Line ends before `countedTo`. */
  lines: number;
  countedTo: number;
}

/** Fills `view` from `tree` and returns the trivia behind the last token of the file. */
export function attachTrivia(view: View, pool: TextPool, tree: Tree, mode: LineMode): Trivia {
  pool.load(tree.source);
  view.load(tree);
  const state: AttachState = {
    view,
    pool,
    directives: { openedAt: -1, sourceEnd: tree.source.length },
    mode,
    previous: -1,
    gapStart: 0,
    comments: [],
    item: -1,
    lines: 1,
    countedTo: 0,
  };
  walk(state, 1, tree.nodeCount);
  const final = takeGap(state, tree.source.length);
  const unclosed = unclosedRegion(pool, state.directives);
  return unclosed === null ? final : [...final, unclosed];
}

function walk(state: AttachState, from: number, to: number): void {
  const { view } = state;
  const { isItem } = view;
  for (let node = from; node < to;) {
    const kind = kindAt(view, node);
    if (isItem[node] === 1) state.item = node;
    if (kind === Kind.Comment) state.comments.push(startAt(view, node), endAt(view, node));
    else if (isTokenKind(kind)) {
      meetToken(state, node);
      if (nextOf(view, node) > node + 1) walkParts(state, node, kind);
      state.gapStart = endAt(view, node);
      state.previous = node;
      node = nextOf(view, node);
      continue;
    } else markItems(state, node, kind);
    node++;
  }
}

function meetToken(state: AttachState, token: number): void {
  const { view, item } = state;
  const start = startAt(view, token);
  const leading = takeGap(state, start);
  if (leading.length > 0) {
    if (item >= 0) view.setItemTrivia(item, leading);
    else view.setTrivia(token, leading);
  }
  state.item = -1;
  if (state.mode === "source") view.line[token] = state.lines;
}

/** Shares out the gap that ends at `end` and returns what is left for the next token. */
function takeGap(state: AttachState, end: number): Trivia {
  const { view, pool, previous, gapStart, comments, directives } = state;
  if (comments.length === 0) {
    if (gapStart === end) return splitBlankGap(0).leading;
    const lineEnds = countLineEnds(pool, gapStart, end);
    state.lines += lineEnds;
    return splitBlankGap(lineEnds).leading;
  }
  state.lines += countLineEnds(pool, gapStart, end);
  const follows = previous < 0 ? "nothing" : "token";
  const { trailing, leading } = splitGap(pool, { start: gapStart, end, comments, follows }, directives);
  state.comments = [];
  if (trailing !== null && previous >= 0) view.setTrailing(previous, trailing);
  return leading;
}

/** Walks the interpolations of a string, a path or a name. */
function walkParts(state: AttachState, token: number, kind: Kind): void {
  const { view, pool, directives } = state;
  if (kind === Kind.Interpolation) {
    walkInterpolation(state, token);
    return;
  }
  const end = nextOf(view, token);
  let position = startAt(view, token);
  for (let part = token + 1; part < end; part = nextOf(view, part)) {
    if (kindAt(view, part) !== Kind.Interpolation) continue;
    state.lines += countLineEnds(pool, position, startAt(view, part));
    const openedAt = directives.openedAt;
    walkInterpolation(state, part);
    if (openedAt !== directives.openedAt) view.cutStrings.add(token);
    position = endAt(view, part);
  }
  state.lines += countLineEnds(pool, position, endAt(view, token));
}

/** Walks `${…}`. The caller sets the state for what follows. */
function walkInterpolation(state: AttachState, node: number): void {
  const { view, mode } = state;
  const close = closingAt(view, node);
  state.mode = "source";
  state.previous = -1;
  state.gapStart = endAt(view, node + 1);
  walk(state, node + 2, close);
  const final = takeGap(state, startAt(view, close));
  if (final.length > 0) view.setTrivia(close, final);
  state.mode = mode;
}

/** Marks the elements of a list, a set or a `let`, and what closes it. */
function markItems({ view }: AttachState, node: number, kind: Kind): void {
  const { isItem } = view;
  switch (kind) {
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.LetAttrsetExpression:
    case Kind.LetExpression:
    case Kind.ListExpression:
      break;
    default:
      return;
  }
  const end = nextOf(view, node);
  for (let child = node + 1; child < end; child = nextOf(view, child)) {
    const childKind = kindAt(view, child);
    const field = fieldAt(view, child);
    const closes = childKind === Kind.RightBrace || childKind === Kind.RightBracket || childKind === Kind.InKeyword;
    if (closes || field === Field.Binding || field === Field.Element) isItem[child] = 1;
    if (field === Field.Element && childKind === Kind.ApplyExpression) markParts(view, child);
  }
}

/** Marks the two halves of `x or` in a legacy list, which count as two elements. */
function markParts(view: View, element: number): void {
  if (!isOrCall(view, element)) return;
  const { head, args } = callOf(view, element);
  view.isItem[element] = 0;
  for (const part of [head, ...args]) view.isItem[part] = 1;
}

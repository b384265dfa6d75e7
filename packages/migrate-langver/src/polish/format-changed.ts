/**
 * Formats the lines that changed and no others. The formatter is asked how it writes the whole text; of that only the
 * white space around tokens on changed lines is taken over, and lines that begin there are indented as those around.
 * Lines that did not change move with what they stand in.
 */
import { sliceLatin1, startOfLine, type Tree } from "@lix-tools/parser";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { ChangedLines } from "./changed-lines.ts";
import { flatLists } from "./flat-lists.ts";
import { type Indent, indentBefore, indentText, movedAlong } from "./indent.ts";
import { isClosing, isOpening } from "./brackets.ts";
import { createLayout, type Layout } from "./layout.ts";
import { createPieces, type Pieces } from "./pieces.ts";
import { type TokenBuffers, type Tokens, tokensOf, TokenSort } from "./tokens.ts";

/** A text and its tokens. */
interface Side {
  readonly source: Uint8Array;
  readonly tokens: Tokens;
}

/** Tokens of two texts that are the same, by their numbers. */
interface Pairs {
  readonly count: number;
  readonly here: Int32Array;
  readonly model: Int32Array;
}

/** A text of which the changed lines are formatted. */
export interface FormattedLines {
  readonly text: Uint8Array;
  /** Whether a line that had not changed is part of another one now, and so a changed one. */
  readonly isJoined: boolean;
}

/** Returns a text with its changed lines as in its formatted model, or null where the two do not match. */
export function formatChanged(
  tree: Tree,
  formatted: Tree,
  lines: ChangedLines,
  buffers: readonly [TokenBuffers, TokenBuffers],
): FormattedLines | null {
  const here = { source: tree.source, tokens: tokensOf(tree, buffers[0]) };
  const model = { source: formatted.source, tokens: tokensOf(formatted, buffers[1]) };
  const pairs = align(here, model);
  return pairs === null ? null : assemble({ here, model, pairs, lines });
}

/** Returns which tokens are the same, or null where the texts differ in more than the formatter may do. */
function align(here: Side, model: Side): Pairs | null {
  const most = Math.min(here.tokens.count, model.tokens.count);
  const pairs = { count: 0, here: new Int32Array(most), model: new Int32Array(most) };
  let [a, b] = [0, 0];
  while (a < here.tokens.count || b < model.tokens.count) {
    if (isSame(here, a, model, b)) {
      pairs.here[pairs.count] = a++;
      pairs.model[pairs.count++] = b++;
    } else if (isOptional(model, b)) b++;
    else if (isOptional(here, a)) a++;
    else if (isComment(model, b)) b++;
    else if (isComment(here, a)) a++;
    else return null;
  }
  return pairs;
}

/** Strings and comments are written anew where they are indented, so only their being there counts. */
function isSame(here: Side, a: number, model: Side, b: number): boolean {
  if (a >= here.tokens.count || b >= model.tokens.count) return false;
  const sort = here.tokens.sorts[a];
  if (sort !== model.tokens.sorts[b]) return false;
  if (sort !== TokenSort.Plain) return true;
  const start = here.tokens.starts[a] ?? 0;
  const shift = (model.tokens.starts[b] ?? 0) - start;
  const end = here.tokens.ends[a] ?? 0;
  if ((model.tokens.ends[b] ?? 0) !== end + shift) return false;
  for (let at = start; at < end; at++) if (here.source[at] !== model.source[at + shift]) return false;
  return true;
}

/** The formatter moves comments behind or before a keyword. */
function isComment({ tokens: { sorts, count } }: Side, token: number): boolean {
  return token < count && sorts[token] === TokenSort.Comment;
}

/** Commas and parentheses, which the formatter may add or take away. */
function isOptional({ source, tokens: { starts, ends, count } }: Side, token: number): boolean {
  if (token >= count || (ends[token] ?? 0) - (starts[token] ?? 0) !== 1) return false;
  const byte = source[starts[token] ?? 0];
  return byte === 0x2c || byte === 0x28 || byte === 0x29;
}

interface Assembly {
  readonly here: Side;
  readonly model: Side;
  readonly pairs: Pairs;
  readonly lines: ChangedLines;
}

/** A token and what stands before it. */
interface Gap {
  /** Where the token before ends, and where the token begins. */
  readonly from: number;
  readonly start: number;
  readonly lineBefore: number;
  readonly line: number;
  /** Where they are in the model. */
  readonly modelFrom: number;
  readonly modelStart: number;
  /** How many lines end between them in the model, and how many columns stand before the token then. */
  readonly modelBreaks: number;
  readonly modelColumns: number;
  /** Whether the token is a comment between lines that changed. */
  readonly isChangedComment: boolean;
  /** Whether the token is between a `=` or bracket and a list or set that changed, all on one line in the model. */
  readonly isHead: boolean;
  /**
   * Whether the token ends a bracket that ends its line now, and is to stand on a line of its own as well; or one that does
   * no longer, and is to follow what it ends as well.
   */
  readonly isOtherEnd: boolean;
}

interface Writing {
  readonly source: Uint8Array;
  readonly model: Uint8Array;
  readonly lines: ChangedLines;
  readonly layout: Layout;
  readonly pieces: Pieces;
  /** As in the result. */
  isJoined: boolean;
}

function assemble({ here, model, pairs, lines }: Assembly): FormattedLines {
  const [layout, pieces] = [createLayout(lines.factor), createPieces(here.source)];
  const writing: Writing = { source: here.source, model: model.source, lines, layout, pieces, isJoined: false };
  let from = 0;
  let modelFrom = 0;
  let lineBefore = 0;
  let headEnd = -1;
  const flat = flatLists(here.source, here.tokens, lines);
  for (let index = 0; index < pairs.count; index++) {
    const token = pairs.here[index] ?? 0;
    const modelToken = pairs.model[index] ?? 0;
    const [start, end] = [here.tokens.starts[token] ?? 0, here.tokens.ends[token] ?? 0];
    const modelStart = model.tokens.starts[modelToken] ?? 0;
    const modelBreaks = breaksIn(model.source, modelFrom, modelStart);
    const modelColumns = modelBreaks === 0 ? modelStart - modelFrom : columnsBefore(model.source, modelStart);
    if (modelBreaks > 0) layout.enterModelLine(modelColumns);
    const line = lines.lineAt(start);
    const isOtherEnd = isClosing(here.source[start]) && layout.isBracket(modelBreaks > 0 ? "split" : "joined");
    if (line !== lineBefore || isOtherEnd || (lines.isChanged(line) && flat?.[token] !== 1)) {
      const isChangedComment = isCommentBetweenChanges(here, lines, token);
      if (index > headEnd && line === lineBefore + 1 && modelBreaks === 0 && isValueStart(here.source, from)) {
        headEnd = endOfHead({ here, model, pairs, lines }, index);
      }
      const isHead = index <= headEnd;
      // One literal: a copy of an object with more properties takes several times as long, and there is one for each line.
      writeGap(writing, {
        from,
        start,
        lineBefore,
        line,
        modelFrom,
        modelStart,
        modelBreaks,
        modelColumns,
        isChangedComment,
        isHead,
        isOtherEnd,
      });
    }
    if (here.tokens.sorts[token] === TokenSort.Plain) passToken(layout, here.source, { start, end, line });
    from = end;
    modelFrom = model.tokens.ends[modelToken] ?? 0;
    lineBefore = lines.lineAt(Math.max(start, end - 1));
  }
  return { text: writing.pieces.finish(), isJoined: writing.isJoined };
}

/** Lines that a value may begin with before its bracket: `with pkgs;`, `epkgs:`. */
const mostHeadLines = 3;

/**
 * Returns where the bracket of a list or set is that begins a line that changed and none of the model, if there is
 * nothing but heads between a token and it, which the model has on one line; or -1.
 */
function endOfHead({ here, model, pairs, lines }: Assembly, first: number): number {
  const { starts, ends } = here.tokens;
  const firstLine = lines.lineAt(starts[pairs.here[first] ?? 0] ?? 0);
  let lineBefore = firstLine - 1;
  for (let index = first; index < pairs.count; index++) {
    const token = pairs.here[index] ?? 0;
    const modelToken = pairs.model[index] ?? 0;
    const line = lines.lineAt(starts[token] ?? 0);
    const modelFrom = model.tokens.ends[modelToken - 1] ?? 0;
    if (line - firstLine >= mostHeadLines || here.tokens.sorts[token] !== TokenSort.Plain) return -1;
    if (breaksIn(model.source, modelFrom, model.tokens.starts[modelToken] ?? 0) > 0) return -1;
    const byte = here.source[starts[token] ?? 0];
    if (isOpening(byte)) {
      const isOurs = byte !== 0x28 && line === lineBefore + 1 && lines.isChanged(line);
      return isOurs ? index : -1;
    }
    lineBefore = lines.lineAt((ends[token] ?? 1) - 1);
  }
  return -1;
}

/** Tells whether a token is a comment, and the line of code before it changed, as did that behind it. */
function isCommentBetweenChanges(here: Side, lines: ChangedLines, token: number): boolean {
  const { sorts, starts, count } = here.tokens;
  if (sorts[token] !== TokenSort.Comment) return false;
  let [before, behind] = [token - 1, token + 1];
  while (sorts[before] === TokenSort.Comment) before--;
  while (sorts[behind] === TokenSort.Comment) behind++;
  if (before < 0 || behind >= count) return false;
  const line = lines.lineAt(starts[behind] ?? 0);
  return (lines.isChanged(line) || lines.isBehindLoss(line)) && isEndChanged(here, lines, before);
}

/** Tells whether the line changed that a token ends on, or that on which the bracket begins that it ends. */
function isEndChanged({ source, tokens }: Side, lines: ChangedLines, token: number): boolean {
  const { sorts, starts, ends } = tokens;
  if (lines.isChanged(lines.lineAt((ends[token] ?? 1) - 1))) return true;
  if (sorts[token] !== TokenSort.Plain || !isClosing(source[starts[token] ?? 0])) return false;
  let depth = 0;
  for (let at = token; at >= 0; at--) {
    if (sorts[at] !== TokenSort.Plain) continue;
    const [start, end] = [starts[at] ?? 0, ends[at] ?? 1];
    if (isClosing(source[start])) depth++;
    if (isOpening(source[end - 1])) depth--;
    if (depth === 0) return lines.isChanged(lines.lineAt(start));
  }
  return false;
}

/** What is in brackets is indented from their line, and so is a value that begins one. */
function passToken(layout: Layout, source: Uint8Array, { start, end, line }: Place): void {
  if (source[start] === 0x3b) layout.endValue();
  if (isClosing(source[start])) layout.close();
  if (isOpening(source[end - 1])) layout.open(line);
}

/** Where a token is. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Writes what stands before a token that begins a line or is on one that changed. */
function writeGap(writing: Writing, gap: Gap): void {
  if (!isBlank(writing.source, gap.from, gap.start) || !isBlank(writing.model, gap.modelFrom, gap.modelStart)) {
    writeOptional(writing, gap);
    return;
  }
  const { lines, layout, pieces } = writing;
  const { from, start, line, lineBefore, modelBreaks, modelColumns } = gap;
  const areChanged = lines.areChanged(lineBefore, line);
  const isInside = from > 0 && (areChanged || gap.isOtherEnd || joinsLines(writing, gap));
  if (isInside && modelBreaks === 0) {
    if (!areChanged) writing.isJoined = true;
    if (line !== lineBefore) layout.joinLine();
    if (line !== lineBefore && isOpening(writing.source[from - 1])) layout.changeBracket("joined");
    pieces.put(from, start, " ".repeat(modelColumns));
    return;
  }
  if (line === lineBefore && !isInside) return;
  if (line !== lineBefore) noteMove(writing, gap);
  const indent = indentLine(writing, gap);
  if (modelBreaks > 0) layout.learn(modelColumns, indent);
  else if (isValueStart(writing.source, from)) layout.beginValue();
  if (isInside && line === lineBefore && isOpening(writing.source[from - 1])) layout.changeBracket("split");
  if (isInside) pieces.put(from, start, "\n".repeat(modelBreaks) + indentText(indent));
  else reindent(writing, gap, indent);
}

/**
 * Writes commas and parentheses that only one of both texts has, where all of it changed, and the lines around them. What
 * else may stand there is a comment that the formatter moves, and it stays.
 */
function writeOptional({ source, model, lines, layout, pieces }: Writing, gap: Gap): void {
  const { from, start, line, lineBefore, modelFrom, modelStart } = gap;
  const text = sliceLatin1(model, modelFrom, modelStart);
  const isOptional = optional.test(text) && optional.test(sliceLatin1(source, from, start));
  if (isOptional && from > 0 && lines.areChanged(lineBefore, line)) {
    const written = text.replaceAll(
      /\n( *)(?!\n)/gu,
      (_, { length }: string) => `\n${indentText(layout.indentFor(length))}`,
    );
    pieces.put(from, start, written);
    if (gap.modelBreaks > 0) layout.enterLine(layout.indentFor(gap.modelColumns), null);
    return;
  }
  if (line === lineBefore) return;
  let first = Math.max(startOfLine(source, start), from);
  while (first < start && (source[first] === 0x20 || source[first] === 0x09)) first++;
  const own = indentBefore(source, first);
  layout.enterLine(own, lines.isChanged(line) ? null : own);
}

const optional = /^[\s,()]*$/u;

function isBlank(source: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isWhiteSpace(source[at])) return false;
  return true;
}

/**
 * Tells whether a line that did not change goes on with the next one in the model: where a list or set that changed
 * begins, behind a parenthesis, behind the `=` of a value that begins with a line that has a slice, beside a bracket that
 * ends on a line of its own, before a `;` that stands on one, and where it is the only one between lines that changed.
 */
function joinsLines({ source, lines }: Writing, { from, start, line, lineBefore, modelBreaks, isHead }: Gap): boolean {
  if (modelBreaks > 0 || line !== lineBefore + 1) return false;
  const isEnd = isClosing(source[start]) || source[start] === 0x3b;
  if (isEnd && lines.isChanged(lineBefore)) return true;
  if (isBetweenChanges(lines, line) || isBetweenChanges(lines, lineBefore)) return true;
  if (isHead || !lines.isChanged(line)) return isHead;
  if (isClosing(source[from - 1]) || source[from - 1] === 0x28) return true;
  return isBehindAssignment(source, from) && hasSlice(source, start);
}

/** Tells whether a slice begins behind an offset on its line. What it was made of is longer, and may have needed the line. */
function hasSlice(source: Uint8Array, offset: number): boolean {
  for (let at = offset; at < source.length && source[at] !== 0x0a; at++) {
    if (source[at] === 0x2e && source[at + 1] === 0x5b) return true;
  }
  return false;
}

function isBetweenChanges(lines: ChangedLines, line: number): boolean {
  return line > 0 && !lines.isChanged(line) && lines.isChanged(line - 1) && lines.isChanged(line + 1);
}

/** Tells whether a value begins behind an offset: that of a name or function, or what is in parentheses. */
function isValueStart(source: Uint8Array, offset: number): boolean {
  const byte = source[offset - 1];
  return byte === 0x3a || byte === 0x28 || isBehindAssignment(source, offset);
}

/** Tells whether a `=` ends at an offset that is no part of an operator. */
function isBehindAssignment(source: Uint8Array, offset: number): boolean {
  const [byte, before] = [source[offset - 1], source[offset - 2]];
  return byte === 0x3d && before !== 0x3d && before !== 0x21 && before !== 0x3c && before !== 0x3e;
}

/** A line that changed directly before one that did not takes along what stands in it. */
function noteMove({ source, lines, layout }: Writing, { from, lineBefore }: Gap): void {
  const old = lines.isChanged(lineBefore) ? lines.oldIndent(lineBefore) : null;
  if (old !== null) layout.moveWithLine(old, source[from - 1] === 0x3b ? "ended" : "open");
}

/** Returns how the line is indented that a token begins, and tells the layout of it. */
function indentLine(writing: Writing, gap: Gap): Indent {
  const { source, lines, layout } = writing;
  const { start, line, lineBefore, modelBreaks, modelColumns } = gap;
  const own = line === lineBefore ? null : indentBefore(source, start);
  const modelIndent = modelBreaks > 0 ? layout.indentFor(modelColumns) : null;
  if (own === null || lines.isChanged(line) || gap.isChangedComment) {
    const indent = modelIndent ?? (own === null ? 0 : (layout.movedIndent(own) ?? own));
    if (own === null) layout.splitLine(indent);
    else layout.enterLine(indent, null);
    return indent;
  }
  const old = lines.oldIndent(line) ?? own;
  const isBesidePart = layout.isInSplitLine() && source[gap.from - 1] !== 0x3b;
  const isEnd = isClosing(source[start]);
  const wanted = modelIndent ?? (!isEnd && lines.isShifted(line) ? own : null);
  const unchanged = { line, old, modelIndent: wanted, isList: source[start] === 0x5d, isBesidePart };
  const indent = isEnd ? closingIndent(writing, unchanged) : unchangedIndent(writing, unchanged);
  layout.enterLine(indent, old);
  return indent;
}

/** A line that did not change, how it was indented, and how it would be. */
interface Unchanged {
  readonly line: number;
  readonly old: Indent;
  readonly modelIndent: Indent | null;
  /** Whether it begins with the end of a list. */
  readonly isList: boolean;
  /** Whether it goes on behind a part of a line. */
  readonly isBesidePart: boolean;
}

/** A bracket ends as far from the line where it begins as it did, if both are the same as before. */
function closingIndent({ lines, layout }: Writing, { line, old, modelIndent, isList }: Unchanged): Indent {
  const from = layout.oldBracketIndent();
  // Of lists that are joined, one ends where another one did.
  const isJoined = isList && lines.haveChanges(layout.bracketLine(), line);
  const isOther = from === null || (from !== old && (lines.isShifted(line) || isJoined));
  return isOther ? (modelIndent ?? old) : movedAlong(old, from, layout.bracketIndent());
}

/** A line moves with what it stands in; where that is gone or new, it stands as in the model. */
function unchangedIndent({ lines, layout }: Writing, { line, old, modelIndent, isBesidePart }: Unchanged): Indent {
  const moved = layout.movedIndent(old);
  const isAdrift = moved === null || lines.isBehindLoss(line) || isBesidePart;
  if (!isAdrift || modelIndent === null) return moved ?? old;
  layout.moveFromLine(old, modelIndent);
  return modelIndent;
}

/** Writes the indentation of a line, and nothing behind the line before it, if it changed. */
function reindent({ source, lines, pieces }: Writing, gap: Gap, indent: Indent): void {
  const { from, start, lineBefore } = gap;
  const feed = Math.max(startOfLine(source, start), from);
  if (lines.isChanged(lineBefore)) {
    const end = source.indexOf(0x0a, from);
    if (end > from && end < feed) pieces.put(from, end, "");
  }
  if (indentBefore(source, start) !== indent) pieces.put(feed, start, indentText(indent));
}

/** Returns how many lines end in a range. */
function breaksIn(source: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (source[at] === 0x0a) count++;
  return count;
}

/** Returns how many spaces stand before an offset. */
function columnsBefore(source: Uint8Array, offset: number): number {
  let at = offset;
  while (source[at - 1] === 0x20) at--;
  return offset - at;
}

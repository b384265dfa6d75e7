/**
 * Formats the lines that changed and no others. The formatter is asked how it writes the whole text; of that only the
 * white space around tokens on changed lines is taken over, and lines that begin there are indented as those around.
 */
import { sliceLatin1, type Tree } from "@lix-tools/parser";
import type { ChangedLines } from "./changed-lines.ts";
import { createPieces } from "./pieces.ts";
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

/** Returns a text with its changed lines as in its formatted model, or null where the two do not match. */
export function formatChanged(
  tree: Tree,
  formatted: Tree,
  lines: ChangedLines,
  buffers: readonly [TokenBuffers, TokenBuffers],
): Uint8Array | null {
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

/** The white space before a token, here and in the model. */
interface Gaps {
  readonly here: string;
  readonly model: string;
}

function assemble({ here, model, pairs, lines }: Assembly): Uint8Array {
  const indents = createIndents();
  const pieces = createPieces(here.source);
  let from = 0;
  let modelFrom = 0;
  for (let index = 0; index < pairs.count; index++) {
    const token = pairs.here[index] ?? 0;
    const modelToken = pairs.model[index] ?? 0;
    const [start, end] = [here.tokens.starts[token] ?? 0, here.tokens.ends[token] ?? 0];
    const modelStart = model.tokens.starts[modelToken] ?? 0;
    const line = lines.lineAt(start);
    const lineBefore = lines.lineAt(Math.max(0, from - 1));
    const mayChange = lines.isChanged(line) || lines.isChanged(lineBefore);
    // Where neither line changed, only line ends in the model say something.
    if (mayChange || hasLineFeed(model.source, modelFrom, modelStart)) {
      const gaps = {
        here: sliceLatin1(here.source, from, start),
        model: sliceLatin1(model.source, modelFrom, modelStart),
      };
      indents.pass(gaps.model);
      if (mayChange) {
        const isInside = index > 0 && lines.areChanged(lineBefore, line);
        const written = isInside ? indents.apply(gaps.model, ownIndent(gaps.here)) : null;
        pieces.put(from, start, written ?? atEdge(gaps, lines.isChanged(line), indents));
        if (!isInside && lines.isChanged(line)) indents.enter(gaps.here, gaps.model, here.source[end - 1]);
      }
      if (!lines.isChanged(line)) indents.note(gaps.here, gaps.model);
    }
    if (here.tokens.sorts[token] === TokenSort.Plain) indents.bracket(here.source, start, end);
    from = end;
    modelFrom = model.tokens.ends[modelToken] ?? 0;
  }
  return pieces.finish();
}

function hasLineFeed(source: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (source[at] === 0x0a) return true;
  return false;
}

/** Where a changed line meets one that did not change, what is between belongs to both. */
function atEdge(gaps: Gaps, isChanged: boolean, indents: Indents): string {
  return isChanged ? reindented(gaps.here, gaps.model, indents) : withoutBlanksBeforeLine(gaps.here);
}

/** A line that changed behind one that did not: only its indentation is its own. */
function reindented(gap: string, modelGap: string, indents: Indents): string {
  const isPlain = gap.trim() === "" && modelGap.trim() === "";
  if (!isPlain || !gap.includes("\n") || !modelGap.includes("\n")) return gap;
  const lineStart = modelGap.slice(modelGap.lastIndexOf("\n"));
  return gap.slice(0, gap.lastIndexOf("\n")) + indents.apply(lineStart, ownIndent(gap));
}

/** Tabs are at least as wide as a step. */
function widthOf(indent: string): number {
  return indent.replaceAll("\t", "  ").length;
}

/** Returns what makes an indentation deeper: tabs where it is made of them. */
function deeper(indent: string, columns: number): string {
  return indent.endsWith("\t") ? "\t".repeat(Math.ceil(columns / 2)) : " ".repeat(columns);
}

/** Returns how the line that begins behind the gap is indented, or null where none does. */
function ownIndent(gap: string): string | null {
  const indent = gap.includes("\n") ? gap.slice(gap.lastIndexOf("\n") + 1) : "x";
  return indent.trim() === "" ? indent : null;
}

function withoutBlanksBeforeLine(gap: string): string {
  return /^[ \t]+\n/u.test(gap) ? gap.slice(gap.indexOf("\n")) : gap;
}

/** How the text is indented where the model is indented by so many columns. */
interface Indents {
  /** Learns from a line that did not change, given what stands before its first token. */
  note(gap: string, modelGap: string): void;
  /**
   * Returns a piece of the model with its lines indented as the text is. Where the text shows nothing for so many
   * columns, the line behind the piece keeps the indentation it had, if that is a step deeper than the lines around it.
   */
  apply(modelGap: string, own: string | null): string;
  /** Goes on in the model, which may begin a line. */
  pass(modelGap: string): void;
  /**
   * Takes notice of a token that begins a line in the text and none in the model, given its last byte: what is in a
   * bracket is indented from there.
   */
  enter(gap: string, modelGap: string, byte: number | undefined): void;
  /** Goes on behind a token, which may be a bracket. */
  bracket(source: Uint8Array, start: number, end: number): void;
}

/** A bracket that stands elsewhere than in the model, how many are open around it, and how its line is indented. */
interface MovedBracket {
  readonly depth: number;
  readonly model: number;
  readonly indent: string;
}

function isOpening(byte: number | undefined): boolean {
  return byte === 0x28 || byte === 0x5b || byte === 0x7b;
}

function isClosing(byte: number | undefined): boolean {
  return byte === 0x29 || byte === 0x5d || byte === 0x7d;
}

function createIndents(): Indents {
  const known: { readonly model: number; readonly indent: string }[] = [];
  let moved: MovedBracket | null = null;
  let depth = 0;
  let modelIndent = 0;
  const learn = (model: number, indent: string): void => {
    while ((known.at(-1)?.model ?? -1) >= model) known.pop();
    known.push({ model, indent });
  };
  const indentFor = (columns: number, own: string | null): string => {
    if (moved !== null && columns >= moved.model) return moved.indent + deeper(moved.indent, columns - moved.model);
    while ((known.at(-1)?.model ?? 0) > columns) known.pop();
    const { model, indent } = known.at(-1) ?? { model: 0, indent: "" };
    if (model === columns) return indent;
    const isDeeper = own !== null && widthOf(own) - widthOf(indent) >= columns - model;
    const chosen = isDeeper ? own : indent + deeper(indent, columns - model);
    learn(columns, chosen);
    return chosen;
  };
  return {
    note(gap, modelGap) {
      const indent = ownIndent(gap);
      if (indent === null || !modelGap.includes("\n")) return;
      learn(modelGap.length - modelGap.lastIndexOf("\n") - 1, indent);
    },
    pass(modelGap) {
      if (modelGap.includes("\n")) modelIndent = modelGap.length - modelGap.lastIndexOf("\n") - 1;
    },
    enter(gap, modelGap, byte) {
      const indent = ownIndent(gap);
      if (moved !== null || indent === null || modelGap.includes("\n") || !isOpening(byte)) return;
      moved = { depth, model: modelIndent, indent };
    },
    bracket(source, start, end) {
      if (isOpening(source[end - 1])) depth++;
      if (isClosing(source[start])) depth--;
      if (moved !== null && depth <= moved.depth) moved = null;
    },
    apply(modelGap, own) {
      const last = modelGap.lastIndexOf("\n");
      return modelGap.replaceAll(/\n( *)(?!\n)/gu, (_, { length }: string, at: number) => {
        return `\n${indentFor(length, at === last ? own : null)}`;
      });
    },
  };
}

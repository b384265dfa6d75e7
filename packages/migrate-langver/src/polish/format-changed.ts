/**
 * Formats the lines that changed and no others. The formatter is asked how it writes the whole text; of that only the
 * white space around tokens on changed lines is taken over, and lines that begin there are indented as those around.
 */
import { sliceLatin1, type Tree } from "@lix-tools/parser";
import type { ChangedLines } from "./changed-lines.ts";
import { type Tokens, tokensOf, TokenSort } from "./tokens.ts";

/** A text and its tokens. */
interface Side {
  readonly text: string;
  readonly tokens: Tokens;
}

/** Tokens of two texts that are the same, by their numbers. */
interface Pairs {
  readonly here: readonly number[];
  readonly model: readonly number[];
}

/** Returns a text with its changed lines as in its formatted model, or null where the two do not match. */
export function formatChanged(tree: Tree, formatted: Tree, lines: ChangedLines): Uint8Array | null {
  const here = sideOf(tree);
  const model = sideOf(formatted);
  const pairs = align(here, model);
  return pairs === null ? null : toBytes(assemble({ here, model, pairs, lines }));
}

function sideOf(tree: Tree): Side {
  return { text: sliceLatin1(tree.source, 0, tree.source.length), tokens: tokensOf(tree) };
}

/** The texts have one character for each byte. */
function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** What the formatter may add or take away. */
const optional: ReadonlySet<string> = new Set([",", "(", ")"]);

/** Returns which tokens are the same, or null where the texts differ in more than the formatter may do. */
function align(here: Side, model: Side): Pairs | null {
  const pairs: { here: number[]; model: number[] } = { here: [], model: [] };
  let [a, b] = [0, 0];
  while (a < here.tokens.count || b < model.tokens.count) {
    if (isSame(here, a, model, b)) {
      pairs.here.push(a++);
      pairs.model.push(b++);
    } else if (optional.has(tokenText(model, b))) b++;
    else if (optional.has(tokenText(here, a))) a++;
    else return null;
  }
  return pairs;
}

/** Strings and comments are written anew where they are indented, so only their being there counts. */
function isSame(here: Side, a: number, model: Side, b: number): boolean {
  if (a >= here.tokens.count || b >= model.tokens.count) return false;
  const sort = here.tokens.sorts[a];
  if (sort !== model.tokens.sorts[b]) return false;
  return sort !== TokenSort.Plain || tokenText(here, a) === tokenText(model, b);
}

function tokenText({ text, tokens: { starts, ends, count } }: Side, token: number): string {
  return token < count ? text.slice(starts[token], ends[token]) : "";
}

interface Assembly {
  readonly here: Side;
  readonly model: Side;
  readonly pairs: Pairs;
  readonly lines: ChangedLines;
}

function assemble({ here, model, pairs, lines }: Assembly): string {
  const indents = createIndents();
  const lineOf = (offset: number): number => lines.lineAt(offset);
  let text = "";
  let from = 0;
  let modelFrom = 0;
  for (const [index, token] of pairs.here.entries()) {
    const start = here.tokens.starts[token] ?? 0;
    const modelToken = pairs.model[index] ?? 0;
    const modelStart = model.tokens.starts[modelToken] ?? 0;
    const gap = here.text.slice(from, start);
    const modelGap = model.text.slice(modelFrom, modelStart);
    const line = lineOf(start);
    const isInside = index > 0 && lines.areChanged(lineOf(Math.max(0, from - 1)), line);
    indents.pass(modelGap);
    if (isInside) text += indents.apply(modelGap, ownIndent(gap));
    else if (lines.isChanged(line)) {
      text += reindented(gap, modelGap, indents);
      indents.enter(gap, modelGap, tokenText(here, token));
    } else text += lines.isChanged(lineOf(Math.max(0, from - 1))) ? withoutBlanksBeforeLine(gap) : gap;
    if (!lines.isChanged(line)) indents.note(gap, modelGap);
    from = here.tokens.ends[token] ?? 0;
    modelFrom = model.tokens.ends[modelToken] ?? 0;
    text += here.text.slice(start, from);
    if (here.tokens.sorts[token] === TokenSort.Plain) indents.bracket(here.text.slice(start, from));
  }
  return text + here.text.slice(from);
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
   * Takes notice of a bracket that begins a line in the text and none in the model: what is in it is indented from there.
   */
  enter(gap: string, modelGap: string, token: string): void;
  /** Goes on behind a token, which may be a bracket. */
  bracket(token: string): void;
}

/** A bracket that stands elsewhere than in the model, how many are open around it, and how its line is indented. */
interface MovedBracket {
  readonly depth: number;
  readonly model: number;
  readonly indent: string;
}

const [opening, closing] = [/[([{]$/u, /^[)\]}]/u] as const;

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
    enter(gap, modelGap, token) {
      const indent = ownIndent(gap);
      if (moved !== null || indent === null || modelGap.includes("\n") || !opening.test(token)) return;
      moved = { depth, model: modelIndent, indent };
    },
    bracket(token) {
      if (opening.test(token)) depth++;
      if (closing.test(token)) depth--;
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

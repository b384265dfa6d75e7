/**
 * The last hand on a text that was migrated: parentheses that became needless go, and what changed is formatted. Nothing
 * of this may change the core term, and that is proved as every rewrite is; where it cannot be shown, the text stays as
 * the rewrites left it.
 */
import { compareTrees, createFormatter, format, formatTree, type Formatter } from "@lix-tools/fmt";
import {
  applyEdits,
  createParserBuffers,
  detectLangver,
  equalBytes,
  type Langver,
  parse,
  type ParserBuffers,
  sortEdits,
  type Tree,
} from "@lix-tools/parser";
import { isFatal } from "../engine/is-fatal.ts";
import { proveCoreEqual } from "../proof/prove.ts";
import { type ChangedLines, changedLines, inPlace } from "./changed-lines.ts";
import { formatChanged, type FormattedLines } from "./format-changed.ts";
import { needlessParentheses } from "./needless-parentheses.ts";
import { createTokenBuffers, type TokenBuffers } from "./tokens.ts";

/** What is kept from file to file. */
export interface Polisher {
  readonly formatter: Formatter;
  /** Of the trees that are needed at the same time each has its own. */
  readonly buffers: readonly [ParserBuffers, ParserBuffers, ParserBuffers];
  /** Those of a text and of its formatted model. */
  readonly tokens: readonly [TokenBuffers, TokenBuffers];
}

/** Returns a polisher, for one text at a time. */
export function createPolisher(): Polisher {
  return {
    formatter: createFormatter(),
    buffers: [createParserBuffers(), createParserBuffers(), createParserBuffers()],
    tokens: [createTokenBuffers(), createTokenBuffers()],
  };
}

/** A text before and after its rewrites. */
export interface PolishTask {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** The langver of the new text where it has no clause. */
  readonly langver: Langver;
  /** How much is formatted: the lines that changed, or all. */
  readonly extent: "changed" | "file";
  /** Whether the polished text is proved here, or left to whoever compares it. */
  readonly proof: "core" | "none";
}

/** A polished text. */
export interface Polished {
  /** The text after the rewrites, the very same array, where there is nothing to polish. */
  readonly text: Uint8Array;
  /** Whether parentheses are gone, so that there may be something to rewrite again. */
  readonly isUnwrapped: boolean;
  /** Whether a further formatting has nothing to do: all of the text was formatted, or no line needed it that changed. */
  readonly isSettled: boolean;
}

/** Returns the polished text. */
export function polish({ before, after, langver, extent, proof }: PolishTask, polisher: Polisher): Polished {
  const [first, second, third] = polisher.buffers;
  const rough = { text: after, isUnwrapped: false, isSettled: false };
  const lines = changedLines(before, after);
  if (extent === "changed" && lines === null) return rough;
  if (extent === "changed" && lines?.every(isSettledLine) === true) return { ...rough, isSettled: true };
  // The rewrites were checked when they were made.
  const start = read(after, langver, first, "none");
  if (start === null) return rough;
  const bare = lines === null ? null : withoutParentheses(start, lines, second);
  const tidy = bare ?? start;
  const changed = bare === null ? lines : changedLines(before, bare.source);
  const { formatter, tokens } = polisher;
  const task = { before, extent, formatter, rereading: second, buffers: third, tokens };
  const { text, isWhole: isSettled } = formatted(tidy, changed, task) ?? { text: tidy.source, isWhole: false };
  if (text === after || equalBytes(text, after)) return { ...rough, isSettled };
  if (proof === "core") {
    const end = read(text, langver, second);
    if (end === null || !areEqual(start, end)) return rough;
  }
  return { text, isUnwrapped: bare !== null, isSettled };
}

/** The head clause, and a binding of one line, as they are written anyway: most changed lines of a tree are of these. */
const settled: RegExp = /^use [\w.-]+;$|^ *[a-zA-Z_][\w'.-]* = "[^"\\$]*";$/u;

/** Tells whether the formatter has nothing to say about a line. */
function isSettledLine(line: string): boolean {
  return settled.test(line);
}

/** Trees that differ in nothing but comments and white space are the same term; of others the terms are compared. */
function areEqual(before: Tree, after: Tree): boolean {
  return compareTrees(before, after) === null || !("mismatch" in proveCoreEqual({ before, after, laws: [] }));
}

function read(
  source: Uint8Array,
  configured: Langver,
  buffers: ParserBuffers,
  checks: "all" | "none" = "all",
): Tree | null {
  const { langver } = detectLangver(source, { configured });
  const { tree, diagnostics, isComplete } = parse(source, { langver, buffers, checks });
  return isComplete && !diagnostics.some(isFatal) ? tree : null;
}

function withoutParentheses(tree: Tree, lines: ChangedLines, buffers: ParserBuffers): Tree | null {
  if (tree.langver.dialect === "nix") return null;
  const edits = needlessParentheses(tree, lines);
  if (edits.length === 0) return null;
  const sorted = sortEdits(edits);
  return "conflict" in sorted ? null : read(applyEdits(tree.source, sorted.sorted), tree.langver, buffers);
}

interface FormatTask {
  readonly before: Uint8Array;
  readonly extent: PolishTask["extent"];
  readonly formatter: Formatter;
  /** Those of the formatted text, if that is formatted once more: of the tree before it, no more is needed then. */
  readonly rereading: ParserBuffers;
  /** Those of the model. */
  readonly buffers: ParserBuffers;
  readonly tokens: Polisher["tokens"];
}

/** A text with as much of it formatted as was asked for. */
interface FormattedText {
  readonly text: Uint8Array;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
}

/** Returns the formatted text, or null where nothing is to be formatted or the formatter cannot. */
function formatted(tree: Tree, lines: ChangedLines | null, task: FormatTask): FormattedText | null {
  const { langver } = tree;
  if (task.extent === "file") {
    const text = format(tree.source, { langver, verify: "always" }, task.formatter).text?.slice();
    return text === undefined ? null : { text, isWhole: true };
  }
  const result = lines === null ? null : formattedLines(tree, lines, task);
  if (result?.isJoined !== true) return result;
  // A line that took another one in changed by that, so all of it is formatted.
  const again = read(result.text, langver, task.rereading, "none");
  const changed = again === null ? null : changedLines(task.before, result.text);
  if (again === null || changed === null) return result;
  return formattedLines(again, inPlace(changed, result.text), task) ?? result;
}

function formattedLines(
  tree: Tree,
  lines: ChangedLines,
  task: FormatTask,
): (FormattedText & Pick<FormattedLines, "isJoined">) | null {
  const { langver } = tree;
  const model = formatTree(tree, { langver }, task.formatter);
  const modelTree = model === null ? null : read(model, langver, task.buffers, "none");
  const result = modelTree === null ? null : formatChanged(tree, modelTree, lines, task.tokens);
  return result === null ? null : { ...result, isWhole: model !== null && equalBytes(result.text, model) };
}

/**
 * Writes comments that silence findings: at the end of the line the finding begins on, or on a line before it where that
 * line ends inside a string. Every comment is checked by linting again, and the file must mean the same as before.
 */
import {
  applyEdits,
  createLineIndex,
  Kind,
  kindOf,
  lineSpan,
  nodeAt,
  parentsOf,
  parse,
  positionAt,
  sliceLatin1,
  startOf,
  startOfLine,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import { type LintInput, type LintSettings, lintSource } from "../engine/lint.ts";
import { prove } from "../proof/prove.ts";

/** What came of adding comments. */
export interface AddedIgnores {
  readonly output: Uint8Array;
  /** Findings that are silent now. */
  readonly added: number;
  /** Findings that no comment can silence. */
  readonly left: readonly Finding[];
}

/** Returns the file with comments that silence its findings. */
export function addIgnores(input: LintInput, settings: LintSettings, reason: string | null): AddedIgnores {
  const before = lintSource(input, settings);
  const visible = before.findings.filter(({ suppression }) => suppression === null);
  if (!before.isComplete || visible.length === 0) return { output: input.source, added: 0, left: visible };
  const all = editsFor(before.tree, visible, reason);
  const edits = keepsMeaning(input, before.tree, all)
    ? all
    : all.filter((edit) => keepsMeaning(input, before.tree, [edit]));
  const output = applyEdits(input.source, edits);
  const left = lintSource({ ...input, source: output }, settings).findings.filter(
    ({ suppression }) => suppression === null,
  );
  return { output, added: visible.length - left.length, left };
}

function keepsMeaning({ source, langver }: LintInput, before: Tree, edits: readonly TextEdit[]): boolean {
  const { tree, isComplete } = parse(applyEdits(source, edits), { langver });
  return isComplete && prove(before, tree) === null;
}

function editsFor(tree: Tree, findings: readonly Finding[], reason: string | null): TextEdit[] {
  const index = createLineIndex(tree.source);
  const parents = parentsOf(tree);
  const byPlace = new Map<
    string,
    { readonly at: number; readonly indent: string | null; readonly codes: Set<string> }
  >();
  for (const { code, span } of findings) {
    const { start, end } = lineSpan(index, positionAt(index, span.start).line);
    const place = canEndWithComment(tree, end)
      ? { at: end, indent: null }
      : lineBefore(tree, parents, span.start, start);
    const key = `${place.at}:${place.indent === null}`;
    const entry = byPlace.get(key) ?? { ...place, codes: new Set<string>() };
    entry.codes.add(code);
    byPlace.set(key, entry);
  }
  return [...byPlace.values()].map(({ at, indent, codes }) => {
    const text = `# lix-lint-ignore ${[...codes].join(", ")}${reason === null ? "" : `: ${reason}`}`;
    return { span: { start: at, end: at }, text: indent === null ? ` ${text}` : `${indent}${text}\n` };
  });
}

/** Returns the line of the nearest binding around a place that begins its line; else the line given. */
function lineBefore(tree: Tree, parents: Int32Array, offset: number, fallback: number): { at: number; indent: string } {
  for (let node = nodeAt(tree, offset); node > 0; node = parents[node] ?? 0) {
    if (kindOf(tree, node) !== Kind.Binding) continue;
    const start = startOf(tree, node);
    const line = startOfLine(tree.source, start);
    const indent = sliceLatin1(tree.source, line, start);
    if (/^[ \t]*$/.test(indent)) return { at: line, indent };
  }
  return { at: fallback, indent: "" };
}

/** A line that ends inside a string or with a comment takes no further one. */
function canEndWithComment(tree: Tree, end: number): boolean {
  const inside = kindOf(tree, nodeAt(tree, end));
  const last = kindOf(tree, nodeAt(tree, Math.max(0, end - 1)));
  const texts: readonly number[] = [
    Kind.StringFragment,
    Kind.StringExpression,
    Kind.IndentedStringExpression,
    Kind.EscapeSequence,
  ];
  return !texts.includes(inside) && last !== Kind.Comment && last !== Kind.StringFragment;
}

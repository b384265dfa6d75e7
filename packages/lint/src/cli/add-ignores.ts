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
  parse,
  positionAt,
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
  const output = applyEdits(input.source, editsFor(before.tree, visible, reason));
  const parsed = parse(output, { langver: input.langver });
  const after = lintSource({ ...input, source: output }, settings);
  const left = after.findings.filter(({ suppression }) => suppression === null);
  const isSame = parsed.isComplete && prove(before.tree, parsed.tree) === null;
  if (!isSame) return { output: input.source, added: 0, left: visible };
  return { output, added: visible.length - left.length, left };
}

function editsFor(tree: Tree, findings: readonly Finding[], reason: string | null): TextEdit[] {
  const index = createLineIndex(tree.source);
  const byLine = new Map<number, Set<string>>();
  for (const { code, span } of findings) {
    const { line } = positionAt(index, span.start);
    byLine.set(line, (byLine.get(line) ?? new Set()).add(code));
  }
  return [...byLine].map(([line, codes]) => {
    const { start, end } = lineSpan(index, line);
    const text = `# lix-lint-ignore ${[...codes].join(", ")}${reason === null ? "" : `: ${reason}`}`;
    if (canEndWithComment(tree, end)) return { span: { start: end, end }, text: ` ${text}` };
    const indent = /^[ \t]*/.exec(Buffer.from(tree.source.subarray(start, end)).toString("latin1"))?.[0] ?? "";
    return { span: { start, end: start }, text: `${indent}${text}\n` };
  });
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

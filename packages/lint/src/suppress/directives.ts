/**
 * Comments that silence rules:
 *
 * | comment | silences |
 * |---|---|
 * | `# lix-lint-ignore RULE, RULE: reason` on a line of its own | the node that follows: a binding, a formal, an expression |
 * | the same behind code | what begins on that line |
 * | `# lix-lint-ignore-start RULE: reason` … `# lix-lint-ignore-end RULE` | what begins in between |
 * | `# lix-lint-ignore-file RULE: reason` | the file |
 * | `# deadnix: skip` | the `dead` group in the node that follows |
 *
 * A comment belongs to a node and not to a line number, so a formatter that moves both keeps it working.
 */
import {
  endOf,
  Kind,
  kindOf,
  type NodeIndex,
  type Span,
  spanOf,
  startOf,
  startOfLine,
  type Tree,
} from "@lix-tools/parser";
import { commentsOf, commentText } from "../engine/comments.ts";

/** One comment that silences rules. */
export interface Directive {
  readonly comment: NodeIndex;
  readonly form: "node" | "line" | "range" | "file" | "deadnix";
  /** As written. `all` stands for every rule. */
  readonly names: readonly string[];
  readonly reason: string | null;
  /** Findings that begin here are meant. */
  readonly range: Span;
}

/** A directive that is not understood. */
export interface DirectiveProblem {
  readonly comment: NodeIndex;
  readonly message: string;
}

/** The directives of a file. */
export interface Directives {
  readonly directives: readonly Directive[];
  readonly problems: readonly DirectiveProblem[];
}

const pattern = /^lix-lint-ignore(-start|-end|-file)?(?:\s+([^:]*?))?\s*(?::\s*(.*))?$/su;

/** Returns the directives of a tree in source order. */
export function readDirectives(tree: Tree): Directives {
  const directives: Directive[] = [];
  const problems: DirectiveProblem[] = [];
  const open: Directive[] = [];
  for (const comment of commentsOf(tree)) {
    if (!mayBeDirective(tree, comment)) continue;
    const text = commentText(tree, comment);
    if (/^deadnix:\s*skip\b/u.test(text)) {
      directives.push({ comment, form: "deadnix", names: ["dead"], reason: null, range: followingNode(tree, comment) });
      continue;
    }
    const match = pattern.exec(text);
    if (match === null) continue;
    const [, suffix = "", list = "", reason = ""] = match;
    const names = list.split(/[\s,]+/u).filter((name) => name !== "");
    if (names.length === 0 && suffix !== "-end") {
      problems.push({ comment, message: "found a suppression that names no rule, expected `group/rule` or `all`" });
      continue;
    }
    const directive = { comment, names, reason: reason === "" ? null : reason };
    switch (suffix) {
      case "-file":
        directives.push({ ...directive, form: "file", range: { start: 0, end: tree.source.length + 1 } });
        break;
      case "-start":
        open.push({ ...directive, form: "range", range: { start: endOf(tree, comment), end: tree.source.length + 1 } });
        break;
      case "-end":
        closeRange(tree, open, directive, { directives, problems });
        break;
      default:
        directives.push(nodeDirective(tree, directive));
    }
  }
  for (const directive of open) {
    problems.push({ comment: directive.comment, message: "found `lix-lint-ignore-start` without an end" });
    directives.push(directive);
  }
  return { directives: directives.sort((a, b) => a.comment - b.comment), problems };
}

/** Looks at the bytes before making a string of them: nearly all comments are something else. */
function mayBeDirective(tree: Tree, comment: NodeIndex): boolean {
  const { source } = tree;
  let at = startOf(tree, comment) + 1;
  const end = endOf(tree, comment);
  while (at < end && (source[at] === 0x20 || source[at] === 0x2a || source[at] === 0x09 || source[at] === 0x0a)) at++;
  // `li` of lix-lint and `de` of deadnix.
  return (source[at] === 0x6c && source[at + 1] === 0x69) || (source[at] === 0x64 && source[at + 1] === 0x65);
}

type Named = Pick<Directive, "comment" | "names" | "reason">;

function nodeDirective(tree: Tree, directive: Named): Directive {
  const start = startOf(tree, directive.comment);
  const lineStart = startOfLine(tree.source, start);
  const isTrailing = tree.source.subarray(lineStart, start).some((byte) => byte !== 0x20 && byte !== 0x09);
  if (!isTrailing) return { ...directive, form: "node", range: followingNode(tree, directive.comment) };
  return { ...directive, form: "line", range: { start: lineStart, end: start } };
}

/** In preorder the record after a comment is the largest node that begins next. */
function followingNode(tree: Tree, comment: NodeIndex): Span {
  let node = comment + 1;
  while (node < tree.nodeCount && kindOf(tree, node) === Kind.Comment) node++;
  if (node >= tree.nodeCount) return { start: endOf(tree, comment), end: endOf(tree, comment) };
  return spanOf(tree, node);
}

function closeRange(
  tree: Tree,
  open: Directive[],
  { comment, names }: Named,
  { directives, problems }: { directives: Directive[]; problems: DirectiveProblem[] },
): void {
  const at = open.findLastIndex((start) => names.every((name) => start.names.includes(name)));
  const [begun] = at < 0 ? [] : open.splice(at, 1);
  if (begun === undefined) problems.push({ comment, message: "found `lix-lint-ignore-end` without a start" });
  else directives.push({ ...begun, range: { start: begun.range.start, end: startOf(tree, comment) } });
}

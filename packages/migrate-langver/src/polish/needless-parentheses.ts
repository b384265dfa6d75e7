/**
 * `f (pkgs.[a, b]) ⇒ f pkgs.[a, b]`
 *
 * A rewrite may leave parentheses that what is in them needs no more. They go where a line changed on which they or the value begins or ends.
 */
import {
  childrenOf,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  parentsOf,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { insertAt, removeRange } from "../codemod.ts";
import { aloneInParentheses } from "../edit/parentheses.ts";
import { spaceBefore, spaceBehind } from "../edit/spacing.ts";
import type { ChangedLines } from "./changed-lines.ts";

/** What stands alone wherever a value in parentheses does. */
const selfContained: ReadonlySet<Kind> = new Set<Kind>([
  Kind.ListExpression,
  Kind.ListSliceExpression,
  Kind.SetSliceExpression,
  Kind.IndexExpression,
]);

/** What a chain of operators is made into. */
const chains: ReadonlyMap<Kind, Kind> = new Map<Kind, Kind>([
  [Kind.ListExpression, Kind.ListUnpack],
  [Kind.AttrsetExpression, Kind.SetUnpack],
]);

/** Returns the edits that take needless parentheses out, none where there are none. */
export function needlessParentheses(tree: Tree, lines: ChangedLines): TextEdit[] {
  const edits: TextEdit[] = [];
  let parents: Int32Array | null = null;
  for (let node = 0; node < tree.nodeCount; node++) {
    const inner = aloneInParentheses(tree, node);
    if (inner === none) continue;
    const isNew = selfContained.has(kindOf(tree, inner)) && areEndsChanged(tree, node, inner, lines);
    if (!isNew && !isJoined(tree, inner, lines)) continue;
    parents ??= parentsOf(tree);
    if (isSelectedFrom(tree, node, parents[node] ?? -1)) continue;
    edits.push(...withoutParentheses(tree, node, inner));
  }
  return edits;
}

/** Tells whether a line changed on which the parentheses or what is in them begin or end. */
function areEndsChanged(tree: Tree, node: NodeIndex, inner: NodeIndex, lines: ChangedLines): boolean {
  return [node, inner].some((part) => {
    return lines.isChanged(lines.lineAt(startOf(tree, part))) || lines.isChanged(lines.lineAt(endOf(tree, part) - 1));
  });
}

/** Tells whether a list or set unpacks another one on a line that changed: it was a chain. */
function isJoined(tree: Tree, node: NodeIndex, lines: ChangedLines): boolean {
  const unpack = chains.get(kindOf(tree, node));
  if (unpack === undefined) return false;
  return childrenOf(tree, node).some(
    (child) => kindOf(tree, child) === unpack && lines.isChanged(lines.lineAt(startOf(tree, child))),
  );
}

/** `(xs.0).1` is no `xs.0.1`, and `([ ]).0` reads better as it is. */
function isSelectedFrom(tree: Tree, node: NodeIndex, parent: NodeIndex): boolean {
  if (tree.source[endOf(tree, node)] === 0x2e) return true;
  return fieldOf(tree, node) === Field.Expression && selectors.has(kindOf(tree, parent));
}

const selectors: ReadonlySet<Kind> = new Set<Kind>([
  Kind.SelectExpression,
  Kind.IndexExpression,
  Kind.ListSliceExpression,
  Kind.SetSliceExpression,
  Kind.HasAttrExpression,
  Kind.SelectDefaultExpression,
]);

function withoutParentheses(tree: Tree, node: NodeIndex, inner: NodeIndex): TextEdit[] {
  const [start, end] = [startOf(tree, node), endOf(tree, node)];
  const before = spaceBefore(tree.source, start);
  const behind = spaceBehind(tree.source, end);
  return [
    removeRange(start, startOf(tree, inner)),
    removeRange(endOf(tree, inner), end),
    ...(before === "" ? [] : [insertAt(start, before)]),
    ...(behind === "" ? [] : [insertAt(end, behind)]),
  ];
}

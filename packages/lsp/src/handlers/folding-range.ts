/** What can be folded: everything in brackets, `let`s, strings, long comments and runs of comments. */
import { childrenOf, endOf, Kind, kindOf, type NodeIndex, startOf, type Tree } from "@lix-tools/parser";
import type { Document } from "../document.ts";
import type { Fold } from "../results.ts";

const foldable: ReadonlySet<Kind> = new Set<Kind>([
  Kind.AttrsetExpression,
  Kind.RecAttrsetExpression,
  Kind.LetAttrsetExpression,
  Kind.LetExpression,
  Kind.ListExpression,
  Kind.Formals,
  Kind.ListPattern,
  Kind.IndentedStringExpression,
  Kind.StringExpression,
  Kind.ParenthesizedExpression,
  Kind.Inherit,
  Kind.InheritFrom,
  Kind.InheritPaths,
  Kind.ListSliceExpression,
  Kind.SetSliceExpression,
]);

/** Returns the folds in the order of the source; those on one line are left to the caller. */
export function findFolds(document: Document): Fold[] {
  const tree = document.tree();
  const folds: Fold[] = [];
  for (let node = 0; node < tree.nodeCount; node++) {
    const kind = kindOf(tree, node);
    if (foldable.has(kind)) folds.push(foldOf(tree, node, kind));
    else if (kind === Kind.Comment) {
      const last = lastOfRun(tree, node);
      folds.push({ span: { start: startOf(tree, node), end: endOf(tree, last) }, sort: "comment" });
      node = last;
    }
  }
  return folds;
}

function foldOf(tree: Tree, node: NodeIndex, kind: Kind): Fold {
  const isImports = kind === Kind.Inherit || kind === Kind.InheritFrom || kind === Kind.InheritPaths;
  return { span: { start: startOf(tree, node), end: closerOf(tree, node) }, sort: isImports ? "imports" : "region" };
}

/** Returns where the token stands that stays visible: the last one, or the `in` of a `let`. */
function closerOf(tree: Tree, node: NodeIndex): number {
  const children = childrenOf(tree, node);
  const closer = children.find((child) => kindOf(tree, child) === Kind.InKeyword) ?? children.at(-1);
  return closer === undefined ? endOf(tree, node) : startOf(tree, closer);
}

/** Line comments on lines that follow each other are one. They are neighbours in the tree. */
function lastOfRun(tree: Tree, first: NodeIndex): NodeIndex {
  let last = first;
  while (kindOf(tree, last + 1) === Kind.Comment && last + 1 < tree.nodeCount && isNextLine(tree, last, last + 1))
    last++;
  return last;
}

function isNextLine(tree: Tree, before: NodeIndex, after: NodeIndex): boolean {
  let lines = 0;
  for (let at = endOf(tree, before); at < startOf(tree, after); at++) if (tree.source[at] === 0x0a) lines++;
  return lines === 1 && tree.source[startOf(tree, before)] === 0x23 && tree.source[startOf(tree, after)] === 0x23;
}

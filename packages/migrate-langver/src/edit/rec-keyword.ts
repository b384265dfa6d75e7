/** The word `rec` of a set. */
import { childByKind, endOf, Kind, type NodeIndex, startOf, type TextEdit, type Tree } from "@lix-tools/parser";
import { removeRange } from "../codemod.ts";
import { skipWhiteSpace } from "./spacing.ts";

/** Returns the edit that removes `rec` and the white space behind it; a comment there stays. */
export function dropRec(tree: Tree, set: NodeIndex): TextEdit {
  const keyword = childByKind(tree, set, Kind.RecKeyword);
  return removeRange(startOf(tree, keyword), skipWhiteSpace(tree.source, endOf(tree, keyword)));
}

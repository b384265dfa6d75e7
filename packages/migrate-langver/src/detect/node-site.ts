/** Sites that are a node of the tree: what most codemods beyond edition `lix` work on. */
import { type DeprecatedSite, type NodeIndex, spanOf, type Tree } from "@lix-tools/parser";

export interface NodeSite extends DeprecatedSite {
  readonly node: NodeIndex;
}

/** Returns the site of a node, shown at one of its tokens. Lix says nothing about such sites. */
export function nodeSite(tree: Tree, node: NodeIndex, token: NodeIndex, message: string): NodeSite {
  return { node, span: spanOf(tree, token), verdict: "gap", message };
}

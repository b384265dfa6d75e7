/**
 * The parts of path literals. A path has no escapes: a fragment is its bytes.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { endOf, kindOf, latin1Of, type NodeIndex, sizeOf, sliceLatin1, startOf, type Tree } from "../cst/tree.ts";

/** Where a path begins: in the file's folder, at the file system's root, in the home folder. */
export type PathOrigin = "relative" | "absolute" | "home";

export interface PathParts {
  readonly root: PathOrigin;
  /** Text as written, one character per byte, and `interpolation` nodes; a home path's text keeps its `~`. */
  readonly parts: readonly (string | NodeIndex)[];
}

/** Returns the parts of a `path_expression` or `hpath_expression`. */
export function pathParts(tree: Tree, node: NodeIndex): PathParts {
  const parts: (string | NodeIndex)[] = [];
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (kindOf(tree, child) === Kind.PathFragment) parts.push(latin1Of(tree, child));
    else if (kindOf(tree, child) === Kind.Interpolation) parts.push(child);
  }
  return { root: originOf(tree, node), parts };
}

function originOf(tree: Tree, node: NodeIndex): PathOrigin {
  if (kindOf(tree, node) === Kind.HpathExpression) return "home";
  return tree.source[startOf(tree, node)] === 0x2f /* slash */ ? "absolute" : "relative";
}

/** Returns what stands between the angle brackets of a `spath_expression`. */
export function searchPathText(tree: Tree, node: NodeIndex): string {
  return sliceLatin1(tree.source, startOf(tree, node) + 1, endOf(tree, node) - 1);
}

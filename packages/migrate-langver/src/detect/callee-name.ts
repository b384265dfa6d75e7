/** What a called function is called, as far as the call itself says. */
import { attrsOf, Kind, kindOf, latin1Of, type NodeIndex, staticName, type Tree } from "@lix-tools/parser";

/** Returns the name of a variable, the last name of a selection, or null for another expression or a computed name. */
export function calleeName(tree: Tree, callee: NodeIndex): string | null {
  switch (kindOf(tree, callee)) {
    case Kind.VariableExpression:
      return latin1Of(tree, callee);
    case Kind.SelectExpression:
      return staticName(tree, attrsOf(tree, callee).at(-1) ?? callee);
    default:
      return null;
  }
}

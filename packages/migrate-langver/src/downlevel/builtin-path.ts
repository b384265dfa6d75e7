/** Selections from `builtins`, where nothing in the file has that name for something else. */
import { attrsOf, childByField, Field, Kind, kindOf, latin1Of, type NodeIndex, type Tree } from "@lix-tools/parser";
import type { Job } from "./job.ts";

/** Returns the attributes that a node selects from `builtins`; none where it is anything else. */
export function builtinPath({ tree, file }: Job, node: NodeIndex): readonly NodeIndex[] {
  if (kindOf(tree, node) !== Kind.SelectExpression || !isNamedBuiltins(tree, node)) return [];
  return file.resolution().definitions.every(({ name }) => name !== "builtins") ? attrsOf(tree, node) : [];
}

function isNamedBuiltins(tree: Tree, selection: NodeIndex): boolean {
  const base = childByField(tree, selection, Field.Expression);
  return kindOf(tree, base) === Kind.VariableExpression && latin1Of(tree, base) === "builtins";
}

/**
 * Which names nothing uses. The language uses some names without their being written: `<x>` calls `__findFile` with
 * `__nixPath`, operators call `__sub` and the like; the resolver counts those uses too.
 */
import { type Definition, scopeAt } from "@lix-tools/eval-core";
import { attrsOf, childByField, Field, Kind, kindOf, type NodeIndex, none, unwrapParentheses } from "@lix-tools/parser";
import type { FileContext } from "../engine/context.ts";

/** Names that code outside the file may look up through `scopedImport` or that the language looks up itself. */
export const implicitNames: ReadonlySet<string> = new Set([
  "__nixPath",
  "__findFile",
  "__sub",
  "__mul",
  "__div",
  "__lessThan",
]);

/** Returns the definitions of some kinds that no reference means, in the order of the source. */
export function unusedDefinitions(ctx: FileContext, kinds: ReadonlySet<Definition["kind"]>): Definition[] {
  const counts = ctx.useCounts();
  return ctx
    .resolution()
    .definitions.filter(({ kind, name }, index) => counts[index] === 0 && kinds.has(kind) && !implicitNames.has(name));
}

/** Returns the value of the one binding `x = …` that a variable means, or `none`. */
export function boundValue(ctx: FileContext, variable: NodeIndex): NodeIndex {
  const { tree } = ctx;
  if (kindOf(tree, variable) !== Kind.VariableExpression) return none;
  // The name is the variable's only child.
  const target = ctx.nameTarget(variable + 1);
  if (target?.kind !== "definition" || target.definition.kind !== "binding") return none;
  const [attr, other] = target.definition.nodes;
  if (attr === undefined || other !== undefined) return none;
  const binding = ctx.parent(ctx.parent(attr));
  const attrs = attrsOf(tree, binding);
  if (kindOf(tree, binding) !== Kind.Binding || attrs.length !== 1) return none;
  return unwrapParentheses(tree, childByField(tree, binding, Field.Expression));
}

/** Returns whether any scope around a node, or in it, binds the name; for choosing names. */
export function isBoundAround(ctx: FileContext, node: number, name: string): boolean {
  for (let scope = scopeAt(ctx.resolution(), ctx.parents(), node); scope !== null; scope = scope.outer) {
    if (scope.definitions.some((definition) => definition.name === name)) return true;
  }
  return false;
}

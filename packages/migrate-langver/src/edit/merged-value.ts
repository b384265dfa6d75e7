/**
 * Whether a set literal is only a part of an attribute: other definitions of the set around it merge with it, so that
 * it cannot become anything but a literal.
 */
import {
  type BindingTree,
  bindingTree,
  endOf,
  Kind,
  kindOf,
  type NodeIndex,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import type { FileContext } from "../file-context.ts";

/** Tells whether the set literal is merged with another definition, directly or further out. */
export function isMergedValue({ tree, parentOf }: FileContext, set: NodeIndex): boolean {
  for (let node = set; ;) {
    let value = node;
    while (kindOf(tree, parentOf(value)) === Kind.ParenthesizedExpression) value = parentOf(value);
    const binding = parentOf(value);
    if (kindOf(tree, binding) !== Kind.Binding) return false;
    const around = parentOf(binding);
    if (hasSeveralDefinitions(tree, bindingTree(tree, around), binding)) return true;
    const kind = kindOf(tree, around);
    if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return false;
    node = around;
  }
}

/** Tells whether a name along the path of the binding is defined by another binding too. */
function hasSeveralDefinitions(tree: Tree, { entries, dynamics }: BindingTree, binding: NodeIndex): boolean {
  const isOfBinding = (attr: NodeIndex): boolean =>
    startOf(tree, attr) >= startOf(tree, binding) && endOf(tree, attr) <= endOf(tree, binding);
  for (const { definitions, value } of entries.values()) {
    if (!definitions.some(isOfBinding)) continue;
    if (definitions.some((attr) => !isOfBinding(attr))) return true;
    return value.kind === "set" && hasSeveralDefinitions(tree, value.tree, binding);
  }
  for (const { attr, value } of dynamics) {
    if (isOfBinding(attr) && value.kind === "set") return hasSeveralDefinitions(tree, value.tree, binding);
  }
  return false;
}

/**
 * Renaming a variable: its definition, and every reference to it. Only a `let` and the parameter of a function hide
 * their names from the rest of the world; attributes of a recursive set and formals are seen from outside.
 */
import type { Definition } from "@lix-tools/eval-core";
import {
  childrenByField,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  sizeOf,
  startOf,
  type TextEdit,
} from "@lix-tools/parser";
import { insertAt, removeRange, replaceRange } from "../codemod.ts";
import type { FileContext } from "../file-context.ts";
import { isWhiteSpace } from "./spacing.ts";

/** The edits of a renaming, or why there are none. */
export type Renaming = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** Returns the edits that give a variable a name found nowhere in the file, or why that cannot be done. */
export function planRenaming(file: FileContext, definition: Definition): Renaming {
  const refusal = refusalOf(file, definition);
  if (refusal !== null) return { refusal };
  const places = [...definition.nodes, ...(file.references().get(definition) ?? [])];
  if (places.some((node) => isCommented(file, node)))
    return { refusal: "a comment stands in an `inherit` of the name" };
  const fresh = file.freshName(definition.name);
  const edits: TextEdit[] = [];
  for (const node of definition.nodes) edits.push(...defineEdits(file, definition, node, fresh));
  for (const node of file.references().get(definition) ?? []) edits.push(...referenceEdits(file, node, fresh));
  return { edits };
}

function refusalOf(file: FileContext, { name, kind, scope, nodes }: Definition): string | null {
  if (kind === "formal") return `\`${name}\` is an argument that callers name`;
  if (scope.kind === "set") return `\`${name}\` is an attribute of a recursive set, seen from outside`;
  if (kind === "inherit-from") return `\`${name}\` is inherited from a set, under its own name`;
  // `or` can be inherited but not be read otherwise.
  if (kind === "inherit" && name === "or") return "the variable `or` is inherited from further out";
  const isShared = kind === "inherit" && nodes.some((node) => inheritedNames(file, node).length > 1);
  return isShared ? `\`${name}\` is inherited together with other names` : null;
}

/** Tells whether the place is the only name of an `inherit` with a comment in it, which a binding would replace. */
function isCommented(file: FileContext, node: NodeIndex): boolean {
  const { tree, parentOf } = file;
  if (kindOf(tree, parentOf(node)) !== Kind.InheritedAttrs || inheritedNames(file, node).length > 1) return false;
  const clause = parentOf(parentOf(node));
  for (let at = clause + 1; at < clause + sizeOf(tree, clause); at++) {
    if (kindOf(tree, at) === Kind.Comment) return true;
  }
  return false;
}

function inheritedNames({ tree, parentOf }: FileContext, attr: NodeIndex): readonly NodeIndex[] {
  return childrenByField(tree, parentOf(attr), Field.Attr);
}

function defineEdits(file: FileContext, { name, kind }: Definition, node: NodeIndex, fresh: string): TextEdit[] {
  const { tree, parentOf } = file;
  if (kind !== "inherit") return [replaceWord(file, node, fresh)];
  // `inherit x;` becomes `x' = x;`, which reads the same outer variable.
  const clause = parentOf(parentOf(node));
  return [replaceRange(startOf(tree, clause), endOf(tree, clause), `${fresh} = ${name};`)];
}

/** A reference is a variable, a name in `inherit a;`, or stands for an operator, which is not renamed here. */
function referenceEdits(file: FileContext, node: NodeIndex, fresh: string): TextEdit[] {
  const { tree, parentOf } = file;
  const parent = parentOf(node);
  if (kindOf(tree, parent) === Kind.VariableExpression) return [replaceWord(file, node, fresh)];
  const clause = parentOf(parent);
  const name = file.textOf(node);
  const quoted = name.startsWith('"') ? name : `"${name}"`;
  const binding = `${quoted} = ${fresh};`;
  if (inheritedNames(file, node).length === 1) {
    return [replaceRange(startOf(tree, clause), endOf(tree, clause), binding)];
  }
  let start = startOf(tree, node);
  while (isWhiteSpace(tree.source[start - 1])) start--;
  return [removeRange(start, endOf(tree, node)), insertAt(endOf(tree, clause), ` ${binding}`)];
}

/** A name is as long as it can be, so nothing behind it can join the new one. */
function replaceWord({ tree }: FileContext, node: NodeIndex, fresh: string): TextEdit {
  return replaceRange(startOf(tree, node), endOf(tree, node), fresh);
}

/** What the name under a cursor is: a use, a definition, an attribute that is selected or bound. */
import { type Definition, type Target, targetOf } from "@lix-tools/eval-core";
import {
  childrenByField,
  expressionOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  staticName,
  type Tree,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";

/** The meaning of a name at one place. */
export type NameAt =
  /** A variable, also one that is inherited. */
  | { readonly kind: "use"; readonly node: NodeIndex; readonly name: string; readonly target: Target }
  | { readonly kind: "definition"; readonly node: NodeIndex; readonly name: string; readonly definition: Definition }
  /** `c` in `e.a.b.c`, with `path` holding `a` and `b`. */
  | {
      readonly kind: "selected";
      readonly node: NodeIndex;
      readonly name: string;
      readonly object: NodeIndex;
      readonly path: readonly string[];
    }
  /** The name of a binding in a set whose names are in nobody's scope. */
  | { readonly kind: "bound"; readonly node: NodeIndex; readonly name: string };

/** Returns the meaning of the identifier or string at a node, or null where it is none. */
export function nameAt(document: Document, word: NodeIndex): NameAt | null {
  const tree = document.tree();
  const parents = document.parents();
  const node = attrOf(tree, parents, word);
  const name = staticName(tree, node);
  if (name === null) return null;
  const target = targetOf(document.resolution(), node);
  if (target !== null) return { kind: "use", node, name, target };
  const definition = document.definitions().get(node);
  if (definition !== undefined) return { kind: "definition", node, name, definition };
  const parent = parents[node] ?? none;
  if (parent === none) return null;
  if (kindOf(tree, parent) === Kind.Attrpath) return inPath(tree, parents, { node, name, attrpath: parent });
  if (fieldOf(tree, node) === Field.Key || kindOf(tree, parent) === Kind.NullSelectExpression) {
    return { kind: "selected", node, name, object: expressionOf(tree, parent), path: [] };
  }
  if (kindOf(tree, parent) !== Kind.InheritedAttrs) return null;
  const inherit = parents[parent] ?? none;
  if (kindOf(tree, inherit) !== Kind.InheritFrom) return { kind: "bound", node, name };
  return { kind: "selected", node, name, object: expressionOf(tree, inherit), path: [] };
}

/** The fragment of a string that is a name stands for the string. */
function attrOf(tree: Tree, parents: Int32Array, word: NodeIndex): NodeIndex {
  if (kindOf(tree, word) !== Kind.StringFragment) return word;
  const string = parents[word] ?? none;
  const place = fieldOf(tree, string);
  const isName = place === Field.Attr || place === Field.Key;
  return kindOf(tree, string) === Kind.StringExpression && isName ? string : word;
}

interface AttrInPath {
  readonly node: NodeIndex;
  readonly name: string;
  readonly attrpath: NodeIndex;
}

function inPath(tree: Tree, parents: Int32Array, { node, name, attrpath }: AttrInPath): NameAt | null {
  const owner = parents[attrpath] ?? none;
  if (kindOf(tree, owner) === Kind.Binding) return { kind: "bound", node, name };
  const path: string[] = [];
  for (const attr of childrenByField(tree, attrpath, Field.Attr)) {
    if (attr === node) {
      const object = expressionOf(tree, owner);
      return object === none ? null : { kind: "selected", node, name, object, path };
    }
    const step = staticName(tree, attr);
    if (step === null) return null;
    path.push(step);
  }
  return null;
}

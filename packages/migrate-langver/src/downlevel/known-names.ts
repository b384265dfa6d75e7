/**
 * The names a set can have at most, as far as its text tells. Used to know that sets have no name in common.
 */
import {
  attrsOf,
  childByField,
  childrenByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  staticName,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";

/** The names, or null where they cannot be known. */
export type KnownNames = ReadonlySet<string> | null;

/** The names of what is nested deeper than this, branch in branch, are not looked for. */
const deepestBranch = 100;

/** Returns the names that the value of an expression can have if it is a set. */
export function namesOf(tree: Tree, node: NodeIndex): KnownNames {
  return namesWithin(tree, node, deepestBranch);
}

/** Returns the names that items of a set give it. */
export function namesOfItems(tree: Tree, items: readonly NodeIndex[]): KnownNames {
  return joinNames(items.map((item) => namesOfItem(tree, item, (unpacked) => namesOf(tree, unpacked))));
}

function namesWithin(tree: Tree, node: NodeIndex, depthLeft: number): KnownNames {
  if (depthLeft === 0) return null;
  const inner = unwrapParentheses(tree, node);
  const further = (part: NodeIndex): KnownNames => namesWithin(tree, part, depthLeft - 1);
  const child = (field: Field): KnownNames => further(childByField(tree, inner, field));
  switch (kindOf(tree, inner)) {
    case Kind.AttrsetExpression: {
      const bindings = childrenByField(tree, inner, Field.Binding);
      return joinNames(bindings.map((item) => namesOfItem(tree, item, further)));
    }
    case Kind.SetSliceExpression:
      return staticNames(tree, childrenByField(tree, inner, Field.Key));
    case Kind.IfExpression:
      return joinNames([child(Field.Consequence), child(Field.Alternative)]);
    case Kind.LetExpression:
    case Kind.WithExpression:
    case Kind.AssertExpression:
      return child(Field.Body);
    default:
      return null;
  }
}

function namesOfItem(tree: Tree, item: NodeIndex, ofUnpacked: (unpacked: NodeIndex) => KnownNames): KnownNames {
  switch (kindOf(tree, item)) {
    case Kind.Binding:
      return staticNames(tree, attrsOf(tree, item).slice(0, 1));
    case Kind.Inherit:
    case Kind.InheritFrom: {
      const attrs = childByField(tree, item, Field.Attrs);
      return attrs === none ? new Set() : staticNames(tree, childrenByField(tree, attrs, Field.Attr));
    }
    case Kind.SetUnpack:
      return ofUnpacked(childByField(tree, item, Field.Expression));
    default:
      return null;
  }
}

function staticNames(tree: Tree, attrs: readonly NodeIndex[]): KnownNames {
  const names = attrs.map((attr) => staticName(tree, attr));
  return names.includes(null) ? null : new Set(names.filter((name) => name !== null));
}

/** Returns the names that are in any of the sets, or null where those of one are not known. */
export function joinNames(sets: readonly KnownNames[]): KnownNames {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === null) return null;
    for (const name of set) all.add(name);
  }
  return all;
}

/** Tells whether no name is in two of the sets. */
export function areDisjoint(sets: readonly KnownNames[]): boolean {
  const seen = new Set<string>();
  for (const set of sets) {
    if (set === null) return false;
    for (const name of set) {
      if (seen.has(name)) return false;
      seen.add(name);
    }
  }
  return true;
}

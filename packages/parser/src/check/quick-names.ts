/**
 * Whether a set has anything to say about its names beyond a list of different ones: no name may stand twice, all can be
 * told from their bytes. Most sets pass and are not looked at further.
 */
import { staticName } from "../ast/names.ts";
import { Field, Kind } from "../cst/kinds.generated.ts";
import { childByKind, endOf, fieldOf, kindOf, type NodeIndex, none, sizeOf, startOf, type Tree } from "../cst/tree.ts";
import type { NameHashes } from "./name-hashes.ts";

/** Tells whether two definitions in a set or `let` may share their first name, so that there is a duplicate or merge. */
export function mayRepeatNames(tree: Tree, node: NodeIndex, hashes: NameHashes): boolean {
  hashes.clear();
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    switch (kindOf(tree, child)) {
      case Kind.Binding:
        // A binding begins with its path, a path with its first name.
        if (!addName(tree, child + 2, hashes)) return true;
        break;
      case Kind.Inherit:
      case Kind.InheritFrom:
        if (!addInheritedNames(tree, child, hashes)) return true;
        break;
      case Kind.SetUnpack:
      case Kind.InheritPaths:
        return true;
      default:
    }
  }
  return hashes.mayRepeat();
}

function addInheritedNames(tree: Tree, item: NodeIndex, hashes: NameHashes): boolean {
  const attrs = childByKind(tree, item, Kind.InheritedAttrs);
  if (attrs === none) return true;
  const end = attrs + sizeOf(tree, attrs);
  for (let attr = attrs + 1; attr < end; attr += sizeOf(tree, attr)) {
    if (fieldOf(tree, attr) === Field.Attr && !addName(tree, attr, hashes)) return false;
  }
  return true;
}

/** Returns false for a name whose bytes in the source may not be the name itself. */
function addName(tree: Tree, attr: NodeIndex, hashes: NameHashes): boolean {
  const kind = kindOf(tree, attr);
  if (kind === Kind.Identifier) {
    hashes.add(tree.source, startOf(tree, attr), endOf(tree, attr));
    return true;
  }
  if (kind === Kind.StringExpression) {
    if (sizeOf(tree, attr) !== 4 || kindOf(tree, attr + 2) !== Kind.StringFragment) return false;
    const start = startOf(tree, attr + 2);
    const end = endOf(tree, attr + 2);
    hashes.add(tree.source, start, end);
    // A CR is read as a line feed.
    return !tree.source.subarray(start, end).includes(0x0d);
  }
  // `${"x"}` is the name x; other interpolations are computed and clash only when evaluated.
  return staticName(tree, attr) === null;
}

/** Tells whether `bindingTree` may report any event for the set. */
export function mayHaveEvents(tree: Tree, node: NodeIndex, hashes: NameHashes): boolean {
  const kind = kindOf(tree, node);
  const isRecursive = kind === Kind.RecAttrsetExpression || kind === Kind.LetAttrsetExpression;
  return (isRecursive && hasSpecialName(tree, node)) || mayRepeatNames(tree, node, hashes);
}

/** Tells whether a recursive set has a name that is computed or may be `__overrides`. */
function hasSpecialName(tree: Tree, node: NodeIndex): boolean {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === Kind.Binding && isSpecial(tree, child + 2)) return true;
    if (kind !== Kind.Inherit && kind !== Kind.InheritFrom) continue;
    const attrs = childByKind(tree, child, Kind.InheritedAttrs);
    if (attrs !== none && hasSpecialInherit(tree, attrs)) return true;
  }
  return false;
}

function hasSpecialInherit(tree: Tree, attrs: NodeIndex): boolean {
  const end = attrs + sizeOf(tree, attrs);
  for (let attr = attrs + 1; attr < end; attr += sizeOf(tree, attr)) if (isSpecial(tree, attr)) return true;
  return false;
}

function isSpecial(tree: Tree, attr: NodeIndex): boolean {
  if (kindOf(tree, attr) !== Kind.Identifier) return kindOf(tree, attr) !== Kind.Comment;
  const start = startOf(tree, attr);
  return tree.source[start] === 0x5f && endOf(tree, attr) - start === "__overrides".length;
}

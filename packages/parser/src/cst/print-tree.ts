/**
 * A tree back to bytes. The records decide: bytes come from the leaves and from the white space between them, so what
 * no record holds is missing from the result, and comparing it with the source proves the tree lossless.
 */
import { CharClass, charClasses } from "../fast/characters.ts";
import { endOf, isLeaf, startOf, type Tree } from "./tree.ts";

/** Returns the text of the tree. For a sound tree it equals `tree.source` byte for byte. */
export function printTree(tree: Tree): Uint8Array {
  const printed = new Uint8Array(tree.source.length);
  let length = 0;
  let position = 0;
  const copy = (start: number, end: number): void => {
    const bytes = tree.source.subarray(start, end);
    if (length + bytes.length > printed.length) return; // an unsound tree, seen by the comparison
    printed.set(bytes, length);
    length += bytes.length;
  };
  for (let node = 1; node < tree.nodeCount; node++) {
    if (!isLeaf(tree, node)) continue;
    copy(position, whiteSpaceEnd(tree.source, position, startOf(tree, node)));
    copy(startOf(tree, node), endOf(tree, node));
    position = endOf(tree, node);
  }
  copy(position, whiteSpaceEnd(tree.source, position, tree.source.length));
  return printed.subarray(0, length);
}

function whiteSpaceEnd(source: Uint8Array, start: number, limit: number): number {
  let end = start;
  while (end < limit && (charClasses[source[end] ?? 0] ?? 0) & CharClass.Space) end++;
  return end;
}

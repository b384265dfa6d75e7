/**
 * The invariants of a tree, for tests and for engines that come from outside. A tree that passes is lossless: its leaves
 * and the white space between them are the file.
 */
import { CharClass, charClasses } from "../fast/characters.ts";
import { Kind } from "./kinds.generated.ts";
import { endOf, isMissing, kindOf, sizeOf, startOf, type Tree } from "./tree.ts";

/** Returns what is wrong with the tree, in words; an empty list for a sound one. */
export function checkTree(tree: Tree): string[] {
  const problems: string[] = [];
  if (kindOf(tree, 0) !== Kind.SourceCode) problems.push("the root is not a `source_code`");
  if (sizeOf(tree, 0) !== tree.nodeCount) problems.push("the root does not hold every record");
  if (startOf(tree, 0) !== 0 || endOf(tree, 0) !== tree.source.length) problems.push("the root does not span the file");
  const ends = [tree.nodeCount];
  const parents = [0];
  let leafEnd = 0;
  for (let node = 0; node < tree.nodeCount; node++) {
    while (node >= (ends.at(-1) ?? 0)) {
      ends.pop();
      parents.pop();
    }
    const parent = parents.at(-1) ?? 0;
    const size = sizeOf(tree, node);
    if (size < 1 || node + size > (ends.at(-1) ?? 0)) problems.push(`node ${node} leaves its parent's records`);
    if (startOf(tree, node) < startOf(tree, parent) || endOf(tree, node) > endOf(tree, parent)) {
      problems.push(`node ${node} leaves its parent's span`);
    }
    if (size > 1) {
      ends.push(node + size);
      parents.push(node);
    } else if (node > 0) {
      checkLeaf(tree, node, leafEnd, problems);
      leafEnd = endOf(tree, node);
    }
  }
  if (!isWhiteSpace(tree, leafEnd, tree.source.length)) problems.push("text after the last leaf has no record");
  return problems;
}

function checkLeaf(tree: Tree, node: number, previousEnd: number, problems: string[]): void {
  const start = startOf(tree, node);
  if (start < previousEnd) problems.push(`leaf ${node} overlaps the one before`);
  if (endOf(tree, node) === start && !isMissing(tree, node)) problems.push(`leaf ${node} is empty`);
  if (!isWhiteSpace(tree, previousEnd, start)) problems.push(`text before leaf ${node} has no record`);
}

function isWhiteSpace(tree: Tree, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (!((charClasses[tree.source[at] ?? 0] ?? 0) & CharClass.Space)) return false;
  }
  return true;
}

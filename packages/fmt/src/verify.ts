/**
 * Proof that formatting changed nothing that counts: two trees are compared node by node, comments and separating commas
 * left out, strings by value. What may differ besides is what the style rewrites: a URL becomes a string, an indented
 * string of one line a plain one.
 */
import {
  decodeString,
  endOf,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  sizeOf,
  startOf,
  type Tree,
} from "@lix-tools/parser";

/** The first nodes at which two trees differ. */
export interface TreeMismatch {
  readonly before: NodeIndex;
  readonly after: NodeIndex;
}

/** Returns where the trees differ in meaning, or null if they do not. */
export function compareTrees(before: Tree, after: Tree): TreeMismatch | null {
  return compareNodes({ before, after }, 0, 0);
}

interface TreePair {
  readonly before: Tree;
  readonly after: Tree;
}

/** Compares two subtrees without recursion, but for what is inside strings. */
function compareNodes(pair: TreePair, first: NodeIndex, second: NodeIndex): TreeMismatch | null {
  const { before, after } = pair;
  const firstEnd = first + sizeOf(before, first);
  const secondEnd = second + sizeOf(after, second);
  // Ends of the nodes that are open, by turns in one tree and in the other.
  const ends: number[] = [];
  let [innerFirst, innerSecond] = [firstEnd, secondEnd];
  let a = first;
  let b = second;
  for (;;) {
    while (a < innerFirst && isIgnored(before, a)) a++;
    while (b < innerSecond && isIgnored(after, b)) b++;
    if (a >= innerFirst || b >= innerSecond) {
      if (a < innerFirst || b < innerSecond) return { before: a, after: b };
      if (ends.length === 0) return null;
      innerSecond = ends.pop() ?? secondEnd;
      innerFirst = ends.pop() ?? firstEnd;
      continue;
    }
    const kind = kindOf(before, a);
    const other = kindOf(after, b);
    const size = sizeOf(before, a);
    const otherSize = sizeOf(after, b);
    if (isString(kind) && isString(other)) {
      const mismatch = compareStrings(pair, a, b);
      if (mismatch !== null) return mismatch;
      a += size;
      b += otherSize;
      continue;
    }
    if (kind !== other) return { before: a, after: b };
    if (size === 1 || otherSize === 1) {
      // Keywords and punctuation have but one spelling.
      const isSame = size === otherSize && (kind >= Kind.Bang || isSameLeaf(pair, a, b));
      if (!isSame) return { before: a, after: b };
    } else {
      ends.push(innerFirst, innerSecond);
      innerFirst = a + size;
      innerSecond = b + otherSize;
    }
    a++;
    b++;
  }
}

function isIgnored(tree: Tree, node: NodeIndex): boolean {
  const kind = kindOf(tree, node);
  return kind === Kind.Comment || kind === Kind.Comma;
}

function isString(kind: Kind): boolean {
  return kind === Kind.StringExpression || kind === Kind.IndentedStringExpression || kind === Kind.UriExpression;
}

function isSameLeaf({ before, after }: TreePair, a: NodeIndex, b: NodeIndex): boolean {
  const start = startOf(before, a);
  const shift = startOf(after, b) - start;
  if (endOf(before, a) + shift !== endOf(after, b)) return false;
  for (let at = start; at < endOf(before, a); at++) if (before.source[at] !== after.source[at + shift]) return false;
  return true;
}

function compareStrings(pair: TreePair, a: NodeIndex, b: NodeIndex): TreeMismatch | null {
  const { before, after } = pair;
  if (kindOf(before, a) === kindOf(after, b) && isSameLeaf(pair, a, b)) return null;
  const first = partsOf(before, a);
  const second = partsOf(after, b);
  if (first.length !== second.length) return { before: a, after: b };
  for (const [index, part] of first.entries()) {
    const other = second[index];
    if (typeof part === "string" || typeof other !== "number") {
      if (part !== other) return { before: a, after: b };
      continue;
    }
    const mismatch = compareNodes(pair, part, other);
    if (mismatch !== null) return mismatch;
  }
  return null;
}

function partsOf(tree: Tree, node: NodeIndex): readonly (string | NodeIndex)[] {
  return kindOf(tree, node) === Kind.UriExpression ? [latin1Of(tree, node)] : decodeString(tree, node);
}

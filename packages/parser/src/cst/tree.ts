/**
 * The lossless syntax tree: a source and its records (`layout.ts`). There are two ways to read it. Hot loops take
 * `records` and count in words. Everything else calls the functions below with a `NodeIndex`, which is the number of
 * the record in preorder; they allocate nothing. A tree is a value: nobody changes it after the parser made it.
 */
import type { Langver } from "../langver/langver.ts";
import type { Span } from "../text/span.ts";
import { type Field, firstTokenKind, type Kind } from "./kinds.generated.ts";
import { fieldMask, fieldShift, Flag, flagShift, kindMask, recordWords } from "./layout.ts";

/** The number of a record of one tree, or `none`. */
export type NodeIndex = number;

/** The answer of functions that found no node. */
export const none: NodeIndex = -1;

/** The index of every tree's root, a `source_code`. */
export const root: NodeIndex = 0;

export interface Tree {
  /** The whole file as given. */
  readonly source: Uint8Array;
  /** `nodeCount` records of `recordWords` words; the array may be longer. */
  readonly records: Uint32Array;
  readonly nodeCount: number;
  /** The language the source was read as. */
  readonly langver: Langver;
}

/** Returns the kind of a node. */
export function kindOf(tree: Tree, node: NodeIndex): Kind {
  return ((tree.records[node * recordWords] ?? 0) & kindMask) as Kind;
}

/** Returns the field a node has in its parent; field 0 is none. */
export function fieldOf(tree: Tree, node: NodeIndex): Field {
  return (((tree.records[node * recordWords] ?? 0) >>> fieldShift) & fieldMask) as Field;
}

/** Returns the offset of a node's first byte. */
export function startOf(tree: Tree, node: NodeIndex): number {
  return tree.records[node * recordWords + 1] ?? 0;
}

/** Returns the offset after a node's last byte. */
export function endOf(tree: Tree, node: NodeIndex): number {
  return tree.records[node * recordWords + 2] ?? 0;
}

/** Returns the number of records of the subtree; the record after the subtree is `node + sizeOf(tree, node)`. */
export function sizeOf(tree: Tree, node: NodeIndex): number {
  return tree.records[node * recordWords + 3] ?? 1;
}

/** Tells whether the node is an error, is missing, or has such a node below it. */
export function hasError(tree: Tree, node: NodeIndex): boolean {
  return (((tree.records[node * recordWords] ?? 0) >>> flagShift) & Flag.HasError) !== 0;
}

/** Tells whether the source lacks this token: the node is empty and stands where the token was expected. */
export function isMissing(tree: Tree, node: NodeIndex): boolean {
  return (((tree.records[node * recordWords] ?? 0) >>> flagShift) & Flag.Missing) !== 0;
}

/** Tells whether the node is a named node of the grammar and not a plain token. */
export function isNamed(tree: Tree, node: NodeIndex): boolean {
  return kindOf(tree, node) < firstTokenKind;
}

/** Tells whether a node has no children. */
export function isLeaf(tree: Tree, node: NodeIndex): boolean {
  return sizeOf(tree, node) === 1;
}

/** Returns the first child, comments and tokens included, or `none`. */
export function firstChild(tree: Tree, node: NodeIndex): NodeIndex {
  return sizeOf(tree, node) > 1 ? node + 1 : none;
}

/** Returns the children in source order, comments and tokens included. */
export function childrenOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  const children: NodeIndex[] = [];
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) children.push(child);
  return children;
}

/** Returns the first child with the field, or `none`. */
export function childByField(tree: Tree, node: NodeIndex, field: Field): NodeIndex {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (fieldOf(tree, child) === field) return child;
  }
  return none;
}

/** Returns all children with the field, in source order. */
export function childrenByField(tree: Tree, node: NodeIndex, field: Field): NodeIndex[] {
  const children: NodeIndex[] = [];
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (fieldOf(tree, child) === field) children.push(child);
  }
  return children;
}

/** Returns the first child of the kind, or `none`. */
export function childByKind(tree: Tree, node: NodeIndex, kind: Kind): NodeIndex {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (kindOf(tree, child) === kind) return child;
  }
  return none;
}

/** Returns the parent of every node as an array indexed by node; the root's parent is `none`. */
export function parentsOf(tree: Tree): Int32Array {
  const parents = new Int32Array(tree.nodeCount).fill(none);
  for (let node = 0; node < tree.nodeCount; node++) {
    const end = node + sizeOf(tree, node);
    for (let child = node + 1; child < end; child += sizeOf(tree, child)) parents[child] = node;
  }
  return parents;
}

/** Returns the range of a node in the source. */
export function spanOf(tree: Tree, node: NodeIndex): Span {
  return { start: startOf(tree, node), end: endOf(tree, node) };
}

/** Returns the source text of a node as bytes, without a copy. */
export function bytesOf(tree: Tree, node: NodeIndex): Uint8Array {
  return tree.source.subarray(startOf(tree, node), endOf(tree, node));
}

/**
 * Returns the source text of a node one character per byte (Latin-1), which never fails and keeps invalid UTF-8 apart.
 * Names compare equal exactly when their bytes do. For showing text to people use `textOf`.
 */
export function latin1Of(tree: Tree, node: NodeIndex): string {
  return sliceLatin1(tree.source, startOf(tree, node), endOf(tree, node));
}

/** Returns the source text of a node decoded as UTF-8, with U+FFFD for invalid bytes. */
export function textOf(tree: Tree, node: NodeIndex): string {
  return new TextDecoder().decode(bytesOf(tree, node));
}

/** Below this many bytes a loop beats a call with one argument per byte (bench/parse.bench.mjs). */
const shortText = 16;
/** Arguments of one call; engines allow at least this many. */
const longestCall = 8192;

/** Returns the bytes from `start` to `end` as one character per byte. */
export function sliceLatin1(source: Uint8Array, start: number, end: number): string {
  let text = "";
  if (end - start < shortText) {
    for (let at = start; at < end; at++) text += String.fromCharCode(source[at] ?? 0);
    return text;
  }
  for (let from = start; from < end; from += longestCall) {
    const bytes: ArrayLike<number> = source.subarray(from, Math.min(end, from + longestCall));
    // A typed array is as good as an array here, which the library's types do not say.
    text += String.fromCharCode.apply(null, bytes as number[]);
  }
  return text;
}

/**
 * From the order in which the parser finishes nodes to the order in which trees are read.
 *
 * In postorder a subtree of `size` records ends at its root; in preorder it begins there. A node that is number `i` in
 * postorder and has `d` ancestors is number `i - size + 1 + d` in preorder: all but its own subtree's records before
 * it stay before it, and its ancestors, which came after it, now come first. Walking backwards keeps the ancestors on
 * a stack, so the pass is linear.
 *
 * Example, `f x` as postorder `x? f→0 x→1 apply→2`: the apply has size 3 and no ancestor, 2 - 3 + 1 + 0 = 0; `f` has
 * size 1 and one ancestor, 0 - 1 + 1 + 1 = 1; `x` goes to 1 - 1 + 1 + 1 = 2.
 */
import type { Allocate } from "../cst/allocate.ts";
import { recordWords } from "../cst/layout.ts";

/** Where trees go that last no longer than until the next is made, and where the memory of others comes from. */
export interface PreorderMemory {
  readonly allocate: Allocate;
  records: Uint32Array;
  /** For each ancestor the number of the record just before its subtree. */
  before: Int32Array;
}

/** Returns memory for `toPreorder`. */
export function createPreorderMemory(allocate: Allocate): PreorderMemory {
  return { allocate, records: new Uint32Array(1 << 14), before: new Int32Array(256) };
}

/** Returns the records in preorder, in a new array of just their length. */
export function toPreorder(postorder: Uint32Array, wordCount: number, memory: PreorderMemory): Uint32Array {
  const preorder = new Uint32Array(memory.allocate(wordCount * Uint32Array.BYTES_PER_ELEMENT));
  fillPreorder(preorder, postorder, { wordCount, memory });
  return preorder;
}

/** Returns the records in preorder, in the memory, which may be longer. */
export function toFleetingPreorder(postorder: Uint32Array, wordCount: number, memory: PreorderMemory): Uint32Array {
  if (memory.records.length < wordCount) memory.records = new Uint32Array(wordCount * 2);
  fillPreorder(memory.records, postorder, { wordCount, memory });
  return memory.records;
}

function fillPreorder(
  preorder: Uint32Array,
  postorder: Uint32Array,
  { wordCount, memory }: { readonly wordCount: number; readonly memory: PreorderMemory },
): void {
  let { before } = memory;
  let depth = 0;
  for (let i = (wordCount >> 2) - 1; i >= 0; i--) {
    while (depth > 0 && i <= (before[depth - 1] ?? 0)) depth--;
    const from = i * recordWords;
    const size = postorder[from + 3] ?? 1;
    const to = (i - size + 1 + depth) * recordWords;
    preorder[to] = postorder[from] ?? 0;
    preorder[to + 1] = postorder[from + 1] ?? 0;
    preorder[to + 2] = postorder[from + 2] ?? 0;
    preorder[to + 3] = size;
    if (size === 1) continue;
    if (depth === before.length) {
      const larger = new Int32Array(before.length * 2);
      larger.set(before);
      before = larger;
      memory.before = larger;
    }
    before[depth++] = i - size;
  }
}

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
import { recordWords } from "../cst/layout.ts";

/** Returns the records in preorder, in a new array of just their length. */
export function toPreorder(postorder: Uint32Array, wordCount: number): Uint32Array {
  const preorder = new Uint32Array(wordCount);
  /** For each ancestor the number of the record just before its subtree. */
  let before = new Int32Array(256);
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
    }
    before[depth++] = i - size;
  }
  return preorder;
}

/** What an editor selects when the selection is widened: the nodes around the cursor. */
import { type NodeIndex, none, type Span, spanOf } from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { leafAt } from "../facts/cursor.ts";

/** Returns spans around an offset, each larger than the one before it. */
export function findSelectionSpans(document: Document, offset: number): Span[] {
  const tree = document.tree();
  const parents = document.parents();
  const spans: Span[] = [];
  for (let node: NodeIndex = leafAt(tree, offset); node !== none; node = parents[node] ?? none) {
    const span = spanOf(tree, node);
    const inner = spans.at(-1);
    if (inner === undefined || span.start < inner.start || span.end > inner.end) spans.push(span);
  }
  return spans;
}

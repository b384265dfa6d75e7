/**
 * Formatting a part of a file: the whole is formatted, and of the result only the bindings, elements or arguments that
 * the range touches are taken over. So a range looks as it would in the formatted file, and what is outside keeps its
 * bytes.
 */
import {
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  type Span,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { createFormatter, format, type Formatter, type FormatResult, parseForFormatting } from "./format.ts";
import type { FormatOptions } from "./options.ts";

/** What formatting a range amounts to. */
export interface RangeResult {
  /** The changes, none or one. */
  readonly edits: readonly TextEdit[];
  readonly diagnostics: FormatResult["diagnostics"];
}

/** Returns the edit that formats what the range touches. Never throws for bad input. */
export function formatRange(
  source: Uint8Array,
  range: Span,
  options: FormatOptions = {},
  formatter: Formatter = createFormatter(),
): RangeResult {
  const { text, isChanged, diagnostics } = format(source, { ...options, verify: "always" }, formatter);
  if (text === null || !isChanged) return { edits: [], diagnostics };
  const formatted = text.slice();
  const before = parseForFormatting(source, options, formatter);
  if ("diagnostics" in before) return { edits: [], diagnostics: before.diagnostics };
  const { tree } = before;
  const after = parseForFormatting(formatted, { langver: tree.langver }, formatter);
  if ("diagnostics" in after) return { edits: [], diagnostics: after.diagnostics };
  const touched = touchedItems(tree, range);
  const first = counterpart(tree, after.tree, touched.first);
  const last = counterpart(tree, after.tree, touched.last);
  if (first === none || last === none) return { edits: [], diagnostics };
  const span = { start: startOf(tree, touched.first), end: endOf(tree, touched.last) };
  const replacement = formatted.subarray(startOf(after.tree, first), endOf(after.tree, last));
  return { edits: [{ span, text: new TextDecoder().decode(replacement) }], diagnostics };
}

interface TouchedItems {
  readonly first: NodeIndex;
  readonly last: NodeIndex;
}

/** Returns the first and the last item of the innermost container whose items cover the range. */
function touchedItems(tree: Tree, range: Span): TouchedItems {
  let best: TouchedItems = { first: expressionOfFile(tree), last: expressionOfFile(tree) };
  for (let node = 0; node < tree.nodeCount; node++) {
    if (startOf(tree, node) > range.end) break;
    if (startOf(tree, node) > range.start || endOf(tree, node) < range.end) continue;
    const items = itemsOf(tree, node).filter(
      (item) => endOf(tree, item) > range.start && startOf(tree, item) < Math.max(range.end, range.start + 1),
    );
    const first = items[0];
    const last = items.at(-1);
    if (first !== undefined && last !== undefined) best = { first, last };
  }
  return best;
}

function expressionOfFile(tree: Tree): NodeIndex {
  let node = 1;
  while (fieldOf(tree, node) !== Field.Expression && node < tree.nodeCount) node += sizeOf(tree, node);
  return node;
}

/** Returns the children that can be formatted alone: bindings, list elements and formals. */
function itemsOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  const items: NodeIndex[] = [];
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    const field = fieldOf(tree, child);
    if (field === Field.Binding || field === Field.Element || field === Field.Formal) items.push(child);
  }
  return items;
}

/** Returns the node of `after` at the place that `node` has in `before`, comments and commas not counted. */
function counterpart(before: Tree, after: Tree, node: NodeIndex): NodeIndex {
  let from = 0;
  let to = 0;
  while (from !== node) {
    const ordinal = childAround(before, from, node);
    if (ordinal === null) return none;
    from = ordinal.child;
    to = significantChild(after, to, ordinal.index);
    if (to === none) return none;
  }
  return to;
}

function childAround(tree: Tree, parent: NodeIndex, node: NodeIndex): { child: NodeIndex; index: number } | null {
  let index = 0;
  const end = parent + sizeOf(tree, parent);
  for (let child = parent + 1; child < end; child += sizeOf(tree, child)) {
    if (node >= child && node < child + sizeOf(tree, child)) return { child, index };
    if (isSignificant(tree, child)) index++;
  }
  return null;
}

function significantChild(tree: Tree, parent: NodeIndex, index: number): NodeIndex {
  let left = index;
  const end = parent + sizeOf(tree, parent);
  for (let child = parent + 1; child < end; child += sizeOf(tree, child)) {
    if (isSignificant(tree, child) && left-- === 0) return child;
  }
  return none;
}

function isSignificant(tree: Tree, node: NodeIndex): boolean {
  const kind = kindOf(tree, node);
  if (kind === Kind.StringFragment || kind === Kind.EscapeSequence) return false;
  return kind !== Kind.Comment && kind !== Kind.Comma;
}

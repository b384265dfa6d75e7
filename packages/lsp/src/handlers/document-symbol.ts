/**
 * The outline of a file: every binding with what is bound inside its value, in the order of the source. Built in one
 * pass without recursion; what is nested deeper than editors show well is left out.
 */
import {
  childByField,
  childrenByField,
  endOf,
  expressionOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
  textOf,
  type Tree,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { sortOf } from "../facts/sorts.ts";
import type { OutlineEntry } from "../results.ts";

/** Levels of the outline. */
const mostLevels = 64;

interface OpenEntry {
  readonly end: NodeIndex;
  readonly children: OutlineEntry[];
}

/** Returns the outline. */
export function findOutline(document: Document): OutlineEntry[] {
  const tree = document.tree();
  const top: OutlineEntry[] = [];
  const open: OpenEntry[] = [{ end: tree.nodeCount, children: top }];
  for (let node = 0; node < tree.nodeCount; node++) {
    while (node >= (open.at(-1)?.end ?? tree.nodeCount)) open.pop();
    const entries = entriesAt(tree, node);
    if (entries.length === 0 || open.length > mostLevels) continue;
    open.at(-1)?.children.push(...entries);
    const [entry] = entries;
    if (kindOf(tree, node) === Kind.Binding && entry !== undefined) {
      open.push({ end: node + sizeOf(tree, node), children: entry.children });
    }
  }
  return top;
}

function entriesAt(tree: Tree, node: NodeIndex): OutlineEntry[] {
  switch (kindOf(tree, node)) {
    case Kind.Binding:
      return bindingEntry(tree, node);
    case Kind.InheritedAttrs:
      return childrenByField(tree, node, Field.Attr).map((attr) => inheritEntry(tree, attr));
    default:
      return [];
  }
}

function bindingEntry(tree: Tree, node: NodeIndex): OutlineEntry[] {
  const attrpath = childByField(tree, node, Field.Attrpath);
  if (attrpath === none || startOf(tree, attrpath) === endOf(tree, attrpath)) return [];
  const value = expressionOf(tree, node);
  const sort = sortOf(tree, value, "variable");
  const detail = sort === "function" ? parametersOf(tree, value) : "";
  const name = oneLine(textOf(tree, attrpath));
  return [{ name, sort, detail, span: spanOf(tree, node), nameSpan: spanOf(tree, attrpath), children: [] }];
}

function inheritEntry(tree: Tree, attr: NodeIndex): OutlineEntry {
  const span = spanOf(tree, attr);
  return {
    name: oneLine(textOf(tree, attr)),
    sort: "variable",
    detail: "inherited",
    span,
    nameSpan: span,
    children: [],
  };
}

/** Returns the parameters of a function as written, on one line and cut where they are long. */
function parametersOf(tree: Tree, value: NodeIndex): string {
  if (kindOf(tree, value) !== Kind.FunctionExpression) return "";
  const body = childByField(tree, value, Field.Body);
  if (body === none) return "";
  const bytes = tree.source.subarray(startOf(tree, value), Math.min(startOf(tree, body), startOf(tree, value) + 200));
  return oneLine(new TextDecoder().decode(bytes));
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

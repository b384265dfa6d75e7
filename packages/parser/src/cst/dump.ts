/**
 * Trees as text for people and tests: the S-expression of tree-sitter, and JSON.
 */
import { fieldNames, kindNames } from "./kinds.generated.ts";
import {
  childrenOf,
  endOf,
  fieldOf,
  isLeaf,
  isMissing,
  isNamed,
  kindOf,
  type NodeIndex,
  root,
  sizeOf,
  startOf,
  textOf,
  type Tree,
} from "./tree.ts";

/** How `dumpSexp` shows a tree. */
export interface SexpOptions {
  /** Adds byte ranges, and the text of named leaves. */
  readonly spans?: "none" | "bytes";
}

/**
 * Returns the named nodes as tree-sitter prints them, one node a line, two spaces a level. Does not recurse.
 *
 *     (source_code
 *       expression: (variable_expression
 *         name: (identifier)))
 */
export function dumpSexp(tree: Tree, options: SexpOptions = {}): string {
  const lines: string[] = [];
  const ends: number[] = [];
  for (let node = root; node < tree.nodeCount; node++) {
    closeFinished(lines, ends, node);
    if (!isNamed(tree, node) && !isMissing(tree, node)) continue;
    lines.push("  ".repeat(ends.length) + openingText(tree, node, options));
    if (isLeaf(tree, node)) appendToLast(lines, ")");
    else ends.push(node + sizeOf(tree, node));
  }
  closeFinished(lines, ends, tree.nodeCount);
  return lines.join("\n");
}

function closeFinished(lines: string[], ends: number[], node: NodeIndex): void {
  while (ends.length > 0 && node >= (ends.at(-1) ?? 0)) {
    ends.pop();
    appendToLast(lines, ")");
  }
}

function appendToLast(lines: string[], text: string): void {
  lines[lines.length - 1] += text;
}

function openingText(tree: Tree, node: NodeIndex, options: SexpOptions): string {
  const field = fieldNames[fieldOf(tree, node)] ?? "";
  const kind = kindNames[kindOf(tree, node)] ?? "";
  const name = isMissing(tree, node) ? `MISSING ${isNamed(tree, node) ? kind : JSON.stringify(kind)}` : kind;
  const label = field === "" ? `(${name}` : `${field}: (${name}`;
  if (options.spans !== "bytes") return label;
  const range = `${label} [${startOf(tree, node)}, ${endOf(tree, node)}]`;
  return isLeaf(tree, node) ? `${range} ${JSON.stringify(textOf(tree, node))}` : range;
}

/** A node of `dumpJson`: leaves have `text`, other nodes `children`, tokens and comments included. */
export interface JsonNode {
  readonly kind: string;
  readonly field?: string;
  readonly start: number;
  readonly end: number;
  readonly missing?: true;
  readonly text?: string;
  readonly children?: readonly JsonNode[];
}

/** Returns the whole tree as plain data. Nesting is as deep as the tree's. */
export function dumpJson(tree: Tree, node: NodeIndex = root): JsonNode {
  const field = fieldNames[fieldOf(tree, node)] ?? "";
  const head = {
    kind: kindNames[kindOf(tree, node)] ?? "",
    ...(field === "" ? {} : { field }),
    start: startOf(tree, node),
    end: endOf(tree, node),
    ...(isMissing(tree, node) ? { missing: true as const } : {}),
  };
  if (isLeaf(tree, node)) return { ...head, text: textOf(tree, node) };
  return { ...head, children: childrenOf(tree, node).map((child) => dumpJson(tree, child)) };
}

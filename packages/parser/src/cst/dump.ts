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
  return [...sexpLines(tree, options)].join("\n");
}

/** Levels beyond this are not indented further: deep trees would be made of white space. */
const deepestIndentation = 400;

/** Yields the lines of `dumpSexp` one by one, for trees whose text is too long for one string. */
export function* sexpLines(tree: Tree, options: SexpOptions = {}): Generator<string, void, undefined> {
  const ends: number[] = [];
  let line: string | null = null;
  for (let node = root; node < tree.nodeCount; node++) {
    line = closeFinished(line, ends, node);
    if (!isNamed(tree, node) && !isMissing(tree, node)) continue;
    if (line !== null) yield line;
    line = "  ".repeat(Math.min(ends.length, deepestIndentation)) + openingText(tree, node, options);
    if (isLeaf(tree, node)) line += ")";
    else ends.push(node + sizeOf(tree, node));
  }
  line = closeFinished(line, ends, tree.nodeCount);
  if (line !== null) yield line;
}

function closeFinished(line: string | null, ends: number[], node: NodeIndex): string | null {
  return line === null ? null : line + ")".repeat(popFinished(ends, node));
}

/** Forgets the open nodes that end before this one, and returns how many they were. */
function popFinished(ends: number[], node: NodeIndex): number {
  let count = 0;
  for (; ends.length > 0 && node >= (ends.at(-1) ?? 0); count++) ends.pop();
  return count;
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

/** Returns the whole tree as plain data. Nesting is as deep as the tree's; `jsonPieces` has no such limit. */
export function dumpJson(tree: Tree, node: NodeIndex = root): JsonNode {
  const head = jsonHead(tree, node);
  if (isLeaf(tree, node)) return { ...head, text: textOf(tree, node) };
  return { ...head, children: childrenOf(tree, node).map((child) => dumpJson(tree, child)) };
}

/** Yields the JSON text of `dumpJson`'s value in pieces, a line break before every node. Does not recurse. */
export function* jsonPieces(tree: Tree): Generator<string, void, undefined> {
  const ends: number[] = [];
  let isFirstChild = true;
  for (let node = root; node < tree.nodeCount; node++) {
    const closing = "]}".repeat(popFinished(ends, node));
    const separator = node === root ? "" : isFirstChild ? "\n" : `${closing},\n`;
    isFirstChild = !isLeaf(tree, node);
    if (isFirstChild) {
      yield `${separator}${JSON.stringify(jsonHead(tree, node)).slice(0, -1)},"children":[`;
      ends.push(node + sizeOf(tree, node));
    } else {
      yield separator + JSON.stringify({ ...jsonHead(tree, node), text: textOf(tree, node) });
    }
  }
  yield "]}".repeat(ends.length);
}

function jsonHead(tree: Tree, node: NodeIndex): Omit<JsonNode, "text" | "children"> {
  const field = fieldNames[fieldOf(tree, node)] ?? "";
  return {
    kind: kindNames[kindOf(tree, node)] ?? "",
    ...(field === "" ? {} : { field }),
    start: startOf(tree, node),
    end: endOf(tree, node),
    ...(isMissing(tree, node) ? { missing: true as const } : {}),
  };
}

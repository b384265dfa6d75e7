/**
 * Finds the place of a configuration problem in the text and makes a diagnostic of it. Loaded only when there is one:
 * reading TOML with places takes a second parser.
 */
import type { Diagnostic, Span } from "@lix-tools/parser";
import { type AST, parseTOML } from "toml-eslint-parser";
import type { ConfigProblem, KeyPlace } from "./parse-config.ts";

/** Returns the diagnostic of a problem; spans count bytes of the text as UTF-8. */
export function locateProblem(text: string, { code, message, place }: ConfigProblem): Diagnostic {
  const [start, end] = "path" in place ? rangeOfKey(text, place) : rangeOfPosition(text, place.line, place.column);
  return { code, severity: "error", message, span: toByteSpan(text, start, end) };
}

/** A range of UTF-16 positions, as the TOML parser counts. */
type TextRange = readonly [start: number, end: number];

function toByteSpan(text: string, start: number, end: number): Span {
  return { start: Buffer.byteLength(text.slice(0, start)), end: Buffer.byteLength(text.slice(0, end)) };
}

function rangeOfPosition(text: string, line: number, column: number): TextRange {
  const before = text.split("\n").slice(0, line - 1);
  const start = Math.min(text.length, before.join("\n").length + (line > 1 ? 1 : 0) + column - 1);
  return [start, Math.min(text.length, start + 1)];
}

/** Returns the range of the entry that shares the longest path with the one looked for. */
function rangeOfKey(text: string, { path, part }: KeyPlace): TextRange {
  let longest = 0;
  let range: TextRange = [0, 0];
  for (const { at, node } of entriesOf(parseTOML(text))) {
    const shared = Math.min(at.length, path.length);
    if (shared <= longest || path.slice(0, shared).some((step, index) => step !== at[index])) continue;
    longest = shared;
    range = rangeOfNode(node, at.length === path.length ? part : "key");
  }
  return range;
}

type EntryNode = AST.TOMLKeyValue | AST.TOMLTable | AST.TOMLContentNode;

interface Entry {
  readonly at: readonly (string | number)[];
  readonly node: EntryNode;
}

/** Returns every table, key and array element of a document with its path, outer ones first. */
function entriesOf(document: AST.TOMLProgram): Entry[] {
  const entries: Entry[] = [];
  const waiting: Entry[] = document.body[0].body.map((node) => entryOf([], node));
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    entries.push(entry);
    waiting.push(...childrenOf(entry));
  }
  return entries;
}

function entryOf(parent: readonly (string | number)[], node: AST.TOMLKeyValue | AST.TOMLTable): Entry {
  if (node.type === "TOMLTable") return { at: node.resolvedKey, node };
  return { at: [...parent, ...node.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value))], node };
}

function childrenOf({ at, node }: Entry): Entry[] {
  switch (node.type) {
    case "TOMLTable":
    case "TOMLInlineTable":
      return node.body.map((child) => entryOf(at, child));
    case "TOMLKeyValue":
      return childrenOf({ at, node: node.value });
    case "TOMLArray":
      return node.elements.map((element, index) => ({ at: [...at, index], node: element }));
    case "TOMLValue":
      return [];
  }
}

function rangeOfNode(node: EntryNode, part: KeyPlace["part"]): TextRange {
  if (node.type === "TOMLTable") return node.key.range;
  if (node.type === "TOMLKeyValue") return part === "key" ? node.key.range : node.value.range;
  return node.range;
}

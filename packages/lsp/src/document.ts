/**
 * One version of one file: its text as the editor counts and as the suite counts, and what was learnt about it. A
 * document is a value: another version is another document, so what runs late still answers for the text it was asked
 * about. Everything beyond the text is made when first asked for.
 */
import {
  type Definition,
  referencesByDefinition,
  type Resolution,
  resolveTree,
  type Scope,
} from "@lix-tools/eval-core";
import {
  type BindingTree,
  findUseClause,
  type Langver,
  type NodeIndex,
  parentsOf,
  parse,
  type ParseResult,
  resolveLangver,
  type ResolvedLangver,
  type TolerantParser,
  type Tree,
} from "@lix-tools/parser";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createUnitMap, type UnitMap } from "./text/unit-map.ts";

/** One version of a file. */
export interface Document {
  readonly uri: string;
  readonly version: number;
  /** The absolute path of the file, or null where the URI names none. */
  readonly path: string | null;
  /** The text in UTF-16. Nobody may call its `update`. */
  readonly text: TextDocument;
  /** The text in UTF-8. */
  readonly source: Uint8Array;
  readonly units: UnitMap;
  readonly language: ResolvedLangver;
  /** Returns what the fast engine says. Where the text is broken, the tree is one error node. */
  parsed(): ParseResult;
  /** Returns the tree, made by the tolerant engine where the text is broken. */
  tree(): Tree;
  parents(): Int32Array;
  resolution(): Resolution;
  references(): ReadonlyMap<Definition, readonly NodeIndex[]>;
  /** Returns the definition that is written at each name. */
  definitions(): ReadonlyMap<NodeIndex, Definition>;
  /** Returns what each recursive set and `let` binds, by its scope. */
  bindings(): ReadonlyMap<Scope, BindingTree>;
}

/** What a document is made of. */
export interface DocumentInput {
  readonly uri: string;
  readonly version: number;
  readonly path: string | null;
  readonly text: string;
  /** The language of a file without a head clause, where something says so. */
  readonly configured: Langver | null;
  readonly tolerant: () => TolerantParser | null;
}

/** Returns a document. */
export function createDocument({ uri, version, path, text, configured, tolerant }: DocumentInput): Document {
  const source = new TextEncoder().encode(text);
  const language = resolveLangver({ clause: findUseClause(source), configured });
  let parsed: ParseResult | undefined;
  let tree: Tree | undefined;
  let units: UnitMap | undefined;
  let parents: Int32Array | undefined;
  let resolution: Resolution | undefined;
  let references: ReadonlyMap<Definition, readonly NodeIndex[]> | undefined;
  let definitions: ReadonlyMap<NodeIndex, Definition> | undefined;
  let bindings: ReadonlyMap<Scope, BindingTree> | undefined;
  const document: Document = {
    uri,
    version,
    path,
    text: TextDocument.create(uri, "nix", version, text),
    source,
    get units() {
      return (units ??= createUnitMap(text, source.length));
    },
    language,
    parsed: () => (parsed ??= parse(source, { langver: language.langver })),
    tree: () => (tree ??= treeOf(document, tolerant())),
    parents: () => (parents ??= parentsOf(document.tree())),
    resolution: () => (resolution ??= resolveTree(document.tree())),
    references: () => (references ??= referencesByDefinition(document.resolution())),
    bindings: () => (bindings ??= new Map([...document.resolution().setScopes].map(([set, scope]) => [scope, set]))),
    definitions: () => (definitions ??= definitionsByNode(document.resolution())),
  };
  return document;
}

function treeOf(document: Document, tolerant: TolerantParser | null): Tree {
  const { tree, isComplete } = document.parsed();
  if (isComplete || tolerant === null) return tree;
  return { ...tree, ...tolerant.parse(tree.source, tree.langver.dialect) };
}

function definitionsByNode({ definitions }: Resolution): Map<NodeIndex, Definition> {
  return new Map(definitions.flatMap((definition) => definition.nodes.map((node) => [node, definition] as const)));
}

/** A change of a text: of a range in lines and UTF-16 units, or of everything. */
export interface TextChange {
  readonly range?: TextRange;
  readonly text: string;
}

/** A place as editors count: both from 0, characters in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** A range as editors count. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** Returns the text after some changes, each of which counts in the text that the one before it left. */
export function changedText(document: Document, changes: readonly TextChange[]): string {
  const { uri, version, text } = document;
  const next = TextDocument.create(uri, "nix", version, text.getText());
  for (const { range, text: inserted } of changes) {
    if (range === undefined) TextDocument.update(next, [{ text: inserted }], version);
    else TextDocument.update(next, [{ range: clampRange(next, range), text: inserted }], version);
  }
  return next.getText();
}

/** Brings a range into the text: places that are not there stand for the nearest that are. */
function clampRange(text: TextDocument, { start, end }: TextRange): TextRange {
  const from = text.offsetAt(start);
  const to = text.offsetAt(end);
  return { start: text.positionAt(Math.min(from, to)), end: text.positionAt(Math.max(from, to)) };
}

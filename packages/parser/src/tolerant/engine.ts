/**
 * The tolerant engine: web-tree-sitter with the grammars of `grammar/`, for sources with errors. It makes a tree of any
 * bytes: what is wrong stands in error nodes, the rest is the tree that the fast engine would make.
 *
 * Sources are handed to tree-sitter one character per byte, so its offsets are bytes and nothing can be ill-formed.
 * Nothing is loaded before `loadTolerantEngine` is called.
 */
import type { Language, Parser as SitterParser } from "web-tree-sitter";
import { errorRecords } from "../cst/error-records.ts";
import { root, sliceLatin1 } from "../cst/tree.ts";
import type { Dialect } from "../langver/langver.ts";
import { acceptQuote, findMissingQuotes, insertQuote } from "./close-string.ts";
import { flatten } from "./flatten.ts";
import { makeSymbolTable, type SymbolTable } from "./symbol-table.ts";
import { hasMoreTokens, maxTolerantTokens } from "./token-count.ts";

/** Records as in `cst/layout.ts`. */
export interface TolerantResult {
  readonly records: Uint32Array;
  readonly nodeCount: number;
  /** Whether there is an error node or a missing token anywhere. */
  readonly hasError: boolean;
}

/** The engine, ready for use. It belongs to one caller at a time. */
export interface TolerantEngine {
  /**
   * Returns the tree of any bytes. Never throws. Where a source is larger than tree-sitter can take, the tree is one
   * error over the text.
   */
  parse(source: Uint8Array, dialect: Dialect): TolerantResult;
}

/** The bytes of the WebAssembly modules, for programs that are bundled into one file. */
export interface TolerantModules {
  /** The `web-tree-sitter.wasm` of the package web-tree-sitter. */
  readonly runtime?: Uint8Array;
  /** The grammars of this package, `wasm/<dialect>.wasm`. */
  readonly grammars?: Partial<Readonly<Record<Dialect, Uint8Array>>>;
}

const dialects: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

interface Grammar {
  readonly parser: SitterParser;
  readonly table: SymbolTable;
}

/** Returns the engine once its modules are loaded: from beside this file, or those that are given. */
export async function loadTolerantEngine(modules: TolerantModules = {}): Promise<TolerantEngine> {
  const { Language, Parser } = await import("web-tree-sitter");
  const { runtime } = modules;
  await Parser.init(runtime === undefined ? {} : { wasmBinary: runtime });
  const grammars = new Map<Dialect, Grammar>();
  for (const dialect of dialects) {
    const language: Language = await Language.load(modules.grammars?.[dialect] ?? grammarUrl(dialect));
    const parser = new Parser();
    parser.setLanguage(language);
    grammars.set(dialect, { parser, table: makeSymbolTable(language) });
  }
  return makeEngine(grammars);
}

function makeEngine(grammars: ReadonlyMap<Dialect, Grammar>): TolerantEngine {
  /** WebAssembly that ran out of memory stays so. */
  let isExhausted = false;
  return {
    parse(source, dialect) {
      const grammar = grammars.get(dialect);
      if (grammar === undefined || isExhausted || hasMoreTokens(source, maxTolerantTokens)) return unreadable(source);
      try {
        return parseTolerant(source, grammar);
      } catch (error) {
        if (!isOutOfMemory(error)) throw error;
        isExhausted = true;
        return unreadable(source);
      }
    },
  };
}

/** Tells what WebAssembly and JavaScript throw when memory ends from errors of this program. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError");
}

/** Written out, so that bundlers see the files. */
function grammarUrl(dialect: Dialect): URL {
  switch (dialect) {
    case "nix":
      return new URL("../../wasm/nix.wasm", import.meta.url);
    case "nix2":
      return new URL("../../wasm/nix2.wasm", import.meta.url);
    case "nix2_future":
      return new URL("../../wasm/nix2_future.wasm", import.meta.url);
  }
}

function parseTolerant(source: Uint8Array, grammar: Grammar): TolerantResult {
  const first = parseOnce(source, grammar);
  if (first === undefined) return unreadable(source);
  if (!first.hasError) return first;
  for (const missing of findMissingQuotes(source, first)) {
    const second = parseOnce(insertQuote(source, missing), grammar);
    if (second !== undefined && acceptQuote(first, second, missing)) return { ...second, hasError: true };
  }
  return first;
}

function parseOnce(source: Uint8Array, { parser, table }: Grammar): TolerantResult | undefined {
  const tree = parser.parse(sliceLatin1(source, 0, source.length));
  if (tree === null) return undefined;
  try {
    const writer = flatten(tree, source, table);
    return { records: writer.records, nodeCount: writer.nodeCount, hasError: writer.hasError(root) };
  } finally {
    tree.delete();
  }
}

function unreadable(source: Uint8Array): TolerantResult {
  return { ...errorRecords(source), hasError: true };
}

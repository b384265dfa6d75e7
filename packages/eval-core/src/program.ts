/** From the bytes of a file to a program: its language version, its tree, its core term. */
import type { Allocate, Diagnostic, FeatureId, Langver, ParserBuffers, Tree } from "@lix-tools/parser";
import { createParserBuffers, findUseClause, makeLangver, parse, resolveLangver } from "@lix-tools/parser";
import { EvalError } from "./eval/error.ts";
import type { Program, ProgramReader, ProgramRequest } from "./eval/machine.ts";
import type { SourceFile } from "./eval/source-file.ts";
import { lowerTree } from "./lower/lower.ts";
import { createNameTable, type NameTable } from "./lower/name-table.ts";

/** What a tree consists of besides its source and its language. */
export type StoredTree = Pick<Tree, "records" | "nodeCount">;

/** Trees that were made earlier. Only those are kept that the parser has nothing to say about. */
export interface TreeStore {
  /** Returns exactly what parsing would give, or null. */
  find(source: Uint8Array, langver: Langver): StoredTree | null;
  /** Takes a tree that `find` had not. Nobody changes it afterwards. */
  keep(source: Uint8Array, langver: Langver, tree: StoredTree): void;
}

export interface ProgramReaderOptions {
  /** What a file without a clause is read as. */
  readonly langver: Langver;
  /** Trees that need not be made again; every source is parsed unless said otherwise. */
  readonly trees?: TreeStore | undefined;
  /** Gives the memory of programs; an `ArrayBuffer` each unless said otherwise. */
  readonly allocate?: Allocate | undefined;
}

/** Returns a reader of programs. It keeps working memory, so one reader belongs to one evaluation at a time. */
export function createProgramReader({ langver, allocate, trees }: ProgramReaderOptions): ProgramReader {
  const buffers = createParserBuffers(allocate);
  const names = createNameTable();
  return (source, file, request) =>
    readProgram(source, file, { request, buffers, names, allocate, trees, fallback: langver });
}

interface ReadContext {
  readonly request: ProgramRequest;
  readonly buffers: ParserBuffers;
  readonly names: NameTable;
  readonly allocate: Allocate | undefined;
  readonly trees: TreeStore | undefined;
  readonly fallback: Langver;
}

function readProgram(source: Uint8Array, file: SourceFile, context: ReadContext): Program {
  const { request, names, allocate, fallback } = context;
  const defaultLangver =
    request.features === null ? fallback : makeLangver("legacy", request.features as ReadonlySet<FeatureId>);
  const resolved = resolveLangver({ clause: findUseClause(source), default: defaultLangver });
  failOnError(resolved.diagnostics, file, "eval/syntax");
  const { langver } = resolved;
  const tree = readTree(allocate === undefined ? source : copyTo(allocate, source), file, {
    langver,
    buffers: context.buffers,
    trees: request.isTransient === true ? undefined : context.trees,
  });
  const lowered = lowerTree(tree, { imported: request.shadowed, lazy: true, names, allocate });
  failOnError(lowered.diagnostics, file, "eval/syntax");
  return { term: lowered.term, langver };
}

interface TreeContext extends Pick<ReadContext, "buffers" | "trees"> {
  readonly langver: Langver;
}

function readTree(source: Uint8Array, file: SourceFile, { langver, buffers, trees }: TreeContext): Tree {
  const stored = trees?.find(source, langver) ?? null;
  if (stored !== null) return { source, langver, ...stored };
  const { tree, diagnostics } = parse(source, { langver, buffers });
  failOnError(diagnostics, file, "eval/syntax");
  if (diagnostics.length === 0) trees?.keep(source, langver, tree);
  return tree;
}

function copyTo(allocate: Allocate, source: Uint8Array): Uint8Array {
  const copy = new Uint8Array(allocate(source.length));
  copy.set(source);
  return copy;
}

function failOnError(diagnostics: readonly Diagnostic[], file: SourceFile, code: "eval/syntax"): void {
  const error = diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (error === undefined) return;
  const actual = error.code === "eval/undefined-variable" ? "eval/undefined-variable" : code;
  throw new EvalError(actual, error.message.replace(/`([^`]*)`/g, "'$1'"), { file, offset: error.span.start });
}

/** From the bytes of a file to a program: its language version, its tree, its core term. */
import type { Allocate, Diagnostic, FeatureId, Langver, ParserBuffers } from "@lix-tools/parser";
import { createParserBuffers, findUseClause, makeLangver, parse, resolveLangver } from "@lix-tools/parser";
import { EvalError } from "./eval/error.ts";
import type { Program, ProgramReader, ProgramRequest } from "./eval/machine.ts";
import type { SourceFile } from "./eval/source-file.ts";
import { lowerTree } from "./lower/lower.ts";
import { createNameTable, type NameTable } from "./lower/name-table.ts";

export interface ProgramReaderOptions {
  /** What a file without a clause is read as. */
  readonly langver: Langver;
  /** Gives the memory of programs; an `ArrayBuffer` each unless said otherwise. */
  readonly allocate?: Allocate | undefined;
}

/** Returns a reader of programs. It keeps working memory, so one reader belongs to one evaluation at a time. */
export function createProgramReader({ langver, allocate }: ProgramReaderOptions): ProgramReader {
  const buffers = createParserBuffers(allocate);
  const names = createNameTable();
  return (source, file, request) => readProgram(source, file, { request, buffers, names, allocate, fallback: langver });
}

interface ReadContext {
  readonly request: ProgramRequest;
  readonly buffers: ParserBuffers;
  readonly names: NameTable;
  readonly allocate: Allocate | undefined;
  readonly fallback: Langver;
}

function readProgram(
  source: Uint8Array,
  file: SourceFile,
  { request, buffers, names, allocate, fallback }: ReadContext,
): Program {
  const defaultLangver =
    request.features === null ? fallback : makeLangver("legacy", request.features as ReadonlySet<FeatureId>);
  const resolved = resolveLangver({ clause: findUseClause(source), default: defaultLangver });
  failOnError(resolved.diagnostics, file, "eval/syntax");
  const { langver } = resolved;
  const { tree, diagnostics } = parse(allocate === undefined ? source : copyTo(allocate, source), { langver, buffers });
  failOnError(diagnostics, file, "eval/syntax");
  const lowered = lowerTree(tree, { imported: request.shadowed, lazy: true, names, allocate });
  failOnError(lowered.diagnostics, file, "eval/syntax");
  return { term: lowered.term, langver };
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

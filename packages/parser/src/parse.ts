/**
 * The entry of the package: bytes in, tree and diagnostics out, for every input.
 *
 * The fast engine reads what has no error. Where it stops, its message is the diagnostic, and the tolerant engine makes
 * the tree if the caller brought one (`loadTolerantEngine`); without it the tree is a single error node over the text.
 */
import type { Implementation } from "./check/check-context.ts";
import { checkSyntax } from "./check/check-syntax.ts";
import { checkSourceBytes } from "./check/source-bytes.ts";
import type { Allocate } from "./cst/allocate.ts";
import { errorRecords } from "./cst/error-records.ts";
import type { Tree } from "./cst/tree.ts";
import type { SyntaxProblem } from "./fast/parse-failure.ts";
import { type Lifetime, parseFast } from "./fast/parse-fast.ts";
import { ParserState } from "./fast/parser-state.ts";
import { explainClauses } from "./langver/clause-diagnostics.ts";
import type { Dialect, Langver } from "./langver/langver.ts";
import type { Diagnostic } from "./text/diagnostic.ts";

/** Makes a tree of any input; see `loadTolerantEngine`. */
export interface TolerantParser {
  parse(source: Uint8Array, dialect: Dialect): { readonly records: Uint32Array; readonly nodeCount: number };
}

/** Working memory of the parser. It belongs to one caller at a time and holds nothing between two calls. */
export type ParserBuffers = ParserState;

/**
 * Returns working memory for `parse`, as large as the largest file it has met. `allocate` gives the memory of kept trees,
 * which is an `ArrayBuffer` each unless said otherwise.
 */
export function createParserBuffers(allocate?: Allocate): ParserBuffers {
  return new ParserState(allocate);
}

export interface ParseOptions {
  /** The language to read the source as; `detectLangver` finds it. */
  readonly langver: Langver;
  /** Makes the tree of a source with syntax errors. */
  readonly tolerant?: TolerantParser;
  /** Buffers kept from file to file by whoever parses many: `createParserBuffers()`. */
  readonly buffers?: ParserBuffers;
  /** A fleeting tree is in the buffers and lasts until the next parse with them. Default: `kept`. */
  readonly lifetime?: Lifetime | undefined;
  /** Whose verdict counts where Nix and Lix differ. Default: `either`. */
  readonly implementation?: Implementation;
  /** `none` leaves out the checks of a finished tree, for callers that know the file is right. Default: `all`. */
  readonly checks?: "all" | "none";
}

export interface ParseResult {
  readonly tree: Tree;
  /** In the order of the source. Empty for a file the language's evaluators accept without a word. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the tree is free of error nodes, so that it can be lowered, printed and rewritten. */
  readonly isComplete: boolean;
}

/** Returns the tree of `source` and what is wrong with it. Never throws for bad input. */
export function parse(source: Uint8Array, options: ParseOptions): ParseResult {
  const { langver, tolerant, buffers, lifetime, implementation = "either" } = options;
  const fast = parseFast(source, langver.dialect, buffers, lifetime);
  if (!("problem" in fast)) {
    const tree: Tree = { source, records: fast.records, nodeCount: fast.nodeCount, langver };
    const diagnostics = options.checks === "none" ? [] : checkSyntax(tree, { implementation });
    return { tree, diagnostics, isComplete: true };
  }
  const made = tolerant?.parse(source, langver.dialect) ?? errorRecords(source);
  const tree: Tree = { source, records: made.records, nodeCount: made.nodeCount, langver };
  return { tree, diagnostics: [toDiagnostic(fast.problem), ...explainProblem(source, langver)], isComplete: false };
}

/** What may be behind a syntax error although no token shows it. */
function explainProblem(source: Uint8Array, langver: Langver): Diagnostic[] {
  return [...checkSourceBytes(source, langver), ...explainClauses(source)];
}

function toDiagnostic({ code, span, message, notes }: SyntaxProblem): Diagnostic {
  return { code, severity: "error", span, message, notes };
}

/**
 * The fast engine: a recursive-descent parser by hand over bytes, for input without errors (ARCHITECTURE, "two
 * engines"). It gives the same records as the grammars in `grammar/`, or the first problem it meets.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import type { Dialect } from "../langver/langver.ts";
import { Char } from "./characters.ts";
import { maxDepth, parseExpression } from "./expression.ts";
import { failExpected } from "./fail.ts";
import { ParseFailure, type SyntaxProblem } from "./parse-failure.ts";
import { closeNode, openNode, ParserState, setField, writeLeaf } from "./parser-state.ts";
import { toFleetingPreorder, toPreorder } from "./to-preorder.ts";
import { skipTrivia } from "./trivia.ts";
import { parseUseClause } from "./use-clause.ts";

/** What `parseFast` made of a source: records as in `cst/layout.ts`, or why there are none. */
export type FastResult =
  | { readonly records: Uint32Array; readonly nodeCount: number }
  | { readonly problem: SyntaxProblem };

/** How long records last: a fleeting tree's until the next run with the same state. */
export type Lifetime = "kept" | "fleeting";

/**
 * Returns the records of the tree of `source`, or the first syntax error. Never throws. Whoever parses many files
 * passes the same `state` each time.
 */
export function parseFast(
  source: Uint8Array,
  dialect: Dialect,
  state: ParserState = new ParserState(),
  lifetime: Lifetime = "kept",
): FastResult {
  try {
    state.reset(source, dialect);
    parseFile(state);
    const arrange = lifetime === "kept" ? toPreorder : toFleetingPreorder;
    const records = arrange(state.records, state.wordCount, state.preorder);
    return { records, nodeCount: state.wordCount >> 2 };
  } catch (error) {
    if (error instanceof ParseFailure) return { problem: error.problem };
    // A caller deep in its own stack may leave less of it than `maxDepth` takes.
    if (error instanceof RangeError && /call stack/.test(error.message)) return { problem: stackProblem() };
    throw error;
  }
}

function stackProblem(): SyntaxProblem {
  const message = `found brackets nested deeper than the stack allows, expected at most ${maxDepth}`;
  return { code: "syntax/nesting-too-deep", span: { start: 0, end: 0 }, message, notes: [] };
}

function parseFile(p: ParserState): void {
  skipTrivia(p);
  if (p.isNix2) parseUseClause(p);
  parseExpression(p);
  setField(p, Field.Expression);
  const byte = skipTrivia(p);
  if (p.position < p.length) {
    if (byte !== Char.Nul || p.isNix2) throw failExpected(p, "an operator or the end of the file");
    writeLeaf(p, Kind.EndOfInput, p.length);
  }
  openNode(p); // places the comments at the end
  p.lastEnd = p.length;
  closeNode(p, Kind.SourceCode, 0, 0);
}

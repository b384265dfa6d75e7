/**
 * Why the fast parser gave up: it stops at the first error, and the tolerant engine takes over the tree. The failure
 * travels as an exception inside `fast/` only; `parseFast` turns it into data.
 */
import type { Span } from "../text/span.ts";

export interface SyntaxProblem {
  readonly code: string;
  readonly span: Span;
  readonly message: string;
  readonly notes: readonly string[];
}

export class ParseFailure extends Error {
  readonly problem: SyntaxProblem;

  constructor(problem: SyntaxProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

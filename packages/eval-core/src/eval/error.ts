/**
 * What goes wrong in an evaluation. One class with a stable code, a message, the place it happened and the calls that
 * led there. `throw`, a failed `assert` and a failed search-path lookup are catchable by `tryEval`; nothing else is.
 */
import type { SourcePosition } from "../value/positions.ts";

/** The stable codes of failures of evaluation. */
export type EvalErrorCode =
  | "eval/abort"
  | "eval/argument"
  | "eval/assertion"
  | "eval/attribute-missing"
  | "eval/context"
  | "eval/derivation"
  | "eval/duplicate-attribute"
  | "eval/file"
  | "eval/infinite-recursion"
  | "eval/limit"
  | "eval/overflow"
  | "eval/pure"
  | "eval/search-path"
  | "eval/stack-overflow"
  | "eval/syntax"
  | "eval/throw"
  | "eval/type"
  | "eval/undefined-variable"
  | "eval/unsupported";

/** One step of the way to an error. */
export interface TraceFrame {
  readonly text: string;
  readonly position: SourcePosition | null;
}

/** More frames than this say nothing new; the rest is counted. */
const traceLimit = 200;

/** A failure of the evaluated program, with the calls that led to it. */
export class EvalError extends Error {
  readonly code: EvalErrorCode;
  readonly position: SourcePosition | null;
  /** Innermost first. */
  readonly trace: TraceFrame[] = [];
  omittedFrames = 0;

  constructor(code: EvalErrorCode, message: string, position: SourcePosition | null = null) {
    super(message);
    this.name = "EvalError";
    this.code = code;
    this.position = position;
  }

  /** Whether `tryEval` turns it into a value. */
  get isCatchable(): boolean {
    return this.code === "eval/throw" || this.code === "eval/assertion" || this.code === "eval/search-path";
  }
}

/** Returns the error after noting a step of the way to it; other exceptions are returned as they are. */
export function withFrame(error: unknown, text: () => string, position: SourcePosition | null): unknown {
  if (!(error instanceof EvalError)) return error;
  if (error.trace.length < traceLimit) error.trace.push({ text: text(), position });
  else error.omittedFrames++;
  return error;
}

/** Returns the error for a value that needs itself. */
export function infiniteRecursion(): EvalError {
  return new EvalError("eval/infinite-recursion", "infinite recursion encountered");
}

/** What the engine has no more room for, as errors of the evaluation. */
import { EvalError } from "./error.ts";

/** Returns an exception as an error of the evaluation; rethrows what is a bug of ours. */
export function toEvalError(error: unknown): EvalError {
  if (error instanceof EvalError) return error;
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return new EvalError("eval/stack-overflow", "stack overflow (possible infinite recursion)");
  }
  if (isTooLarge(error))
    return new EvalError("eval/limit", "a string, list or set is larger than this evaluator can hold");
  throw error;
}

/** What the engine says of strings, arrays and maps beyond its sizes. */
const sizeErrors = /^Invalid (?:string|array|typed array|array buffer) length|maximum size exceeded|allocation failed/;

function isTooLarge(error: unknown): boolean {
  if (error instanceof RangeError) return sizeErrors.test(error.message);
  return error instanceof Error && "code" in error && error.code === "ERR_STRING_TOO_LONG";
}

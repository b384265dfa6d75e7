/** The end of the stack as an error of the evaluation. */
import { EvalError } from "./error.ts";

/** Returns an exception as an error of the evaluation; rethrows what is a bug of ours. */
export function toEvalError(error: unknown): EvalError {
  if (error instanceof EvalError) return error;
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return new EvalError("eval/stack-overflow", "stack overflow (possible infinite recursion)");
  }
  throw error;
}

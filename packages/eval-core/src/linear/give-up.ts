/** What ends an evaluation by the linear machine without saying what comes of the program. */
import { EvalError } from "../eval/error.ts";

/** Why the machine gives up: it does not do what the program asks for, or its memory is used up. */
export type GiveUpReason = "unsupported" | "memory";

/** Thrown where the linear machine leaves an evaluation to the complete evaluator. */
export class GiveUp extends Error {
  readonly reason: GiveUpReason;

  constructor(reason: GiveUpReason) {
    super(`the linear machine gives up: ${reason}`);
    this.name = "GiveUp";
    this.reason = reason;
  }
}

/** Tells whether an evaluation that ended so says what the complete evaluator would say. */
export function isConclusive(error: unknown): boolean {
  return error instanceof EvalError;
}

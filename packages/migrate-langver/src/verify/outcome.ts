/**
 * What evaluating something came to, as text that can be compared: the derivation path, or how it failed. Messages and
 * codes of failures may change with a rewrite, but not whether a program can notice them.
 */
import { AttrSet, ContextString, EvalError, force, isDerivation, type Lazy, toEvalError } from "@lix-tools/eval-core";

/** How something failed. */
export const failures = {
  /** In a way that `tryEval` turns into a value. */
  thrown: "error: thrown",
  failed: "error: failed",
  /** It took too long or too much, which says nothing of the value. */
  exhausted: "error: exhausted",
} as const;

/** Returns how an evaluation failed. Rethrows what is a bug of ours. */
export function failureOf(error: unknown): string {
  const failure = toEvalError(error);
  if (failure.isCatchable) return failures.thrown;
  return failure.code === "eval/limit" ? failures.exhausted : failures.failed;
}

/** Returns what forcing a derivation comes to. Other values have no derivation path. */
export function derivationOutcome(lazy: Lazy): string {
  const value = force(lazy);
  if (!(value instanceof AttrSet) || !isDerivation(value)) return "no derivation";
  const path = value.get("drvPath");
  if (path === undefined) throw new EvalError("eval/attribute-missing", "attribute 'drvPath' missing");
  const text = force(path);
  if (typeof text === "string") return text;
  return text instanceof ContextString ? text.text : "no derivation";
}

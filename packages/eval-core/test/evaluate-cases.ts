/** The cases of `evaluate.cases.txt`: `=== title`, an expression, `--- value` or `--- error`, and what comes of it. */
import { readFileSync } from "node:fs";

export interface EvaluationCase {
  readonly title: string;
  readonly expression: string;
  /** Options of the command line, which the expression has in a comment before it. */
  readonly flags: readonly string[];
  readonly kind: string;
  readonly expected: string;
}

export const casesFile: URL = new URL("evaluate.cases.txt", import.meta.url);

/** Returns the cases in their order. */
export function evaluationCases(): readonly EvaluationCase[] {
  return readFileSync(casesFile, "utf8")
    .split(/^=== /m)
    .slice(1)
    .map((text) => {
      const match = /^(.*)\n([^]*?)\n--- (value|error)\n([^]*?)\n$/.exec(text);
      if (match === null) throw new Error(`malformed case: ${text}`);
      const [, title = "", expression = "", kind = "", expected = ""] = match;
      return { title, expression, flags: flagsOf(expression), kind, expected };
    });
}

function flagsOf(expression: string): readonly string[] {
  return /^# (--.*)\n/.exec(expression)?.[1]?.split(" ") ?? [];
}

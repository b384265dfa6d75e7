/** Expressions with their values or the last line of their errors, as text; `UPDATE=1` writes what comes out. */
import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { casesFile, evaluationCases, type EvaluationCase } from "./evaluate-cases.ts";
import { evaluate } from "./suites/evaluate.ts";

const cases = evaluationCases();

function run({ expression, flags }: EvaluationCase): { kind: string; text: string } {
  const { output, failure } = evaluate({ text: expression, folder: "/", compat: "nix", flags, searchPath: [] });
  const decode = (text: string): string => Buffer.from(text, "latin1").toString();
  if (failure === null) return { kind: "value", text: decode(output).trimEnd() };
  const message = decode(failure).split("error: ").at(-1) ?? "";
  return {
    kind: "error",
    text:
      message
        .split(/\n *at /)[0]
        ?.replaceAll(/\n +/g, "\n")
        .trimEnd() ?? "",
  };
}

describe("evaluation", () => {
  if (process.env["UPDATE"] === "1") {
    const updated = cases.map((one) => {
      const { title, expression } = one;
      const { kind, text } = run(one);
      return `=== ${title}\n${expression}\n--- ${kind}\n${text}\n`;
    });
    writeFileSync(casesFile, updated.join(""));
  }
  it.each(cases.map((one) => [one.title, one] as const))("%s", (_title, one) => {
    expect(run(one)).toEqual({ kind: one.kind, text: one.expected });
  });
});

/** Expressions with their values or the last line of their errors, as text; `UPDATE=1` writes what comes out. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate } from "./suites/evaluate.ts";

interface Case {
  readonly title: string;
  readonly expression: string;
  readonly kind: string;
  readonly expected: string;
}

const file = new URL("evaluate.cases.txt", import.meta.url);
const cases = readFileSync(file, "utf8")
  .split(/^=== /m)
  .slice(1)
  .map((text): Case => {
    const match = /^(.*)\n([^]*?)\n--- (value|error)\n([^]*?)\n$/.exec(text);
    if (match === null) throw new Error(`malformed case: ${text}`);
    const [, title = "", expression = "", kind = "", expected = ""] = match;
    return { title, expression, kind, expected };
  });

function run(expression: string): { kind: string; text: string } {
  const { output, failure } = evaluate({ text: expression, folder: "/", compat: "nix", flags: [], searchPath: [] });
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
    const updated = cases.map(({ title, expression }) => {
      const { kind, text } = run(expression);
      return `=== ${title}\n${expression}\n--- ${kind}\n${text}\n`;
    });
    writeFileSync(file, updated.join(""));
  }
  it.each(cases.map((one) => [one.title, one] as const))("%s", (_title, { expression, kind, expected }) => {
    expect(run(expression)).toEqual({ kind, text: expected });
  });
});

/** The style, by examples. Every example also shows that formatting is stable and keeps the meaning. */
import { describe, expect, it } from "vitest";
import { format } from "../src/index.ts";
import { caseFiles, type FormatCase, readCases, writeCases } from "./case-file.ts";

const encoder = new TextEncoder();

function formatted({ input, options }: FormatCase): string {
  const { text, diagnostics } = format(encoder.encode(input), { ...options, verify: "always" });
  return text === null ? `${diagnostics.map(({ message }) => message).join("\n")}\n` : new TextDecoder().decode(text);
}

describe.each(caseFiles())("%s", (file) => {
  const cases = readCases(file);
  if (process.env["UPDATE"] === "1") writeCases(file, cases, cases.map(formatted));
  it.each(cases)("$name", (example) => {
    expect(formatted(example)).toBe(example.output);
  });
  it("is stable", () => {
    const unstable = cases.filter(({ output, options }) => {
      const again = format(encoder.encode(output), options);
      return again.text !== null && new TextDecoder().decode(again.text) !== output;
    });
    expect(unstable.map(({ name }) => name)).toEqual([]);
  });
});

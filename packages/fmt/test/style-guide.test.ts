/** Every example of the style guide is formatted. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { format, formatMarkdown } from "../src/index.ts";

const guide = readFileSync(new URL("../STYLE.md", import.meta.url));
const examples = [...guide.toString().matchAll(/^```nix\n([\s\S]*?)^```$/gmu)].map(([, code = ""]) => code);

it.each(examples)("%s", (example) => {
  const { text, diagnostics } = format(new TextEncoder().encode(example), { verify: "always" });
  expect(diagnostics).toEqual([]);
  expect(new TextDecoder().decode(text ?? undefined)).toBe(example);
});

it("is formatted as a whole", () => {
  expect(formatMarkdown(guide).isChanged).toBe(false);
});

/** Nix in Markdown whose language is said by its head clause. */
import { describe, expect, it } from "vitest";
import { formatMarkdown } from "../src/index.ts";

function formatted(markdown: string): string {
  const { text } = formatMarkdown(new TextEncoder().encode(markdown));
  return new TextDecoder().decode(text ?? undefined);
}

function block(code: string, { fence = "```nix", indentation = "" } = {}): string {
  const lines = [fence, ...code.split("\n"), "```"].map((line) => (line === "" ? "" : indentation + line));
  return `text\n\n${lines.join("\n")}\n\ntext\n`;
}

describe("a block with a head clause", () => {
  const clause = "use experimental.nix2;";
  const pairs = [
    { name: "is read as Nix 2", source: `${clause}\nx.[ a ]`, target: `${clause}\nx.[a]` },
    { name: "gets the clause a line of its own", source: `${clause} {a=1;}`, target: `${clause}\n{\n  a = 1;\n}` },
    { name: "gets the clause in one spelling", source: `use   experimental.nix2 ;\n1`, target: `${clause}\n1` },
    { name: "may begin with a comment", source: `# c\n${clause}\nx.[ a ]`, target: `# c\n${clause}\nx.[a]` },
    {
      name: "may be of the later edition",
      source: "use experimental.nix2-future;\n[1,2]",
      target: "use experimental.nix2-future;\n[\n  1,\n  2,\n]",
    },
  ];
  it.each(pairs)("$name", ({ source, target }) => {
    expect(formatted(block(source))).toBe(block(target));
    expect(formatted(block(target))).toBe(block(target));
  });
  it("keeps its place in a list and its fence", () => {
    const place = { fence: "```nix2", indentation: "   " };
    expect(formatted(block(`${clause}\n\n\nx.[ a ]`, place))).toBe(block(`${clause}\n\nx.[a]`, place));
  });
  it("says nothing about the blocks after it", () => {
    const others = block("x.[ a ]") + block("{a=1;}");
    expect(formatted(block(`${clause}\nx.[ a ]`) + others)).toBe(
      block(`${clause}\nx.[a]`) + block("x.[ a ]") + block("{ a = 1; }"),
    );
  });
  it.each(["use experimental.nope; {a=1;}", `${clause} {a=`, `${clause}\n{a=1;\n…`])(
    "stays as it is where it does not parse: %s",
    (code) => {
      expect(formatted(block(code))).toBe(block(code));
    },
  );
});

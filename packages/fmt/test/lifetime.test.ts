/** Texts that last and texts that do not: the same bytes, and nothing that lasts is touched by what comes after. */
import { describe, expect, it } from "vitest";
import { createFormatter, format } from "../src/index.ts";
import { texts } from "../src/node/rehearsal.ts";

const sources = [
  ...texts,
  "{a=1;}",
  "{ a = 1; }\n",
  "",
  "[ 1\n",
  "# only a comment",
  "/*nixfmt:disable*/\n{a=1;}",
  "  x",
].map((text) => new TextEncoder().encode(text));

describe("a fleeting text", () => {
  it("has the bytes of one that lasts", () => {
    const formatter = createFormatter();
    for (const source of sources) {
      const kept = format(source);
      const fleeting = format(source, { lifetime: "fleeting" }, formatter);
      expect({ ...fleeting, text: fleeting.text?.slice() ?? null }).toEqual(kept);
    }
  });
});

describe("a text that lasts", () => {
  it.each(["always", "never"] as const)("stays as it is while others are formatted, verified %s", (verify) => {
    const formatter = createFormatter();
    const results = sources.map((source) => format(source, { verify, lifetime: "kept" }, formatter).text);
    for (const source of sources) format(source, { lifetime: "fleeting" }, formatter);
    expect(results).toEqual(sources.map((source) => format(source, { verify }).text));
  });
});

/** The guide is what the codemods and their cases say. `UPDATE=1` writes it anew. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { codemods } from "../src/index.ts";
import { leftPage, rewritesPage } from "./docs.ts";

const docs = fileURLToPath(new URL("../../../docs/", import.meta.url));
const pages: readonly (readonly [string, string])[] = [
  [`${docs}rewrites.md`, rewritesPage()],
  [`${docs}not-migrated.md`, leftPage()],
];

if (process.env["UPDATE"] === "1") for (const [path, text] of pages) writeFileSync(path, text);

test.each(pages)("%s is fresh", (path, text) => {
  expect(existsSync(path) ? readFileSync(path, "utf8") : "", "node scripts/generate-migration-docs.mjs").toBe(text);
});

test("every rewrite has a section, and one with an example unless it only refuses", () => {
  const [[, text] = ["", ""]] = pages;
  for (const { name } of codemods) expect(text).toContain(`\n### ${name}\n`);
  const sections = text.split(/^### /mu).slice(1);
  const bare = sections.filter((section) => !section.includes("```nix")).map((section) => section.split("\n")[0]);
  expect(bare).toEqual(
    ["nul-byte", "rec-overrides", "at-pattern-defaults", "float-arithmetic"].filter((name) => bare.includes(name)),
  );
});

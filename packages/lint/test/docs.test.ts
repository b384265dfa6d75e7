/** The documentation is what the rules say. `UPDATE=1` writes it anew. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { peerRules } from "../src/compat.ts";
import { ruleId } from "../src/engine/rule.ts";
import { allRules } from "../src/registry.ts";
import { indexPage, pagesModule, peersPage, rulePage, textOfFile } from "./docs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = new Map<string, string>([
  [`${root}src/docs/pages.generated.ts`, pagesModule()],
  [`${root}docs/rules.md`, indexPage()],
  [`${root}docs/peers.md`, peersPage()],
  ...allRules.map((rule): [string, string] => [`${root}docs/rules/${rule.code}.md`, rulePage(rule)]),
]);

if (process.env["UPDATE"] === "1") {
  rmSync(`${root}docs/rules`, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

test("pages are fresh", () => {
  for (const [path, text] of files) expect(textOfFile(path), path).toBe(text);
  expect(readdirSync(`${root}docs/rules`).length).toBe(allRules.length);
});

test("every rule that a peer's rule is answered by exists", () => {
  const known = new Set(allRules.map(ruleId));
  for (const row of peerRules) {
    for (const ours of row.ours) expect(known, `${row.tool} ${row.name}`).toContain(ours);
    if (row.ours.length === 0) expect(row.note, `${row.tool} ${row.name}`).toBeDefined();
  }
});

/**
 * Every code under which something is said to users is documented: a rule by its page, anything else by a heading of
 * `docs/diagnostics`. `UPDATE=1` writes the index of all codes anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { allRules, ruleId } from "@lix-tools/lint";
import { checkSyntax, detectLangver, parse } from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { isGenerated, readFiles, readPackages, root } from "./workspace.ts";

const namespaces = [
  "config",
  "downlevel",
  "eval",
  "format",
  "io",
  "langver",
  "lint",
  "lsp",
  "migrate",
  "parse",
  "syntax",
];
const indexPath = "docs/diagnostics/README.md";
const pages = readFiles((path) => /^docs\/diagnostics\/[^/]+\.md$/u.test(path) && path !== indexPath);
const rulesById = new Map(allRules.map((rule) => [ruleId(rule), rule]));

/** What a page says of a code. */
interface Entry {
  readonly page: string;
  readonly summary: string;
  readonly example: string | null;
}

const documented = new Map(
  pages.flatMap(({ path, text }) =>
    text
      .split(/^## /mu)
      .slice(1)
      .map((section): [string, Entry] => {
        const [, code = "", body = ""] = /^`([^`]+)`\n\n([\s\S]*)$/u.exec(section) ?? [];
        const example = /```nix\n([\s\S]*?)```/u.exec(body)?.[1] ?? null;
        const summary = body.split("\n\n")[0]?.replaceAll("\n", " ").trim() ?? "";
        return [code, { page: basename(path), summary, example }];
      }),
  ),
);

/** Codes that the sources put together of parts. */
const assembled = [
  "attrset-merge",
  "escape-out-of-range",
  "indent-mixed",
  "indent-only-blanks",
  "indented-continuation",
  "invalid-escape",
  "shared-prefix",
].map((name) => `syntax/${name}`);

/** Returns every code that the sources name. */
function codesOfSources(): Set<string> {
  const literal = new RegExp(`["'\`]((?:${namespaces.join("|")})/[a-z0-9]+(?:-[a-z0-9]+)*)["'\`]`, "gu");
  const sources = readPackages().flatMap(({ sources: files }) => files);
  const texts = sources.filter(({ path }) => !isGenerated(path)).map(({ text }) => text);
  const written = texts.flatMap((text) => [...text.matchAll(literal)].map(([, code = ""]) => code));
  return new Set([...written, ...assembled]);
}

/** Returns the first sentence, for a table. */
function firstSentence(text: string): string {
  const [sentence = text] = /^.*?[.:](?=\s|$)/u.exec(text) ?? [text];
  return sentence.replace(/[.:]$/u, "").replaceAll("|", "\\|");
}

function indexPage(): string {
  const rows = [
    ...[...documented].map(([code, { page, summary }]): [string, string] => [
      code,
      `| [\`${code}\`](${page}#${code.replaceAll("/", "")}) | ${firstSentence(summary)} |`,
    ]),
    ...allRules.map((rule): [string, string] => [
      ruleId(rule),
      `| [\`${ruleId(rule)}\`](../../packages/lint/docs/rules/${rule.code}.md) | ${rule.summary.replaceAll("|", "\\|")} |`,
    ]),
  ];
  const sections = [...new Set(rows.map(([code]) => code.split("/")[0] ?? ""))].toSorted().map((namespace) => {
    const own = rows.filter(([code]) => code.startsWith(`${namespace}/`)).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const lines = new Map(own.toReversed());
    const table = [...lines].toReversed().map(([, line]) => line);
    return `## ${namespace}\n\n| code | what it says |\n|---|---|\n${table.join("\n")}\n`;
  });
  return `# Diagnostics\n\nEvery code that the commands report, by its first part.\n\n${sections.join("\n")}`;
}

if (process.env["UPDATE"] === "1") writeFileSync(join(root, indexPath), indexPage());

describe("diagnostics", () => {
  it("are all documented", () => {
    const missing = [...codesOfSources()].filter((code) => !documented.has(code) && !rulesById.has(code));
    expect(missing.toSorted()).toEqual([]);
  });
  it("are documented only where they exist", () => {
    const codes = codesOfSources();
    expect([...documented.keys()].filter((code) => !codes.has(code)).toSorted()).toEqual([]);
  });
  it("say something", () => {
    const empty = [...documented].filter(([code, { summary }]) => code === "" || summary.length < 20);
    expect(empty).toEqual([]);
  });
  it("have an index that is fresh", () => {
    expect(readFileSync(join(root, indexPath), "utf8")).toBe(indexPage());
  });
  const examples = [...documented].filter(
    ([code, { example }]) => /^(?:syntax|langver)\//u.test(code) && example !== null,
  );
  it.each(examples)("%s is what its example gets", (code, { example }) => {
    const source = new TextEncoder().encode(example ?? "");
    const { langver, diagnostics } = detectLangver(source);
    const parsed = parse(source, { langver });
    const found = [...diagnostics, ...parsed.diagnostics, ...checkSyntax(parsed.tree)].map(
      (diagnostic) => diagnostic.code,
    );
    // Two are found by the linter, which also looks at the other dialect.
    const byLinter = ["langver/mixed-dialect", "langver/unversioned-nix2-syntax"].includes(code);
    if (byLinter) expect(parsed.isComplete).toBe(false);
    else expect(found).toContain(code);
  });
});

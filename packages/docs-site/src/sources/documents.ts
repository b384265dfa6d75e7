/**
 * The prose: every Markdown file in `docs/`, the pages of the linter's rules, and the documents of the repository and its
 * packages that concern users. What is added to `docs/` becomes a page without further ado.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MarkdownPage } from "../page.ts";

/** Documents outside of `docs/`, with the pages they become. */
const elsewhere: readonly (readonly [source: string, path: string, kind: string])[] = [
  ["packages/fmt/README.md", "reference/formatter.html", "Reference"],
  ["packages/fmt/STYLE.md", "reference/style.html", "Reference"],
  ["packages/fmt/DEVIATIONS.md", "reference/deviations.html", "Reference"],
  ["packages/lint/README.md", "reference/linter.html", "Reference"],
  ["packages/lint/PRECISION.md", "reference/precision.html", "Reference"],
  ["packages/lint/docs/rules.md", "rules/index.html", "Rule"],
  ["packages/lint/docs/peers.md", "rules/peers.html", "Rule"],
  ["packages/lsp/README.md", "reference/language-server.html", "Reference"],
  ["packages/vscode/README.md", "reference/vscode.html", "Reference"],
  ["grammar/README.md", "reference/grammar.html", "Reference"],
  ["README.md", "project/readme.html", "Project"],
  ["CHANGELOG.md", "project/changelog.html", "Project"],
  ["ARCHITECTURE.md", "project/architecture.html", "Project"],
  ["CONTRIBUTING.md", "project/contributing.html", "Project"],
  ["SECURITY.md", "project/security.html", "Project"],
  ["GOVERNANCE.md", "project/governance.html", "Project"],
];

/** Returns the pages of all documents. */
export function documentPages(root: string): MarkdownPage[] {
  const pages = [
    ...elsewhere.map(([source, path, kind]) => pageOf(root, source, path, kind)),
    ...markdownFiles(root, "packages/lint/docs/rules").map((source) =>
      pageOf(root, source, source.replace("packages/lint/docs/", "").replace(/\.md$/u, ".html"), "Rule"),
    ),
    ...markdownFiles(root, "docs").map((source) => pageOf(root, source, docsPath(source), kindOf(source))),
  ];
  const byPath = new Map<string, MarkdownPage>();
  for (const page of pages) if (page !== null) byPath.set(page.path, page);
  return [...byPath.values()];
}

function pageOf(root: string, source: string, path: string, kind: string): MarkdownPage | null {
  const file = join(root, source);
  return existsSync(file) ? { path, kind, source, markdown: readFileSync(file, "utf8") } : null;
}

/** Returns the Markdown files of a folder and of those in it; none where there is no folder. */
export function markdownFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .toSorted();
}

/** `docs/index.md` is the text of the landing page, which has a layout of its own. */
function docsPath(source: string): string {
  return source
    .slice("docs/".length)
    .replace(/(^|\/)README\.md$/u, "$1index.md")
    .replace(/\.md$/u, ".html");
}

const kindsByFolder: Readonly<Record<string, string>> = {
  rules: "Rule",
  diagnostics: "Diagnostic",
  migration: "Migration",
  editors: "Editor",
};

function kindOf(source: string): string {
  const [, folder = ""] = source.split("/");
  return kindsByFolder[folder] ?? "Guide";
}

/**
 * Makes the site: collects pages from documents and packages, renders them, puts them into their layout, indexes them and
 * checks their links. What is wrong is told and does not stop it.
 */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { loadTolerantEngine } from "@lix-tools/parser";
import { checkLinks } from "./check-links.ts";
import { landingPage } from "./layout/landing.ts";
import { layOutPage, type SiteFrame } from "./layout/layout.ts";
import { navigationOf } from "./layout/navigation.ts";
import { searchIndex } from "./layout/search-index.ts";
import { type CodeHighlighters, highlightCode } from "./markdown/highlight-code.ts";
import { createOtherHighlighter } from "./markdown/other-languages.ts";
import { type MarkdownContext, renderMarkdown } from "./markdown/render-markdown.ts";
import { linkBetween, type MarkdownPage, type Page } from "./page.ts";
import { apiPages } from "./sources/api.ts";
import { builtinsPage } from "./sources/builtins.ts";
import { codemodPages } from "./sources/codemods.ts";
import { documentPages } from "./sources/documents.ts";
import { featuresPage } from "./sources/features.ts";

/** Where to read and where to write. */
export interface SiteOptions {
  /** The directory of the repository. */
  readonly root: string;
  readonly out: string;
}

/** What was made. */
export interface SiteResult {
  readonly pages: number;
  /** Links that lead nowhere, one line each. */
  readonly problems: readonly string[];
}

/** Made by others and put beside the pages. */
const neighbours: ReadonlySet<string> = new Set([
  "playground/index.html",
  "assets/site.js",
  "assets/site.css",
  "assets/icon.svg",
]);

/** Writes the site and returns what was made. */
export async function buildSite({ root, out }: SiteOptions): Promise<SiteResult> {
  const highlighters: CodeHighlighters = { tolerant: await loadTolerantEngine(), other: createOtherHighlighter() };
  const sources = [...documentPages(root), ...codemodPages(root), featuresPage(), builtinsPage(), ...apiPages(root)];
  const bySource = new Map(sources.flatMap(({ source, path }) => (source === null ? [] : [[source, path] as const])));
  const render = (source: MarkdownPage): Page => toPage(source, { root, bySource, highlighters });
  const pages = sources.filter(({ path }) => path !== "index.html").map(render);
  const all = [landingPage(root, (code, language) => highlightCode(code, language, highlighters)), ...pages];
  const frame: SiteFrame = {
    sections: navigationOf(all),
    assets: { style: "assets/site.css", script: "assets/site.js", icon: "assets/icon.svg" },
  };
  rmSync(out, { recursive: true, force: true });
  const documents = new Map(all.map((page) => [page.path, layOutPage(page, frame)]));
  for (const [path, html] of documents) writeAt(out, path, html);
  writeAt(out, "assets/search.json", searchIndex(pages));
  const images = copyImages(root, out);
  return { pages: all.length, problems: checkLinks(documents, new Set([...neighbours, ...images])) };
}

function writeAt(out: string, path: string, text: string): void {
  const file = join(out, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Images that documents and the landing page show. */
const images: readonly string[] = ["playground.webp", "playground-dark.webp"];

function copyImages(root: string, out: string): string[] {
  return images.flatMap((name) => {
    const file = join(root, "docs/images", name);
    if (!existsSync(file)) return [];
    mkdirSync(join(out, "images"), { recursive: true });
    cpSync(file, join(out, "images", name));
    return [`images/${name}`];
  });
}

interface RenderContext {
  readonly root: string;
  /** The pages that documents of the repository became. */
  readonly bySource: ReadonlyMap<string, string>;
  readonly highlighters: CodeHighlighters;
}

function toPage(source: MarkdownPage, context: RenderContext): Page {
  const { path, kind, markdown } = source;
  const markdownContext: MarkdownContext = {
    resolveLink: (target) => resolveLink(target, source, context),
    highlight: (code, language) => highlightCode(code, language, context.highlighters),
  };
  const { html, headings, text } = renderMarkdown(markdown, markdownContext);
  const title = headings.find(({ level }) => level === 1)?.text ?? path;
  return { path, kind, title, html, headings, text, summary: summaryOf(text, title), look: "article" };
}

/** Pages that are made of something else than a document, by what stands for them in the repository. */
const madeOf: ReadonlyMap<string, string> = new Map([
  ["packages", "api/index.html"],
  ["packages/playground", "playground/index.html"],
  ["packages/migrate-langver/src/codemods", "codemods/index.html"],
  ["packages/parser/src/langver/features.ts", "reference/features.html"],
  ["packages/eval-core/src/builtins", "reference/builtins.html"],
]);

/** Returns where a link of a document leads in the site; null where it leads to a file that is no page. */
function resolveLink(target: string, { path, source }: MarkdownPage, { root, bySource }: RenderContext): string | null {
  if (/^[a-z]+:/u.test(target) || target.startsWith("#")) return target;
  if (target.startsWith("/")) return linkBetween(path, target.slice(1));
  if (source === null) return target;
  const [file = "", fragment] = target.split("#");
  const linked = posix.join(posix.dirname(source), file).replace(/\/$/u, "");
  const name = linked.replace(/^docs\//u, "");
  if (/\.(?:webp|png|svg)$/u.test(linked)) return linkBetween(path, name);
  const candidates = [linked, `${linked}/README.md`, `${linked}/index.md`];
  const found = madeOf.get(linked) ?? candidates.flatMap((candidate) => bySource.get(candidate) ?? [])[0];
  if (found !== undefined) return linkBetween(path, fragment === undefined ? found : `${found}#${fragment}`);
  // A link to a file of the repository is right there; a link to nothing is reported by the check of links.
  return existsSync(join(root, linked)) ? null : target;
}

/** Characters that search engines show. */
const longestSummary = 180;

function summaryOf(text: string, title: string): string {
  const body = text.startsWith(title) ? text.slice(title.length).trim() : text;
  if (body.length <= longestSummary) return body;
  return `${body.slice(0, body.lastIndexOf(" ", longestSummary))} …`;
}

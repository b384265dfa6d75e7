/** The first page: what this is, shown rather than told. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { migrateSource } from "@lix-tools/migrate-langver";
import { makeLangver } from "@lix-tools/parser";
import { codeBlock, textOf } from "../markdown/render-markdown.ts";
import type { Page } from "../page.ts";

const before = `{ lib, fetchurl, config ? {} }:
{
  src = fetchurl { url = https://example.org/a.tar.gz; };
  port = config.server.port or 8080;
  first = builtins.elemAt config.hosts 0;
  tools = [ lib.hello ] ++ config.tools;
}`;

/** What the migrator makes of it, now. A badge that was not earned would be worth nothing. */
function migrated(): { readonly text: string; readonly isProven: boolean } {
  const source = new TextEncoder().encode(before);
  const { status, after, verification } = migrateSource(source, { to: makeLangver("nix2"), verify: "core" });
  const isProven = status === "migrated" && (verification === "core" || verification === "law");
  return { text: new TextDecoder().decode(after), isProven };
}

interface Feature {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly label: string;
}

const features: readonly Feature[] = [
  {
    title: "Migrate, with proof",
    text: "Old and new text are lowered to one core calculus and compared. What cannot be proved to mean the same is not written, and the report says why.",
    link: "codemods/index.html",
    label: "The codemods",
  },
  {
    title: "Format",
    text: "Legacy Nix to the bytes of the official formatter, Nix 2 in the same style. Every result is parsed and compared before it is written.",
    link: "reference/formatter.html",
    label: "The formatter",
  },
  {
    title: "Lint and fix",
    text: "Finds what is wrong, deprecated, dead or slow, knows the language of each file, and calls a fix safe only when it is proven each time.",
    link: "rules/index.html",
    label: "The rules",
  },
  {
    title: "Evaluate",
    text: "Both dialects, to values and derivation paths, without building, fetching or writing anything. It also runs in your browser.",
    link: "reference/builtins.html",
    label: "The builtins",
  },
];

const ways: readonly (readonly [title: string, link: string, text: string])[] = [
  ["On the command line", "command-line.html", "Five commands, one set of habits"],
  ["Before every commit", "hooks.html", "pre-commit, treefmt, lint-staged, git-hooks.nix"],
  ["In CI", "ci.html", "GitHub, GitLab, SARIF, JSON"],
  ["In your editor", "editors/index.html", "Diagnostics, fixes and format on save"],
  ["On a whole tree", "migrating.html", "From legacy to Nix 2, file by file"],
  ["As a library", "api/index.html", "The same, from JavaScript"],
];

/** Returns the landing page. */
export function landingPage(root: string, highlight: (code: string, language: string) => string): Page {
  const exists = (link: string): boolean =>
    link.startsWith("api/") ||
    [link, link.replace("index.html", "README.html")].some((path) =>
      existsSync(join(root, "docs", path.replace(/\.html$/u, ".md"))),
    );
  const { text, isProven } = migrated();
  const html = `<section class="hero">
<h1>Nix, on its way to the next dialect</h1>
<p class="lead">A parser, formatter, linter, migrator and evaluator for Nix as everybody has it, and for Nix 2, the versioned dialect that a file asks for in its first line. What they change, they prove.</p>
<p class="hero-actions"><a class="button primary" href="playground/index.html">Try it in the browser</a><a class="button" href="getting-started.html">Get started</a></p>
</section>
<section class="before-after" aria-label="Before and after">
<figure><figcaption>Nix</figcaption>${codeBlock(highlight(before, "nix"), "nix")}</figure>
<figure><figcaption>Nix 2 ${isProven ? '<span class="proof">proven: same meaning</span>' : ""}</figcaption>${codeBlock(highlight(text, "nix"), "nix2")}</figure>
</section>
<figure class="picture"><a href="playground/index.html"><picture><source srcset="images/playground-dark.webp" media="(prefers-color-scheme: dark)" /><img src="images/playground.webp" width="1920" height="1140" loading="lazy" alt="The playground: a package in Nix on the left and in Nix 2 on the right, with the list of rewrites" /></picture></a><figcaption>The playground runs all of it in your browser.</figcaption></figure>
<section class="cards" aria-label="What it does">
${features.map(({ title, text, link, label }) => `<article><h2>${title}</h2><p>${text}</p><p><a href="${link}">${label}</a></p></article>`).join("\n")}
</section>
<section class="ways">
<h2>Start where you work</h2>
<ul>
${ways
  .filter(([, link]) => exists(link))
  .map(([title, link, text]) => `<li><a href="${link}"><strong>${title}</strong><span>${text}</span></a></li>`)
  .join("\n")}
</ul>
</section>`;
  return {
    path: "index.html",
    title: "lix-tools – Nix, on its way to the next dialect",
    kind: "Page",
    summary: "A parser, formatter, linter, migrator and evaluator for Nix and Nix 2. What they change, they prove.",
    html,
    headings: [],
    text: textOf(html),
    look: "landing",
  };
}

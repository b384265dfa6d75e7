/** The pages of the migrator's codemods, with their examples before and after. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Codemod, codemods } from "@lix-tools/migrate-langver";
import { codeFence, markdownTable } from "../markdown/tables.ts";
import type { MarkdownPage } from "../page.ts";
import { type CodemodCase, readCases } from "./cases.ts";

const folder = "packages/migrate-langver/src/codemods";

/** Returns a page for each codemod and one that lists them. */
export function codemodPages(root: string): MarkdownPage[] {
  return [indexPage(), ...codemods.map((codemod) => codemodPage(root, codemod))];
}

/** Returns the path of a codemod's page. */
export function codemodPath({ id }: Pick<Codemod, "id">): string {
  return `codemods/${id}.html`;
}

const kept: Readonly<Record<Codemod["preserves"], string>> = {
  syntax: "the tokens",
  core: "the core term",
  value: "the value, by a named law",
  success: "the value of programs that have one",
};

function indexPage(): MarkdownPage {
  const rows = codemods.map((codemod) => [
    `[${codemod.id}](/${codemodPath(codemod)})`,
    `\`${codemod.name}\``,
    codemod.summary,
    editionsOf(codemod.to),
    kept[codemod.preserves],
  ]);
  const markdown = [
    "# Codemods",
    "",
    "What `lix-migrate` rewrites, in the order in which codemods get their way where two want the same bytes. After all of",
    "them the old and the new text are compared as core terms, whatever each of them promises: a text that is not proved to",
    "mean the same is not written.",
    "",
    markdownTable(["Id", "Name", "What it does", "On the way to", "Keeps"], rows),
    "",
  ].join("\n");
  return { path: "codemods/index.html", kind: "Codemod", markdown, source: null };
}

function editionsOf(editions: readonly string[]): string {
  return editions.join(", ");
}

function codemodPage(root: string, codemod: Codemod): MarkdownPage {
  const { id, name, summary, soundness, preserves, from, to, feature, laws, isOptional } = codemod;
  const file = join(root, folder, `${id.toLowerCase()}-${name}.cases.txt`);
  const cases = existsSync(file) ? readCases(readFileSync(file, "utf8")) : [];
  const markdown = [
    `# ${id} ${name}`,
    "",
    `${capital(summary)}.`,
    "",
    markdownTable(
      ["", ""],
      [
        ["From", editionsOf(from)],
        ["To", editionsOf(to)],
        ["Feature", `[\`${feature}\`](/reference/features.html#${feature})`],
        ["Keeps", kept[preserves]],
        ...(isOptional === true ? [["Made", `where \`--also ${name}\` asks for it`]] : []),
        ...(laws.length === 0 ? [] : [["Laws", laws.map((law) => law.name).join(", ")]]),
      ],
    ),
    "",
    "## When it is sound",
    "",
    `${capital(soundness)}.`,
    "",
    "## Examples",
    "",
    ...cases.flatMap(caseText),
  ].join("\n");
  return { path: codemodPath(codemod), kind: "Codemod", markdown, source: null };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Control characters would vanish; their pictures do not. */
function visible(text: string): string {
  return text.replaceAll("\r", "␍").replaceAll("\0", "␀").replaceAll("\t", "→ ");
}

function caseText({ name, before, blocks }: CodemodCase): string[] {
  const after = blocks.get("rewritten");
  const isSame = after === undefined || after === before;
  return [
    `### ${capital(name)}`,
    "",
    ...(isSame ? [] : ["Before:", ""]),
    codeFence("nix", visible(before)),
    "",
    ...(isSame ? [] : ["After:", "", codeFence("nix", visible(after ?? "")), ""]),
    ...[...blocks]
      .filter(([heading]) => heading !== "rewritten")
      .flatMap(([heading, text]) => [
        headingText(heading),
        "",
        codeFence(heading === "refused" ? "text" : "nix", visible(text)),
        "",
      ]),
  ];
}

function headingText(heading: string): string {
  if (heading === "refused") return "Left, with the reason:";
  if (heading === "accepted") return "With `--accept`:";
  return `${capital(heading)}:`;
}

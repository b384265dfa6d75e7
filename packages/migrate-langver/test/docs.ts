/** The guide to every rewrite and to what is left, made of the codemods and their cases. */
import { features } from "@lix-tools/parser";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Codemod, codemods } from "../src/index.ts";
import { type Case, parseCases } from "./cases.ts";

const folder = fileURLToPath(new URL("../src/", import.meta.url));
const generated = "<!-- Generated from the cases of the codemods: node scripts/generate-migration-docs.mjs -->";

/** Examples of one rewrite, and lines of an example, at most; the cases beside each codemod are all there are. */
const [mostExamples, mostLines] = [4, 14] as const;

const phases: Readonly<Record<NonNullable<Codemod["phase"]>, { readonly title: string; readonly text: string }>> = {
  freeze: {
    title: "Freeze: text that both dialects read alike",
    text: "These rewrites stay within legacy Nix. Every Nix and Lix of today reads the result, and Lix without a warning.",
  },
  switch: {
    title: "Switch: the change of dialect",
    text: "These come in one step with the head clause. A file makes the step with all of them or not at all.",
  },
  idiom: {
    title: "Idiom: what Nix 2 is for",
    text: "These make use of the new dialect where that provably means the same. What is left is no mistake.",
  },
};

/** Codemods that begin where the others end. */
function isBeyond({ from }: Codemod): boolean {
  return from.every((edition) => edition === "nix2");
}

const beyond = `## Beyond: the future edition

\`--to nix2-future\` brings a file to Nix 2 as above and then, in one step with the clause, to the features that are not
settled yet. They carry no promise of stability. \`--features comma-lists,pipe-left\` names single ones of them beside
\`experimental.nix2\` in the clause, and asks for nothing that the others need.

${futureTable()}`;

/** Returns the features that the future edition adds, with what becomes of a file. */
function futureTable(): string {
  const rows = features
    .filter((feature) => feature.nix2 === "none" && feature.future === "full")
    .map(({ id, summary, status }) => {
      const own = codemods.find((codemod) => isBeyond(codemod) && codemod.isClause !== true && codemod.feature === id);
      return `| \`${id}\` | ${cell(summary)} | ${cell(status)} | ${own === undefined ? unwritten(id) : `[${own.name}](#${own.name})`} |`;
    });
  return ["| feature | what it is | how settled | what becomes of a file |", "|---|---|---|---|", ...rows].join("\n");
}

/** Syntax that files may use, and none is rewritten to it. */
function unwritten(id: string): string {
  if (id === "formal-default-token") return "nothing: `?` is read as before";
  return "nothing: it only adds syntax, and none of it is written";
}

const keeps: Readonly<Record<Codemod["preserves"], string>> = {
  syntax: "every token",
  core: "the core term, and with it everything",
  value: "the value, by a law of the core that holds for every input",
  success: "the value of programs that have one",
};

/** Returns the page of all rewrites. */
export function rewritesPage(): string {
  const parts = (["freeze", "switch", "idiom"] as const).map((phase) => {
    const own = codemods.filter((codemod) => codemod.phase === phase && !isBeyond(codemod));
    return `## ${phases[phase].title}\n\n${phases[phase].text}\n\n${own.map(section).join("\n")}`;
  });
  return `${generated}

# Every rewrite of the migrator

What \`lix-migrate\` does, construct by construct, with examples that are its tests. A rewrite is made only if the old
text under the old grammar and the new text under the new grammar are proved to mean the same.
\`lix-migrate --rules NAME\` makes one of them alone, \`--skip NAME\` leaves one out, \`--also NAME\` adds one that is a matter of taste, \`--list-rules\` lists them. In the
examples ␍ stands for a carriage return and ␀ for a NUL byte.

${parts.join("\n")}
${beyond}

${codemods.filter(isBeyond).map(section).join("\n")}`;
}

function section(codemod: Codemod): string {
  const { id, name, summary, from, to, preserves, soundness, isOptional } = codemod;
  const cases = casesOf(codemod);
  const rewritten = cases.filter(({ rewritten: text }) => text !== undefined).filter(isShort);
  const accepted = cases.filter(({ accepted: text }) => text !== undefined).filter(isShort);
  const examples = rewritten.slice(0, mostExamples).map((example) => exampleOf(example, example.rewritten ?? ""));
  const meant = accepted.slice(0, 2).map((example) => exampleOf(example, example.accepted ?? ""));
  return [
    `### ${name}`,
    "",
    `${sentence(summary)} (\`${id}\`; from ${from.join(", ")} to ${to.join(", ")})`,
    "",
    `Keeps ${keeps[preserves]}. When: ${soundness}.`,
    ...(isOptional === true ? ["", `A matter of taste, so only \`--also ${name}\` makes it.`] : []),
    ...(examples.length === 0 ? [] : ["", ...examples]),
    ...(meant.length === 0
      ? []
      : ["", `With \`--accept ${name}\`, which changes the meaning to what was perhaps meant:`, "", ...meant]),
    "",
  ].join("\n");
}

function sentence(summary: string): string {
  return /[.!]$/u.test(summary) ? summary : `${summary}.`;
}

function casesOf({ id, name }: Codemod): readonly Case[] {
  return parseCases(readFileSync(`${folder}codemods/${id.toLowerCase()}-${name}.cases.txt`, "utf8")).cases;
}

function isShort({ source, rewritten = "", accepted = "" }: Case): boolean {
  return [source, rewritten, accepted].every((text) => text.split("\n").length <= mostLines);
}

/** Before and after, each as a block of its own: a site can colour both, and readers can copy them. */
function exampleOf({ name, source }: Case, after: string): string {
  return `${capital(name)}:\n\n${fence(source)}\n\n${fence(after)}\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function fence(text: string): string {
  // What stands for a byte that cannot be shown is no Nix.
  const language = /[␍␀]/u.test(text) ? "text" : "nix";
  return `\`\`\`${language}\n${text.replace(/\n+$/u, "")}\n\`\`\``;
}

/** Returns the page of what is left, and why. */
export function leftPage(): string {
  const sections = codemods.flatMap((codemod) => {
    const reasons = refusalsOf(casesOf(codemod));
    if (reasons.length === 0) return [];
    const rows = reasons.map(({ reason, line }) => `| ${cell(reason)} | \`\` ${line.replaceAll("|", "\\|")} \`\` |`);
    return [
      `### ${codemod.name}\n\n${sentence(codemod.summary)}\n\n| why | for example |\n|---|---|\n${rows.join("\n")}\n`,
    ];
  });
  return `${generated}

# What is not migrated, and why

The migrator leaves what it cannot prove. A report names every such place with its reason: \`lix-migrate --to nix2 .\`
lists them, \`--report report.html\` makes a page of them.

## What no rewrite reaches

- **Raw NUL bytes**: legacy reads a text up to the NUL only, and what was meant is not in the text.
- **Bytes that are not UTF-8**: Nix 2 is UTF-8. Convert the file first; in strings the bytes are part of the value, so
  only its author knows how.
- **Globals that are replaced by \`scopedImport\`**: the file itself does not show that \`true\` or \`__sub\` mean something
  else in it. Every proof says that it holds in the standard global scope.
- **Positions**: \`__curPos\` and \`unsafeGetAttrPos\` see where text stands, and every edit may move it. Files that ask for
  positions are listed in the report, to be looked at.
- **Functions that command lines call by themselves**: \`nix-build\` calls a file that is a function; an evaluator of Nix 2
  does not. \`lix-migrate --verify eval --entry FILE\` names the files that relied on it.
- **Code that reads Nix files as text**: what hashes or parses \`.nix\` files sees other text. With \`--verify drv\` such
  derivations are found, explained by the files that changed, and listed apart.
- **\`flake.nix\`** keeps its dialect, because every Nix that uses the flake reads it; \`--flakes\` switches it, too.
- **Names under several \`with\`s**: the text does not tell which one provides a name. With an entry point
  (\`--entry default.nix\`) evaluation shows it; the report then says that the rewrite rests on an observation.
- **What \`lib.optionalAttrs\` gives**: no text but that of the function says that it is a part of the set it was given.
  Evaluation shows it, too. A set from somewhere else that comes later in a chain of \`//\` stays, whatever was seen of
  it: it may be there to win.
- **Floats under \`nix2-future\`**: its feature \`opaque-floats\` makes calculating with a float an error, and what a variable
  holds no text tells. A file that may do so stays; \`--features\` asks for other features of the edition without this one.
- **\`lib.pipe\`** forces what is between its functions, so a \`throw\` that nobody needs may vanish in a pipe. It is
  rewritten with \`--accept pipe-operator\`.
- **Syntax whose meaning is not settled**, \`?:\` and \`.?\` of \`nix2-future\` among it: files may use it and go back to
  legacy, but nothing is rewritten to it.

## What single rewrites refuse

${sections.join("\n")}
## What does not lead back to legacy

\`lix-migrate --to legacy\` writes every construct of Nix 2 in legacy text but these:

| why | for example |
|---|---|
${impossibleRows().join("\n")}
`;
}

interface Refusal {
  readonly reason: string;
  readonly line: string;
}

/** Returns every reason once, with the line of its first example. */
function refusalsOf(cases: readonly Case[]): Refusal[] {
  const found = new Map<string, string>();
  for (const { source, refused = "" } of cases) {
    for (const entry of refused.split("\n").filter((line) => line !== "")) {
      const [, line = "1", reason = ""] = /^(\d+):\d+ (.*)$/u.exec(entry) ?? [];
      if (!found.has(reason)) found.set(reason, (source.split("\n")[Number(line) - 1] ?? "").trim());
    }
  }
  return [...found].map(([reason, line]) => ({ reason, line }));
}

function impossibleRows(): string[] {
  const files = readdirSync(`${folder}downlevel`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".cases.txt"))
    .toSorted();
  const cases = files.flatMap((path) => parseCases(readFileSync(`${folder}downlevel/${path}`, "utf8")).cases);
  return refusalsOf(cases).map(({ reason, line }) => {
    const [, words = reason] = /^[a-z]+\/[a-z-]+ (.*)$/u.exec(reason) ?? [];
    return `| ${cell(words)} | \`\` ${line.replaceAll("|", "\\|")} \`\` |`;
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

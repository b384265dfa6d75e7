/** The documentation as text, made of the rules, their cases and the table of peers. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { peerRules } from "../src/compat.ts";
import { groups, type Rule, ruleId } from "../src/engine/rule.ts";
import { allRules } from "../src/registry.ts";
import { type Case, readCaseFile } from "./cases.ts";

const rulesDirectory = fileURLToPath(new URL("../src/rules/", import.meta.url));

const presets: Readonly<Record<Rule["preset"], string>> = {
  recommended: "on by default",
  strict: "on in preset `strict`",
  nix2: "on in preset `nix2`",
  nixpkgs: "on in preset `nixpkgs`",
  "nixos-module": "on in preset `nixos-module`",
  none: "on where it is named",
};

const fixes: Readonly<Record<Rule["fix"], string>> = {
  safe: "a safe fix",
  proof: "a safe fix where it can be proven",
  unsafe: "an unsafe fix",
  none: "no fix",
};

/** Returns the page of a rule. */
export function rulePage(rule: Rule): string {
  const { prose, cases } = readCaseFile(`${rulesDirectory}${ruleId(rule)}.cases.txt`);
  const peers = peerRules.filter((row) => row.ours.includes(ruleId(rule))).map((row) => `${row.tool} \`${row.name}\``);
  const facts = `${rule.code} · ${rule.severity} · ${presets[rule.preset]} · ${fixes[rule.fix]} · since ${rule.since}`;
  return (
    [
      `# ${ruleId(rule)}`,
      facts,
      `Finds: ${rule.summary}.`,
      prose,
      ...(peers.length === 0 ? [] : [`Elsewhere: ${peers.join(", ")}.`]),
      "## Examples",
      ...cases.map(example),
    ].join("\n\n") + "\n"
  );
}

function example({ title, drawn, fixed, unsafe }: Case): string {
  const block = (text: string): string => `\`\`\`nix\n${text}\`\`\``;
  const parts = [`### ${title}`, block(drawn)];
  if (fixed !== null) parts.push("fixed:", block(fixed));
  if (unsafe !== null) parts.push("with `--unsafe-fixes`:", block(unsafe));
  return parts.join("\n\n");
}

/** Returns the index of all rules. */
export function indexPage(): string {
  const sections = groups.map((group) => {
    const rows = allRules
      .filter((rule) => rule.group === group)
      .map(
        (rule) =>
          `| [${ruleId(rule)}](rules/${rule.code}.md) | ${rule.severity} | ${rule.preset} | ${rule.fix} | ${cell(rule.summary)} |`,
      );
    return [`## ${group}`, "", "| rule | severity | preset | fix | finds |", "|---|---|---|---|---|", ...rows].join(
      "\n",
    );
  });
  return `# Rules of lix-lint\n\n${sections.join("\n\n")}\n`;
}

/** Returns the table of peers. */
export function peersPage(): string {
  const tools = [...new Set(peerRules.map(({ tool }) => tool))];
  const sections = tools.map((tool) => {
    const rows = peerRules
      .filter((row) => row.tool === tool)
      .map(
        (row) => `| ${row.name} | ${row.ours.length === 0 ? "none" : row.ours.join(", ")} | ${cell(row.note ?? "")} |`,
      );
    return [`## ${tool}`, "", "| rule | ours | note |", "|---|---|---|", ...rows].join("\n");
  });
  const intro =
    "What each rule of other tools is called here. Their names are understood in `lix.toml`, in `--rule`, `--only` and\n" +
    "`explain`, and in comments; `# deadnix: skip` works as it is.";
  return `# Coming from another linter\n\n${intro}\n\n${sections.join("\n\n")}\n`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** Returns the module that `explain` reads. */
export function pagesModule(): string {
  const rows = allRules.map((rule) => `  ${JSON.stringify(ruleId(rule))}: ${JSON.stringify(rulePage(rule))},\n`);
  return (
    "/** The pages of the rules, made from their cases by `scripts/generate-lint-docs.mjs`; do not edit. */\n" +
    "/** The page of each rule by `group/name`. */\n" +
    `export const rulePages: Readonly<Record<string, string>> = {\n${rows.join("")}};\n`
  );
}

/** Returns a file's text, or nothing where there is none. */
export function textOfFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

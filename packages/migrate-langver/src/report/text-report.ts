/**
 * The end of a run for people: a table of the codemods that met something, and what became of the files.
 */
import type { Palette } from "@lix-tools/cli-kit/terminal";
import type { RunMode } from "../run/run-options.ts";
import { fileStatuses } from "../run/file-result.ts";
import { wordOf } from "./accepted.ts";
import { assumptions } from "./assumptions.ts";
import { evaluationLines } from "./evaluation-lines.ts";
import type { RuleSummary, Summary } from "./summary.ts";

/** How a run was made. */
export interface ReportContext {
  readonly mode: RunMode;
  readonly to: string;
  readonly palette: Palette;
}

/** Returns the summary as text. */
export function renderSummary(summary: Summary, context: ReportContext): string {
  const rules = [...summary.rules.values()].filter(({ rewritten, refused }) => rewritten + refused > 0);
  const lines = rules.length === 0 ? [] : [...ruleTable(rules, context), ""];
  return [...lines, ...fileLines(summary, context)].map((line) => `${line}\n`).join("");
}

function ruleTable(rules: readonly RuleSummary[], { mode, palette }: ReportContext): string[] {
  const done = mode === "write" ? "rewritten" : "can rewrite";
  const head = ["rule", "sites", done, "left", "files"];
  const rows = rules.map(({ codemod, rewritten, refused, files }) => [
    `${codemod.id} ${codemod.name}`,
    ...[rewritten + refused, rewritten, refused, files].map(String),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const layOut = (row: readonly string[]): string =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, column === 0 ? "left" : "right")).join("  ");
  return [palette.bold(layOut(head)), ...rows.map(layOut)];
}

function pad(text: string, width: number, side: "left" | "right"): string {
  return side === "left" ? text.padEnd(width) : text.padStart(width);
}

function fileLines(summary: Summary, { mode, to, palette }: ReportContext): string[] {
  const { files, changed, written, statuses, readsPositions, alternatives } = summary;
  const counts = fileStatuses.filter((status) => statuses[status] > 0).map((status) => `${statuses[status]} ${status}`);
  const lines = [`${plural(files, "file")}: ${counts.join(", ") || "nothing to do"}`];
  if (changed > 0) lines.push(...changeLines(summary, mode === "write"));
  if (changed > 0 && mode !== "write") lines.push(`to make the changes: lix-migrate --to ${to} --write`);
  if (mode === "write" && written < changed) lines.push(palette.yellow(`${changed - written} not written, see above`));
  if (summary.evaluation !== null) lines.push(...evaluationLines(summary.evaluation));
  if (to === "legacy") lines.push(...closureLines(summary));
  lines.push(...acceptedLines(summary), ...summary.notes);
  if (alternatives > 0) {
    lines.push(`${plural(alternatives, "site")} left could be rewritten with \`--accept RULE\` or RULE@FILE:LINE`);
  }
  if (readsPositions.length > 0) {
    lines.push(
      `${plural(readsPositions.length, "changed file")} use \`__curPos\` or \`unsafeGetAttrPos\`: look at them`,
    );
  }
  return lines;
}

/** Sites that are named one by one; a report has them all. */
const mostAccepted = 20;

function acceptedLines({ accepted }: Summary): string[] {
  if (accepted.length === 0) return [];
  const shown = accepted.slice(0, mostAccepted).map((place) => `  ${wordOf(place)}: ${place.title}`);
  const rest = accepted.length - shown.length;
  return [
    `${plural(accepted.length, "site")} changed to what was perhaps meant, as accepted:`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

/** An evaluator without Nix 2 reads none of it, wherever it meets it. */
function closureLines({ changed, statuses }: Summary): string[] {
  if (changed + statuses.refused === 0) return [];
  return [
    "only files that declare Nix 2 are converted; an older evaluator needs all that are imported, in the same folders",
    "name the files that command lines are given with --entry: legacy calls the functions they are",
  ];
}

function changeLines({ changed, written, verified }: Summary, isWritten: boolean): string[] {
  const { core, law, parse, observed } = verified;
  const proofs = [
    core > 0 ? `${core} by the same core term` : "",
    law > 0 ? `${law} by a law of the core` : "",
    parse > 0 ? `${parse} only parsed` : "",
  ].filter((proof) => proof !== "");
  const verb = isWritten ? `${plural(written, "file")} written` : `${plural(changed, "file")} would change`;
  const proved = `${verb}; proved: ${proofs.join(", ") || "none"} (${assumptions[0]})`;
  if (observed === 0) return [proved];
  return [
    proved,
    `${plural(observed, "file")} not proved but observed: equal where names and sets are what they were seen to be`,
  ];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

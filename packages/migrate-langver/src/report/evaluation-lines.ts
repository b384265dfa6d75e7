/** What evaluations came to, for people. What was observed is never called proved. */
import type { EvaluationAccount } from "../run/evaluate/evaluation-account.ts";
import { countOf } from "./count-of.ts";

/** Explained changes that are named; a report in JSON names all. */
const mostNamed = 5;

/** Returns the lines about evaluations. */
export function evaluationLines(account: EvaluationAccount): string[] {
  const { level, watched, failure, mismatches } = account;
  const lines =
    watched === 0 ? [] : [`names and sets were watched in the evaluation of ${countOf(watched, "attribute")}`];
  if (failure !== null) return [...lines, `not verified by evaluation: ${failure}`];
  if (level !== "watch") lines.push(verdictLine(account), ...explainedLines(account));
  for (const { target, before, after, path, reproducer } of mismatches) {
    lines.push(`mismatch: ${target} was ${before} and became ${after}, because of ${path ?? "several files"}`);
    if (reproducer !== null) lines.push(`  see ${reproducer}`);
  }
  return lines;
}

function verdictLine(account: EvaluationAccount): string {
  const { level, targets, identical, failing, exhausted, rewritten, evaluated } = account;
  const what = level === "drv" ? "derivations are" : "values are";
  const parts = [
    `${identical} of ${targets} ${what} the same`,
    ...(failing > 0 ? [`${failing} fail as before`] : []),
    ...(exhausted > 0 ? [`${exhausted} could not be evaluated in the limits`] : []),
    `${evaluated} of ${countOf(rewritten, "rewritten file")} took part`,
  ];
  return parts.join("; ");
}

function explainedLines({ explained, readAsText, uncalled }: EvaluationAccount): string[] {
  const lines: string[] = [];
  if (explained.length > 0) {
    const files = new Set(explained.flatMap((change) => change.files));
    lines.push(
      `${explained.length} of them hash ${countOf(files.size, "rewritten file")} and will change with the text alone:`,
      ...explained.slice(0, mostNamed).map((change) => `  ${change.attribute}: ${change.files.slice(0, 2).join(", ")}`),
    );
    if (explained.length > mostNamed) lines.push(`  and ${explained.length - mostNamed} more`);
  }
  if (uncalled.length > 0) {
    const shown = uncalled.slice(0, mostNamed).join(", ");
    lines.push(
      `command lines call no functions of Nix 2 by themselves; ${uncalled.length} files relied on it: ${shown}`,
    );
  }
  if (readAsText.length > 0) {
    lines.push(`${countOf(readAsText.length, "rewritten file")} read as text by programs: ${readAsText.join(", ")}`);
  }
  return lines;
}

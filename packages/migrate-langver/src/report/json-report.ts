/**
 * The account of a run as JSON, for other programs and for later runs: what became of every file, what every codemod
 * did and did not do, and how sure all of it is. `schemaVersion` changes when a field changes its meaning or goes.
 */
import { codemods } from "../registry.ts";
import type { FileResult } from "../run/file-result.ts";
import type { RunOptions } from "../run/run-options.ts";
import { assumptions } from "./assumptions.ts";
import type { Summary } from "./summary.ts";

/** What a report is about. */
export interface JsonReportInput {
  readonly summary: Summary;
  readonly results: readonly FileResult[];
  readonly options: RunOptions;
  readonly version: string;
  readonly milliseconds: number;
}

/** Returns the report as text. */
export function renderJsonReport({ summary, results, options, version, milliseconds }: JsonReportInput): string {
  const { files, bytes, written, changed, statuses, verified } = summary;
  const report = {
    schemaVersion: 1,
    tool: { name: "lix-migrate", version },
    to: options.to,
    mode: options.mode,
    verify: options.verify,
    assumptions,
    summary: { files, bytes, changed, written, statuses, verified, milliseconds: Math.round(milliseconds) },
    rules: [...summary.rules.values()].map(
      ({ codemod, rewritten, unsafe, observed, refused, files: touched, reasons }) => ({
        id: codemod.id,
        name: codemod.name,
        preserves: codemod.preserves,
        sites: rewritten + refused,
        rewritten,
        unsafe,
        observed,
        refused,
        files: touched,
        reasons: Object.fromEntries(reasons),
      }),
    ),
    evaluation: summary.evaluation,
    files: results.map(fileEntry),
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}

const names: ReadonlyMap<string, string> = new Map(codemods.map(({ id, name }) => [id, name]));

function fileEntry(result: FileResult): object {
  const { path, bytes, status, changed, written, rules, refused, verification, rounds, diagnostics } = result;
  return {
    path,
    bytes,
    status,
    changed,
    written,
    verification,
    rounds,
    milliseconds: Math.round(result.milliseconds * 100) / 100,
    rules: Object.fromEntries(rules.map(({ id, rewritten }) => [names.get(id) ?? id, rewritten])),
    refused: refused.map(({ id, ...place }) => ({ rule: names.get(id) ?? id, ...place })),
    problems: diagnostics
      .filter(({ severity, code }) => severity === "error" && !code.startsWith("langver/"))
      .map(({ code, message }) => ({ code, message })),
  };
}

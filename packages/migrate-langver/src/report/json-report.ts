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
  /** How long it took; null to leave times out, so that the same run gives the same bytes. */
  readonly milliseconds: number | null;
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
    summary: { files, bytes, changed, written, statuses, verified, ...timeOf(milliseconds, 1) },
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
    notes: summary.notes,
    ...(summary.order === null ? {} : { order: summary.order }),
    files: results.map((result) => fileEntry(result, milliseconds !== null)),
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}

const names: ReadonlyMap<string, string> = new Map(codemods.map(({ id, name }) => [id, name]));

/** Returns a time as a field, in parts of a millisecond, or nothing. */
function timeOf(milliseconds: number | null, parts: number): { readonly milliseconds?: number } {
  return milliseconds === null ? {} : { milliseconds: Math.round(milliseconds * parts) / parts };
}

function fileEntry(result: FileResult, isTimed: boolean): object {
  const { path, bytes, status, changed, written, rules, accepted, refused, verification, rounds, diagnostics } = result;
  return {
    path,
    bytes,
    status,
    changed,
    written,
    verification,
    rounds,
    ...timeOf(isTimed ? result.milliseconds : null, 100),
    rules: Object.fromEntries(rules.map(({ id, rewritten }) => [names.get(id) ?? id, rewritten])),
    accepted: accepted.map(({ id, ...place }) => ({ rule: names.get(id) ?? id, ...place })),
    refused: refused.map(({ id, ...place }) => ({ rule: names.get(id) ?? id, ...place })),
    problems: diagnostics
      .filter(({ severity, code }) => severity === "error" && !code.startsWith("langver/"))
      .map(({ code, message }) => ({ code, message })),
  };
}

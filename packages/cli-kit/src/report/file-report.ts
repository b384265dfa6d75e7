/**
 * Diagnostics with the file they are about: what passes from discovery, configuration, workers and tools to a reporter.
 */
import type { Diagnostic, Severity } from "@lix-tools/parser";

/** What there is to say about one file. */
export interface FileReport {
  /** As shown to people: relative to the working directory where that is shorter, or `<stdin>`. */
  readonly path: string;
  /** The bytes the spans count in. Undefined where they could not be read; then no lines and columns are shown. */
  readonly source: Uint8Array | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** How many diagnostics of every severity there were. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Returns a report of one diagnostic about a file as a whole, without a place in it. */
export function wholeFileReport(
  path: string,
  diagnostic: Pick<Diagnostic, "code" | "message"> & Partial<Pick<Diagnostic, "severity" | "notes">>,
): FileReport {
  return {
    path,
    source: undefined,
    diagnostics: [{ severity: "error", ...diagnostic, span: { start: 0, end: 0 } }],
  };
}

/** Tells whether any of the reports holds an error. */
export function hasErrors(reports: readonly FileReport[]): boolean {
  return reports.some((report) => report.diagnostics.some(({ severity }) => severity === "error"));
}

/** What command lines say about files, in several formats. */
export { hasErrors, wholeFileReport } from "./file-report.ts";
export type { FileReport, SeverityCounts } from "./file-report.ts";
export { withoutControls } from "./printable.ts";
export { createReporter, reportFormats } from "./reporter.ts";
export type { Reporter, ReporterOptions, ReportFormat } from "./reporter.ts";
export { describeSystemError, systemErrorCode } from "./system-error.ts";

/**
 * Reporters write what was said about files in one of several formats. Every format gets the same reports; what a
 * format leaves out or cuts short never changes the counts, on which exit codes rest.
 */
import type { Severity } from "@lix-tools/parser";
import type { Output } from "../terminal/output.ts";
import type { Palette } from "../terminal/color.ts";
import type { FileReport, SeverityCounts } from "./file-report.ts";

/** The values of `--format`. */
export const reportFormats = ["text", "concise", "json", "jsonl", "github"] as const;

/** `text` has code frames, `concise` one line per diagnostic, `github` annotates pull requests. */
export type ReportFormat = (typeof reportFormats)[number];

/** Writes reports in one format. */
export interface Reporter {
  /** Writes what a report says. Reports come out in the order of the calls, each awaited. */
  report(file: FileReport): Promise<void>;
  /** Completes the output; nothing may be reported after it. */
  finish(): Promise<void>;
  /** What was reported so far. */
  readonly counts: SeverityCounts;
}

/** One format, as the reporter drives it. */
export interface FormatWriter {
  write(file: FileReport): void;
  /** Writes what must stand at the end, also when nothing was reported. */
  end(counts: SeverityCounts): void;
}

/** Where and how to report. */
export interface ReporterOptions {
  readonly format: ReportFormat;
  readonly output: Output;
  readonly palette: Palette;
}

/** Returns a reporter. The code of a format is loaded when there is something to write in it. */
export function createReporter(options: ReporterOptions): Reporter {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  let writer: FormatWriter | undefined;
  return {
    counts,
    async report(file) {
      if (file.diagnostics.length === 0) return;
      for (const { severity } of file.diagnostics) counts[severity]++;
      writer ??= await loadFormat(options);
      writer.write(file);
    },
    async finish() {
      if (writer === undefined && options.format !== "json") return;
      writer ??= await loadFormat(options);
      writer.end(counts);
    },
  };
}

async function loadFormat({ format, output, palette }: ReporterOptions): Promise<FormatWriter> {
  switch (format) {
    case "text":
      return (await import("./text-format.ts")).createTextFormat(output, palette);
    case "concise":
      return (await import("./concise-format.ts")).createConciseFormat(output, palette);
    case "json":
      return (await import("./json-format.ts")).createJsonFormat(output);
    case "jsonl":
      return (await import("./json-format.ts")).createJsonLinesFormat(output);
    case "github":
      return (await import("./github-format.ts")).createGithubFormat(output);
  }
}

/**
 * Every format by name: those of the suite, and those for other tools. Several can be written in one run, each to its
 * own place.
 */
import { createReporter, reportFormats, type Reporter, type ReportFormat } from "@lix-tools/cli-kit/report";
import type { Output } from "@lix-tools/cli-kit/terminal";
import type { Severity } from "@lix-tools/parser";
import type { Rule } from "../engine/rule.ts";
import { createCheckstyleFormat } from "./checkstyle.ts";
import { createGitlabFormat } from "./gitlab.ts";
import { createJunitFormat } from "./junit.ts";
import { createRdjsonFormat } from "./rdjson.ts";
import { type LintFormat, type ReportedFile, visibleFindings } from "./reported-file.ts";
import { createSarifFormat } from "./sarif.ts";

/** The values of `--format`. */
export const lintFormats: readonly LintFormatName[] = [
  ...reportFormats,
  "sarif",
  "gitlab",
  "checkstyle",
  "junit",
  "rdjson",
];
/** One of the formats. */
export type LintFormatName = (typeof reportFormats)[number] | "sarif" | "gitlab" | "checkstyle" | "junit" | "rdjson";

/** Writes findings in one format to one place. */
export interface LintReporter {
  report(file: ReportedFile): Promise<void>;
  finish(): Promise<void>;
}

/** What a reporter needs. */
export interface LintReporterOptions {
  readonly format: LintFormatName;
  readonly output: Output;
  readonly palette: Parameters<typeof createReporter>[0]["palette"];
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly docsUrl: string;
}

/** Returns a reporter. */
export function createLintReporter(options: LintReporterOptions): LintReporter {
  const { format, output, palette } = options;
  if (isSuiteFormat(format)) return suiteReporter(createReporter({ format, output, palette }));
  const writer = createFormat(format, options);
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  return {
    report(file) {
      for (const { severity } of visibleFindings(file)) counts[severity]++;
      output.write(writer.file(file));
      return Promise.resolve();
    },
    finish() {
      output.write(writer.end(counts));
      return Promise.resolve();
    },
  };
}

function isSuiteFormat(format: LintFormatName): format is ReportFormat {
  return reportFormats.some((name) => name === format);
}

function suiteReporter(reporter: Reporter): LintReporter {
  return {
    report: (file) => reporter.report({ path: file.path, source: file.source, diagnostics: visibleFindings(file) }),
    finish: () => reporter.finish(),
  };
}

function createFormat(format: Exclude<LintFormatName, ReportFormat>, options: LintReporterOptions): LintFormat {
  switch (format) {
    case "sarif":
      return createSarifFormat(options);
    case "gitlab":
      return createGitlabFormat();
    case "checkstyle":
      return createCheckstyleFormat();
    case "junit":
      return createJunitFormat();
    case "rdjson":
      return createRdjsonFormat(options);
    default:
      return format satisfies never;
  }
}

/**
 * What is said of a file that is not formatted.
 */
import { renderUnifiedDiff } from "@lix-tools/cli-kit/diff";
import { wholeFileReport } from "@lix-tools/cli-kit/report";
import type { FormatRun } from "./run-format.ts";

/** Says that a file is not formatted: to people in the words of the official formatter. */
export async function reportUnformatted(
  { options, io, report }: Pick<FormatRun, "options" | "io" | "report">,
  path: string,
): Promise<void> {
  if (options.quiet === true) return;
  if (options.format === "text") io.stderr.write(`${path}: not formatted\n`);
  else await report(wholeFileReport(path, { code: "format/not-formatted", message: "not formatted" }));
}

/** Prints what formatting would change in a file. */
export function showDiff({ options, io }: Pick<FormatRun, "options" | "io">, change: FormatChange): void {
  io.stdout.write(renderUnifiedDiff(change, io.paletteFor(io.stdout, options.color)));
}

/** A file before and after formatting. */
export interface FormatChange {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * Standard input to standard output.
 */
import type { StdinSource } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { makeLangver } from "@lix-tools/parser";
import { createFormatter, format, type FormatResult } from "../format.ts";
import { formatMarkdown } from "../markdown.ts";
import { reportUnformatted, showDiff } from "./report-unformatted.ts";
import type { FormatRun } from "./run-format.ts";

/** Formats standard input, or checks it. On an error nothing is printed. */
export async function formatStdin(run: FormatRun, { path, absolute, bytes }: StdinSource): Promise<void> {
  const { options, io } = run;
  const { text, isChanged, diagnostics } = formatAs(run, absolute, bytes);
  if (diagnostics.length > 0) await run.report({ path, source: bytes, diagnostics });
  if (text === null) {
    io.endWith(ExitCode.Failure);
    return;
  }
  if (options.check !== true && options.diff !== true) {
    io.stdout.write(text);
    return;
  }
  if (!isChanged) return;
  io.endWith(ExitCode.Findings);
  if (options.diff === true) showDiff(run, { path, before: bytes, after: text });
  await reportUnformatted(run, path);
}

function formatAs({ options, settingsOf, editionOf }: FormatRun, absolute: string, bytes: Uint8Array): FormatResult {
  const edition = editionOf(absolute);
  const langver = edition === undefined ? undefined : makeLangver(edition);
  const verify = options.verify === false ? "never" : "always";
  const formatOptions = { ...settingsOf(absolute), langver, verify } as const;
  const isMarkdown = /\.(md|markdown)$/iu.test(absolute);
  return isMarkdown
    ? formatMarkdown(bytes, formatOptions, createFormatter())
    : format(bytes, formatOptions, createFormatter());
}

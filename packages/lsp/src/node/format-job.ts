/** Formatting on a worker thread. The result is always verified before it is offered. */
import { format, formatRange } from "@lix-tools/fmt";
import { makeLangver } from "@lix-tools/parser";
import type { FormatAnswer, FormatJob } from "../jobs.ts";
import { lineEdits } from "../text/changes.ts";

/** Returns the edits that format a file or what a range touches. */
export function runFormat({ source, configured, settings, range }: FormatJob): FormatAnswer {
  const langver = configured === null ? undefined : makeLangver(configured);
  const options = { ...settings, langver, verify: "always" } as const;
  if (range !== null) {
    const { edits, diagnostics } = formatRange(source, range, options);
    return { edits, problem: diagnostics[0] ?? null };
  }
  const { text, diagnostics } = format(source, options);
  return { edits: text === null ? [] : lineEdits(source, text), problem: diagnostics[0] ?? null };
}

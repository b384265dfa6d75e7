/** Linting, and making every safe fix, on a worker thread. */
import { type Finding, fixSource, type LintInput, lintSource } from "@lix-tools/lint";
import { settingsOf } from "@lix-tools/lint/node";
import { findUseClause, makeLangver, resolveLangver, type TextEdit } from "@lix-tools/parser";
import type { LintJob } from "../jobs.ts";
import { lineEdits } from "../text/changes.ts";

/** Returns the findings that no comment silences. */
export function runLint(job: LintJob): readonly Finding[] {
  const { findings } = lintSource(inputOf(job), settingsOf(job.profile));
  return findings.filter(({ suppression }) => suppression === null);
}

/** Returns the edits of all safe fixes; those whose proof fails are left out, unsafe ones are not looked at. */
export function runFix(job: LintJob): readonly TextEdit[] {
  const { output } = fixSource(inputOf(job), settingsOf(job.profile), { level: "safe" });
  return lineEdits(job.source, output);
}

function inputOf({ source, configured, path }: LintJob): LintInput {
  const { langver, diagnostics } = resolveLangver({
    clause: findUseClause(source),
    configured: configured === null ? null : makeLangver(configured),
  });
  return { source, langver, path, diagnostics };
}

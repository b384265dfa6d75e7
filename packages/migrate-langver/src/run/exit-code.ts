/** How a migration ends. */
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import type { Summary } from "../report/summary.ts";

/** Returns the exit code of a run: what went wrong outranks what is left to do. */
export function exitCodeOf(
  { statuses, changed, unusedAccepts }: Summary,
  { check, strict }: { readonly check: boolean; readonly strict: boolean },
): ExitCode {
  if (statuses.mismatch + statuses.crashed > 0) return ExitCode.Mismatch;
  if (statuses.failed + statuses.skipped > 0) return ExitCode.Failure;
  const isLeft = strict && statuses.refused + statuses.partial + unusedAccepts > 0;
  return isLeft || (check && changed > 0) ? ExitCode.Findings : ExitCode.Clean;
}

/**
 * `--mergetool`: merges files in the formatted state, so that a change of format makes no conflict. Called by git with
 * BASE LOCAL REMOTE MERGED.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { CommandError, type CommandIo } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { makeLangver } from "@lix-tools/parser";
import { createFormatter, format } from "../format.ts";
import type { FmtCommandOptions } from "./run-format.ts";

/** Formats the three versions, lets git merge them, and formats the result. Conflicts stay in the merged file. */
export async function runMergetool(paths: readonly string[], options: FmtCommandOptions, io: CommandIo): Promise<void> {
  const [base, local, remote, merged, ...others] = paths;
  if (base === undefined || local === undefined || remote === undefined || merged === undefined || others.length > 0) {
    throw new CommandError("--mergetool needs four files: BASE LOCAL REMOTE MERGED");
  }
  if (!merged.endsWith(".nix")) throw new CommandError(`not a Nix file, left to others: ${merged}`);
  for (const [name, path] of [
    ["base", base],
    ["local", local],
    ["remote", remote],
  ] as const) {
    formatInPlace(path, `the ${name} version`, options);
  }
  const { status, error } = spawnSync("git", ["merge-file", local, base, remote], { stdio: "inherit" });
  if (error !== undefined) throw new CommandError(`git cannot be run: ${error.message}`);
  // git returns the number of conflicts. They are the user's to solve, and do not parse.
  if (status === 0) formatInPlace(local, "the merged version", options);
  else io.endWith(ExitCode.Findings);
  renameSync(local, merged);
}

function formatInPlace(path: string, what: string, options: FmtCommandOptions): void {
  const { width, indent, strict, style } = options;
  const langver = options.langver === undefined ? undefined : makeLangver(options.langver);
  const source = readFileSync(path);
  const result = format(source, { width, indent, strict, style, langver, verify: "always" }, createFormatter());
  if (result.text === null) {
    throw new CommandError(`cannot format ${what}: ${result.diagnostics[0]?.message ?? "unknown reason"}`);
  }
  if (result.isChanged) writeFileSync(path, result.text);
}

/**
 * What the parts of a run share, and the line that shows how far it is.
 */
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { sizeOfSource } from "@lix-tools/cli-kit/discovery";
import { createProgress, type Progress } from "@lix-tools/cli-kit/progress";
import type { RunItem, RunOptions } from "../run/run-options.ts";
import type { Account } from "./account.ts";
import type { MigrateCommandOptions } from "./options.ts";

/** What the parts of a run share. */
export interface Surroundings {
  readonly run: RunOptions;
  readonly options: MigrateCommandOptions;
  readonly io: CommandIo;
  readonly account: Account;
}

/** Returns the progress line of a run over items. */
export function progressOf(items: readonly RunItem[], label: string, io: CommandIo): Promise<Progress> {
  const bytes = io.stderr.isTerminal ? items.reduce((sum, { file }) => sum + sizeOfSource(file), 0) : 0;
  return createProgress({ files: items.length, bytes, label, stream: process.stderr });
}

/**
 * `lix-migrate`: moves files to another edition of the language and proves that they still say the same.
 */
import { addJobsOption, addSourceOptions, runCommandLine } from "@lix-tools/cli-kit/command";
import { addMigrateOptions, type MigrateCommandOptions } from "./cli/options.ts";
import { runMigrate } from "./cli/run-migrate.ts";

await runCommandLine({
  name: "lix-migrate",
  summary: "Moves Nix files to another edition of the language, and proves that they still say the same.",
  moduleUrl: import.meta.url,
  configure(program, io) {
    addJobsOption(addMigrateOptions(addSourceOptions(program)));
    program.action((paths: readonly string[], options: MigrateCommandOptions) => runMigrate(paths, options, io));
  },
});

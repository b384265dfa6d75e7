/**
 * `lix-migrate`: moves files to another edition of the language and proves that they still say the same.
 */
import { addJobsOption, addSourceOptions, runCommandLine } from "@lix-tools/cli-kit/command";
import { joinPairs } from "@lix-tools/eval-core/node";
import { addMigrateOptions, type MigrateCommandOptions } from "./cli/options.ts";
import { runMigrate } from "./cli/run-migrate.ts";

// The options for arguments take two values, which commander knows no way to say.
process.argv = joinPairs(process.argv);
await runCommandLine({
  name: "lix-migrate",
  summary: "Moves Nix files to another edition of the language, and proves that they still say the same.",
  moduleUrl: import.meta.url,
  configure(program, io) {
    addJobsOption(addMigrateOptions(addSourceOptions(program)));
    program.action((paths: readonly string[], options: MigrateCommandOptions) => runMigrate(paths, options, io));
  },
});

/** The commands of `lix-lint`: linting itself, `explain`, `rules` and `clean`. */
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { removeCache } from "@lix-tools/cli-kit/file-cache";
import type { Command } from "commander";
import { explainRule, listRules } from "./explain.ts";
import { addLintOptions, type LintOptions } from "./options.ts";
import { cachePathFor, runLint } from "./run-lint.ts";
import { watchPaths } from "./watch.ts";

/** Adds arguments, options and commands. */
export function configureLint(program: Command, io: CommandIo, moduleUrl: string): void {
  addLintOptions(program).action((paths: readonly string[], options: LintOptions) => {
    const once = (): Promise<void> => runLint(paths, options, io, moduleUrl);
    return options.watch === true ? watchPaths(paths, io, once) : once();
  });
  program
    .command("explain")
    .description("print what a rule finds, why, and when its fix is sound")
    .argument("<rule>", "`group/name`, the name alone, a short code, or the name another linter uses")
    .action((name: string) => explainRule(name, io));
  program
    .command("rules")
    .description("list every rule")
    .option("--json", "as JSON")
    .action((options: { readonly json?: boolean }) => listRules(options, io));
  program
    .command("clean")
    .description("remove the cache of this directory")
    .action((_options: unknown, command: Command) =>
      removeCache(cachePathFor(command.optsWithGlobals<LintOptions>(), io)),
    );
}

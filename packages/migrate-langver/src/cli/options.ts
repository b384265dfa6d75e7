/**
 * The options of `lix-migrate`, as commander takes them and as the run gets them.
 */
import type { JobsOptions, ReportOptions, SourceOptions } from "@lix-tools/cli-kit/command";
import type { Edition } from "@lix-tools/parser";
import { type Command, Option } from "commander";
import type { VerificationLevel } from "../proof/prove.ts";

/** What commander gives. */
export interface MigrateCommandOptions extends SourceOptions, ReportOptions, JobsOptions {
  readonly to?: Edition;
  readonly write?: boolean;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly rules?: readonly string[];
  readonly skip?: readonly string[];
  readonly unsafe?: boolean;
  readonly accept?: readonly string[];
  readonly entry?: readonly string[];
  readonly verify: VerificationLevel;
  readonly strict?: boolean;
  readonly allowDirty?: boolean;
  readonly allowNoVcs?: boolean;
  readonly report?: string;
  readonly lookAhead?: boolean;
  readonly listRules?: boolean;
}

/** The editions to move to: by codemods, and back from Nix 2. */
export const targets: readonly Edition[] = ["lix", "nix2", "legacy"];

/** Adds the options of migrating. */
export function addMigrateOptions(program: Command): Command {
  const names = (value: string, before: readonly string[] = []): string[] => [...before, ...value.split(",")];
  return program
    .addOption(new Option("--to <edition>", "the edition to move to").choices(targets))
    .option("--write", "put the new text in the files' place; without it nothing is changed")
    .addOption(new Option("--diff", "print what would change as a unified diff").conflicts(["write", "check"]))
    .addOption(new Option("--check", "end with 1 if something would change").conflicts("write"))
    .option("--rules <rule,…>", "make only these rewrites", names)
    .option("--skip <rule,…>", "do not make these rewrites", names)
    .option("--entry <file,…>", "files that command lines are given; legacy calls the functions they are", names)
    .option("--accept <rule,…>", "write what was perhaps meant instead of what is the same", names)
    .option("--unsafe", "accept for every rule")
    .addOption(
      new Option("--verify <level>", "how to check new text: parse it, or prove that its core term is the old one")
        .choices(["parse", "core"])
        .default("core"),
    )
    .option("--strict", "end with 1 if something had to be left")
    .option("--allow-dirty", "also overwrite files with changes that are not committed")
    .option("--allow-no-vcs", "also overwrite files that are in no git repository")
    .option("--report <file>", "write an account of the run as JSON")
    .option("--look-ahead", "also report what later editions read differently")
    .option("--list-rules", "print the rewrites there are");
}

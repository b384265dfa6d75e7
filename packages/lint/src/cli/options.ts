/**
 * The options of `lix-lint`, as commander takes them and as the run gets them.
 */
import {
  addJobsOption,
  addSourceOptions,
  collectValues,
  CommandError,
  type JobsOptions,
  type SourceOptions,
} from "@lix-tools/cli-kit/command";
import { type Command, Option } from "commander";
import { type Preset, presets } from "../engine/presets.ts";
import { parseTarget, targetsInBrief } from "../engine/target.ts";
import { allRules } from "../registry.ts";
import { lintFormats, type LintFormatName } from "../report/formats.ts";
import { createRuleNames } from "../rule-names.ts";
import type { ProfileFlags } from "./profile.ts";

/** What commander gives. */
export interface LintOptions extends SourceOptions, JobsOptions {
  readonly format: readonly string[];
  readonly color: "auto" | "always" | "never";
  readonly preset?: Preset;
  readonly target?: string;
  readonly rule: readonly string[];
  readonly only?: readonly string[];
  readonly ignoreSuppressions?: boolean;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  readonly failOn: "error" | "warning" | "info";
  readonly maxWarnings?: number;
  readonly exitZero?: boolean;
  readonly exitNonZeroOnFix?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly pruneBaseline?: boolean;
  readonly since?: string;
  readonly addIgnores?: string | true;
  readonly statistics?: boolean;
  readonly profileRules?: boolean;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly watch?: boolean;
  readonly quiet?: boolean;
  readonly docsUrl?: string;
}

/** Adds the options of linting. */
export function addLintOptions(program: Command): Command {
  addJobsOption(addSourceOptions(program));
  return program
    .optionsGroup("Rules:")
    .addOption(new Option("--preset <preset>", "the rules to begin with").choices(presets))
    .option("--target <target>", "the evaluators the files are for: legacy, lix, lix-2.94, nix-2.18, nix2")
    .option("--rule <name=level>", "the level of a rule or group: off, info, warning, error", collectValues, [])
    .option("--only <names>", "run only these rules, separated by commas", (value: string) => value.split(","))
    .option("--ignore-suppressions", "report what comments silence, too")
    .optionsGroup("Fixes:")
    .option("--fix", "make the fixes that are proven to keep the meaning")
    .option("--unsafe-fixes", "make the fixes that may change the meaning, too")
    .option("--diff", "print what the fixes would change and write nothing")
    .option("--add-ignores [reason]", "write comments that silence what is found")
    .optionsGroup("Results:")
    .option(
      "--format <format[=file]>",
      `how and where to report, repeatable: ${lintFormats.join(", ")}`,
      collectValues,
      [],
    )
    .addOption(
      new Option("--color <when>", "whether to use colours").choices(["auto", "always", "never"]).default("auto"),
    )
    .option("--docs-url <url>", "where the pages of rules are published; `{code}` stands for the short code")
    .option("--quiet", "report errors only")
    .option("--statistics", "print how often each rule was found instead of what was found")
    .option("--profile-rules", "print how long each rule took")
    .addOption(
      new Option("--fail-on <severity>", "what makes the command fail")
        .choices(["error", "warning", "info"])
        .default("warning"),
    )
    .option("--max-warnings <n>", "fail only with more warnings than this", parseCount)
    .option("--exit-zero", "do not fail because of findings")
    .option("--exit-non-zero-on-fix", "fail when something was fixed")
    .optionsGroup("What counts:")
    .option("--baseline <file>", "report only what is not in this baseline")
    .option("--update-baseline", "write what is found to the baseline")
    .option("--prune-baseline", "take out of the baseline what is not found any more")
    .option("--since <ref>", "report only what touches lines that changed since a commit")
    .option("--cache", "look only at files that changed since the last run")
    .option("--cache-location <file>", "where the cache is")
    .option("--watch", "lint again whenever a file changes");
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CommandError(`\`${text}\` is no number of warnings`);
  return Number(text);
}

const levels = ["off", "info", "warning", "error"] as const;

/** Returns what the options say about rules. Throws a `CommandError` for names that mean nothing. */
export function profileFlags(options: LintOptions): ProfileFlags {
  const names = createRuleNames(allRules);
  const check = (name: string): string => {
    if (name === "all" || names.resolve(name).length > 0) return name;
    const near = names.suggest(name);
    throw new CommandError(`there is no rule \`${name}\`${near === null ? "" : `; did you mean \`${near}\`?`}`);
  };
  if (options.target !== undefined && parseTarget(options.target) === null) {
    throw new CommandError(`there is no target \`${options.target}\`; there is ${targetsInBrief}`);
  }
  const said: Record<string, (typeof levels)[number]> = {};
  for (const text of options.rule) {
    const [name = "", written = ""] = text.split("=");
    const level = levels.find((known) => known === written);
    if (level === undefined) throw new CommandError(`\`--rule ${text}\` needs a level: ${levels.join(", ")}`);
    said[check(name)] = level;
  }
  return {
    preset: options.preset,
    target: options.target,
    levels: said,
    only: options.only?.map((name) => check(name.trim())) ?? null,
    suppressions: options.ignoreSuppressions === true ? "ignore" : "honour",
  };
}

/** A format and the file it goes to; null is standard output. */
export interface FormatChoice {
  readonly format: LintFormatName;
  readonly file: string | null;
}

/** Returns the formats to write. At most one may go to standard output. */
export function formatChoices({ format }: LintOptions): FormatChoice[] {
  const choices = (format.length === 0 ? ["text"] : format).map((text): FormatChoice => {
    const [name = "", ...rest] = text.split("=");
    const known = lintFormats.find((candidate) => candidate === name);
    if (known === undefined)
      throw new CommandError(`there is no format \`${name}\`; there is ${lintFormats.join(", ")}`);
    return { format: known, file: rest.length === 0 ? null : rest.join("=") };
  });
  if (choices.filter(({ file }) => file === null).length > 1) {
    throw new CommandError("only one format can go to standard output; write the others as `--format sarif=FILE`");
  }
  return choices;
}

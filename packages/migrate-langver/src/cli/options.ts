/**
 * The options of `lix-migrate`, as commander takes them and as the run gets them.
 */
import {
  collectValues,
  CommandError,
  type JobsOptions,
  parsePositive,
  type SourceOptions,
} from "@lix-tools/cli-kit/command";
import { reportFormats, type ReportFormat } from "@lix-tools/cli-kit/report";
import { type ColorChoice, colorChoices } from "@lix-tools/cli-kit/terminal";
import { type Edition, type FeatureId, features } from "@lix-tools/parser";
import { type Command, Option } from "commander";
import type { Unswitched } from "../engine/run-phases.ts";
import type { VerificationLevel } from "../proof/prove.ts";
import { type Order, orders } from "../run/plan/order.ts";
import { type Formatting, formattings } from "../run/run-options.ts";

/** What commander gives. */
export interface MigrateCommandOptions extends SourceOptions, JobsOptions {
  readonly to?: Edition;
  readonly features?: readonly string[];
  readonly write?: boolean;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly plan?: boolean;
  readonly commitPerRule?: boolean;
  readonly interactive?: boolean;
  readonly order?: Order;
  readonly rules?: readonly string[];
  readonly also?: readonly string[];
  readonly skip?: readonly string[];
  readonly unsafe?: boolean;
  readonly accept?: readonly string[];
  readonly unswitched: Unswitched;
  readonly flakes?: boolean;
  readonly format: readonly string[];
  readonly entry?: readonly string[];
  readonly attr: readonly string[];
  readonly arg: readonly string[];
  readonly argstr: readonly string[];
  readonly memory: number;
  readonly verify: VerifyChoice;
  readonly strict?: boolean;
  readonly allowDirty?: boolean;
  readonly allowNoVcs?: boolean;
  readonly report?: readonly string[];
  readonly timings?: boolean;
  readonly outputFormat?: OutputFormat;
  readonly color: ColorChoice;
  readonly lookAhead?: boolean;
  readonly listRules?: boolean;
  readonly resume?: boolean;
  readonly undo?: boolean;
  readonly forget?: boolean;
}

/** How far new text is checked: what a level shows, the one after it shows, too. */
export type VerifyChoice = VerificationLevel | "eval" | "drv";

const verifyChoices: readonly VerifyChoice[] = ["parse", "core", "eval", "drv"];

/** How problems are written. */
export type OutputFormat = ReportFormat | "sarif";

const outputFormats: readonly OutputFormat[] = [...reportFormats, "sarif"];

/** The editions to move to: by codemods, and back from Nix 2. */
export const targets: readonly Edition[] = ["lix", "nix2", "nix2-future", "legacy"];

/**
 * Returns the features that `--features` names, or else the configuration does, which may name some for the edition it is
 * not about. Throws a `CommandError` for words that are none of the edition.
 */
export function namedFeatures(
  { features: asked = [] }: MigrateCommandOptions,
  configured: readonly string[],
  to: Edition,
): FeatureId[] {
  if (asked.length > 0 && to !== "nix2-future") {
    throw new CommandError("`--features` chooses among those of edition nix2-future: --to nix2-future");
  }
  const [words, origin] = asked.length > 0 ? [asked, "`--features "] : [configured, "[migrate] `features = "];
  if (to !== "nix2-future") return [];
  const known = features.filter(({ nix2, future }) => nix2 === "none" && future === "full").map(({ id }) => id);
  return words.map((word) => {
    const id = known.find((feature) => feature === word || `experimental.${feature}` === word);
    if (id !== undefined) return id;
    throw new CommandError(`${origin}${word}\`: nix2-future has ${known.join(", ")}`);
  });
}

/** Adds the options of migrating. */
export function addMigrateOptions(program: Command): Command {
  addChoices(
    program
      .optionsGroup("What to do:")
      .addOption(new Option("--to <edition>", "the edition to move to").choices(targets))
      .option(
        "--features <feature,…>",
        "of nix2-future, name these in the clause beside nix2, instead of all",
        (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), ...value.split(",")],
      )
      .option("--write", "put the new text in the files' place; without it nothing is changed")
      .addOption(new Option("--diff", "print what would change as a unified diff").conflicts(["write", "check"]))
      .addOption(new Option("--check", "end with 1 if something would change").conflicts("write"))
      .addOption(
        new Option("-i, --interactive", "ask about every file and site, then write what was chosen").conflicts([
          "check",
          "plan",
        ]),
      )
      .addOption(
        new Option("--plan", "print what would be done to which file, in which order").conflicts([
          "write",
          "diff",
          "check",
        ]),
      )
      .addOption(
        new Option(
          "--commit-per-rule",
          "print the commits to make, one for each rule; with --write make them",
        ).conflicts(["interactive", "plan", "diff", "check"]),
      )
      .addOption(new Option("--order <order>", "the order of a plan").choices(orders))
      .option("--resume", "finish the run that was interrupted in the directory")
      .addOption(new Option("--undo", "take the last run in the directory back").conflicts("resume"))
      .addOption(
        new Option("--forget", "give up the journal of the last run in the directory").conflicts(["resume", "undo"]),
      )
      .option("--list-rules", "print the rewrites there are"),
  );
  return addReports(program);
}

/** Returns an option that may be given several times; `otherwise` says in the help what holds without it. */
function repeatable(flags: string, description: string, otherwise: string): Option {
  return new Option(flags, description).argParser(collectValues).default([], otherwise);
}

function addChoices(program: Command): Command {
  const names = (value: string, before: readonly string[] = []): string[] => [...before, ...value.split(",")];
  return program
    .optionsGroup("How to do it:")
    .option("--rules <rule,…>", "make only these rewrites", names)
    .option("--also <rule,…>", "make these rewrites, too, which are a matter of taste", names)
    .option("--skip <rule,…>", "do not make these rewrites", names)
    .option(
      "--accept <rule,…>",
      "write what was perhaps meant instead of what is the same; for one site: RULE@FILE:LINE",
      names,
    )
    .option("--unsafe", "accept for every rule")
    .addOption(
      new Option("--unswitched <what>", "what becomes of a file that has to keep its dialect")
        .choices(["unchanged", "frozen"])
        .default("unchanged"),
    )
    .option("--flakes", "switch flake.nix, too, which every Nix that uses the flake reads")
    .addOption(repeatable("--format <what>", `what of the new text to format: ${formattings.join(", ")}`, "changed"))
    .option(
      "--entry <file,…>",
      "files that command lines are given: evaluated, and legacy calls the functions they are",
      names,
    )
    .addOption(repeatable("-A, --attr <path>", "an attribute of the entry to evaluate", "all"))
    .addOption(repeatable("--arg <name expression>", "pass an argument to functions of the entry", "none"))
    .addOption(repeatable("--argstr <name string>", "pass a string to functions of the entry", "none"))
    .option("--memory <megabytes>", "memory that an evaluation may take", parsePositive, 8192)
    .addOption(
      new Option(
        "--verify <level>",
        "how to check new text: parse it; prove that its core term is the old one; also evaluate old and new and compare values, or derivation paths of the entry",
      )
        .choices(verifyChoices)
        .default("core"),
    )
    .option("--allow-dirty", "also overwrite files with changes that are not committed")
    .option("--allow-no-vcs", "also overwrite files that are in no git repository");
}

function addReports(program: Command): Command {
  return program
    .optionsGroup("What to say:")
    .addOption(repeatable("--report <file>", "write an account of the run: .json, .html or .sarif", "none"))
    .option("--timings", "also say in a report in JSON how long everything took")
    .addOption(
      new Option("--output-format <format>", "how to write problems; --format takes these, too").choices(outputFormats),
    )
    .addOption(new Option("--color <when>", "whether to use colours").choices(colorChoices).default("auto"))
    .option("--strict", "end with 1 if something had to be left")
    .option("--look-ahead", "also report what later editions read differently");
}

/** What the values of `--format` ask for: the words for text and those for problems have nothing in common. */
export interface Formats {
  readonly formatting: Formatting;
  readonly output: OutputFormat;
}

/** Returns what the options say about formats. Throws a `CommandError` for words that mean nothing. */
export function formatsOf({ format, outputFormat }: MigrateCommandOptions): Formats {
  let formatting: Formatting = "changed";
  let output: OutputFormat = "text";
  for (const word of format) {
    const asFormatting = formattings.find((known) => known === word);
    const asOutput = outputFormats.find((known) => known === word);
    if (asFormatting === undefined && asOutput === undefined) {
      throw new CommandError(`\`--format ${word}\`: there is ${[...formattings, ...outputFormats].join(", ")}`);
    }
    formatting = asFormatting ?? formatting;
    output = asOutput ?? output;
  }
  return { formatting, output: outputFormat ?? output };
}

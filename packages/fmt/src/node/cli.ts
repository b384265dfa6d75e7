/**
 * `lix-fmt`: formats Nix and Nix 2 files. Flags and exit codes are those of the official `nixfmt`, which it can replace;
 * what that does not have is added under other names.
 */
import {
  addJobsOption,
  addReportOptions,
  addSourceOptions,
  type CommandIo,
  parseSmallNumber,
  runCommandLine,
} from "@lix-tools/cli-kit/command";
import { editions } from "@lix-tools/parser";
import { type Command, InvalidArgumentError, Option } from "commander";
import { styleVersions } from "../options.ts";
import { type FmtCommandOptions, runFormat } from "./run-format.ts";

await runCommandLine({
  name: "lix-fmt",
  summary: "Formats Nix and Nix 2 files in place, or standard input to standard output.",
  moduleUrl: import.meta.url,
  configure(program, io) {
    addFormatOptions(addReportOptions(addJobsOption(addSourceOptions(program))));
    program.addOption(new Option("-?").hideHelp()).on("option:?", () => program.help());
    program.action((paths: readonly string[], options: FmtCommandOptions) => runCommand(paths, options, io));
  },
  // The official formatter knows one code for all that can go wrong, and 2 for Ctrl-C.
  translateExitCode: (code) => (code === 130 ? 2 : Math.min(code, 1)),
});

function addFormatOptions(program: Command): Command {
  return program
    .option("-w, --width <columns>", "columns of a line, indentation not counted (default: 100)", parseSmallNumber)
    .option("--indent <columns>", "spaces of an indentation step (default: 2)", parseSmallNumber)
    .option("-s, --strict", "leave the author's line ends out of account")
    .addOption(new Option("--style <version>", "the release of nixfmt to agree with").choices(styleVersions))
    .option("-c, --check", "write nothing, name the files that are not formatted, and exit with 1 if there are any")
    .option("--diff", "like --check, and print what would change")
    .option("-m, --mergetool", "merge with git: BASE LOCAL REMOTE MERGED")
    .option("-q, --quiet", "print no errors")
    .option("-v, --verify", "verify results also where nothing is written")
    .option("--no-verify", "write results without verifying them")
    .option("-f, --filename <name>", "the name that standard input stands for")
    .option("--range <lines>", "format only what these lines of one file touch, such as 10:20", parseRange)
    .addOption(new Option("--langver <edition>", "the language of files without a head clause").choices(editions))
    .option("--no-editorconfig", "leave .editorconfig files out of account")
    .option("--cache", "remember which files are formatted, and skip them while they stay as they are")
    .option("--cache-location <file>", "where to remember it")
    .addOption(new Option("-a, --ast", "print the tree with its trivia").conflicts("ir"))
    .option("--ir", "print the document")
    .option("--numeric-version", "print the version number alone");
}

async function runCommand(paths: readonly string[], options: FmtCommandOptions, io: CommandIo): Promise<void> {
  if (options.mergetool !== true) {
    await runFormat(paths, options, io);
    return;
  }
  const { runMergetool } = await import("./mergetool.ts");
  await runMergetool(paths, options, io);
}

function parseRange(text: string): { readonly first: number; readonly last: number } {
  const match = /^(\d+)(?::(\d+))?$/u.exec(text);
  const first = Number(match?.[1] ?? 0);
  const last = Number(match?.[2] ?? first);
  if (first < 1 || last < first) throw new InvalidArgumentError("Lines are given as FIRST:LAST, counted from 1.");
  return { first, last };
}

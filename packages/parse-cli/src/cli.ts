/**
 * `lix-parse`: prints syntax trees, or checks that files parse and that their trees are lossless.
 */
import {
  addReportOptions,
  addSourceOptions,
  CommandError,
  type CommandIo,
  findSources,
  type ReportOptions,
  runCommandLine,
  type SourceOptions,
  type Sources,
} from "@lix-tools/cli-kit/command";
import { sizeOfSource } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { createProgress } from "@lix-tools/cli-kit/progress";
import { createReporter, hasErrors, type Reporter } from "@lix-tools/cli-kit/report";
import { type Edition, editions } from "@lix-tools/parser";
import { type Command, Option } from "commander";
import { checkSources, renderCheckResult } from "./check-sources.ts";
import { readInputs } from "./inputs.ts";
import { printTrees, type TreeFormat } from "./print-trees.ts";

interface ParseCommandOptions extends SourceOptions, ReportOptions {
  readonly check?: boolean;
  readonly json?: boolean;
  readonly spans?: boolean;
  readonly langver?: Edition;
}

await runCommandLine({
  name: "lix-parse",
  summary: "Prints the syntax trees of Nix files, or checks that they are lossless.",
  moduleUrl: import.meta.url,
  configure(program, io) {
    addReportOptions(addParseOptions(addSourceOptions(program)));
    program.action((paths: readonly string[], options: ParseCommandOptions) => runParse(paths, options, io));
  },
});

function addParseOptions(program: Command): Command {
  return program
    .addOption(new Option("--sexp", "print trees as S-expressions (the default)").conflicts(["json", "check"]))
    .addOption(new Option("--json", "print one JSON document per file").conflicts("check"))
    .addOption(new Option("--spans", "add byte ranges and texts to S-expressions").conflicts(["json", "check"]))
    .option("--check", "print each file again from its tree, compare the bytes, and print one line of counts")
    .addOption(new Option("--langver <edition>", "the language of files without a head clause").choices(editions));
}

async function runParse(paths: readonly string[], options: ParseCommandOptions, io: CommandIo): Promise<void> {
  if (paths.length === 0 && options.filesFrom === undefined) {
    throw new CommandError("nothing to parse: name files or directories, or - for standard input");
  }
  const sources = await findSources({ paths, options }, io);
  // Trees are for pipes, and so is a check's result; beside trees the diagnostics go the other way.
  const output = options.check === true ? io.stdout : io.stderr;
  const palette = io.paletteFor(output, options.color);
  const reporter = createReporter({ format: options.format, output, palette });
  for (const report of sources.reports) await reporter.report(report);
  if (hasErrors(sources.reports)) io.endWith(ExitCode.Failure);
  if (options.check === true) await runCheck(sources, options, { io, reporter });
  else {
    const format: TreeFormat = options.json === true ? "json" : options.spans === true ? "sexp with spans" : "sexp";
    const headings = sources.files.length + (sources.stdin === undefined ? 0 : 1) > 1 ? "shown" : "hidden";
    const report = (file: Parameters<Reporter["report"]>[0]): Promise<void> => reporter.report(file);
    const inputs = readInputs(sources);
    io.endWith(await printTrees({ inputs, format, headings, forced: options.langver, output: io.stdout, report }));
    await reporter.finish();
  }
}

interface Surroundings {
  readonly io: CommandIo;
  readonly reporter: Reporter;
}

async function runCheck(sources: Sources, options: ParseCommandOptions, { io, reporter }: Surroundings): Promise<void> {
  const isWatched = io.stderr.isTerminal;
  const bytes = isWatched ? sources.files.reduce((sum, file) => sum + sizeOfSource(file), 0) : 0;
  const progress = await createProgress({
    files: sources.files.length,
    bytes,
    label: "checking",
    stream: process.stderr,
  });
  const result = await checkSources({
    inputs: readInputs(sources),
    forced: options.langver,
    report: async (file) => {
      if (file.diagnostics.length === 0) return;
      progress.aside(() => {});
      await reporter.report(file);
    },
    advance: (size) => progress.advance(size),
  }).finally(() => progress.stop());
  io.endWith(result.code);
  await reporter.finish();
  // Machine-readable output stays one document; the counts go beside it.
  const isData = options.format === "json" || options.format === "jsonl";
  (isData ? io.stderr : io.stdout).write(renderCheckResult(result));
}

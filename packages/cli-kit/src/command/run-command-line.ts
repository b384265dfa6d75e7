/**
 * The frame of every command line: options and help by commander, wrong usage ends with 2, a bug in the tool with one
 * line and 3, and a reader that goes away ends it quietly.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { Command, CommanderError } from "commander";
import { ExitCode } from "../exit-code/exit-code.ts";
import { CommandError } from "./command-error.ts";
import { type CommandIo, createProcessIo } from "./command-io.ts";

/** A command line: what it is called and what it does. */
export interface CommandLine {
  /** The name of the bin. */
  readonly name: string;
  /** One sentence for the top of the help. */
  readonly summary: string;
  /** `import.meta.url` of the bin's module; the version is that of the package it is in. */
  readonly moduleUrl: string;
  /** Adds arguments, options and actions. Actions say how it went by `io.endWith`. */
  readonly configure: (program: Command, io: CommandIo) => void;
  /** Returns the code the process ends with, where that is not the one of `ExitCode` or 130 after Ctrl-C. */
  readonly translateExitCode?: (code: number) => number;
}

/** Runs a command line with the arguments of this process, and sets the process's exit code. */
export async function runCommandLine(commandLine: CommandLine): Promise<void> {
  // A bundled command's threads load its main module where that holds code they share; they run nothing of it.
  if (!isMainThread) return;
  const { translateExitCode = (code) => code } = commandLine;
  const { io, exitCode } = createProcessIo((error) => {
    process.stderr.write(`error: cannot write the output: ${error.message}\n`);
    process.exit(translateExitCode(ExitCode.Failure));
  });
  const fail = (error: unknown): void => {
    io.stdout.flush();
    endWithError(error, io);
    io.stderr.flush();
  };
  process.on("uncaughtException", (error) => {
    fail(error);
    process.exit(translateExitCode(exitCode()));
  });
  try {
    await createProgram(commandLine, io).parseAsync();
  } catch (error) {
    fail(error);
  }
  io.stdout.flush();
  io.stderr.flush();
  process.exitCode = translateExitCode(exitCode());
}

/** Returns a program in the style of the suite. */
export function createProgram(commandLine: CommandLine, io: CommandIo): Command {
  const palette = io.paletteFor(io.stdout, "auto");
  const errorPalette = io.paletteFor(io.stderr, "auto");
  const program = new Command(commandLine.name)
    .description(commandLine.summary)
    .version(packageVersion(commandLine.moduleUrl), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(--help tells what there is)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(errorPalette.red(text)),
      getOutHasColors: () => palette.level > 0,
      getErrHasColors: () => errorPalette.level > 0,
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
    })
    .configureHelp({
      styleTitle: (text) => palette.bold(text),
      styleOptionTerm: (text) => palette.cyan(text),
      styleSubcommandTerm: (text) => palette.cyan(text),
      styleArgumentTerm: (text) => palette.cyan(text),
    });
  commandLine.configure(program, io);
  return program;
}

/** Says what went wrong and decides the exit code. */
function endWithError(error: unknown, io: CommandIo): void {
  if (error instanceof CommanderError) {
    // commander has written its message or the help that was asked for.
    if (error.exitCode !== 0) io.endWith(ExitCode.Failure);
    return;
  }
  const palette = io.paletteFor(io.stderr, "auto");
  if (error instanceof CommandError) {
    io.stderr.write(`${palette.red("error:")} ${error.message}\n`);
    io.endWith(ExitCode.Failure);
    return;
  }
  const isTraced = (io.env["LIX_TRACE"] ?? "") !== "";
  const stack = error instanceof Error && isTraced ? `${error.stack}\n` : "";
  const message = error instanceof Error ? error.message : String(error);
  const hint = isTraced ? "please report it" : "please report it; LIX_TRACE=1 shows where it happened";
  io.stderr.write(`${stack}${palette.red("internal error:")} ${message.split("\n")[0]} (${hint})\n`);
  io.endWith(ExitCode.Mismatch);
}

/** Returns the version of the package that a module is in: that of the nearest `package.json` above it. */
export function packageVersion(moduleUrl: string): string {
  for (let at = dirname(fileURLToPath(moduleUrl)); ; at = dirname(at)) {
    const path = join(at, "package.json");
    if (existsSync(path)) {
      const contents: unknown = JSON.parse(readFileSync(path, "utf8"));
      const hasVersion = typeof contents === "object" && contents !== null && "version" in contents;
      return hasVersion ? String(contents.version) : "unknown";
    }
    if (dirname(at) === at) return "unknown";
  }
}

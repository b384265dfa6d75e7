/** Surroundings of a command in memory. */
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { worstExitCode, ExitCode } from "@lix-tools/cli-kit/exit-code";
import { type CapturedOutput, captureOutput, createPalette } from "@lix-tools/cli-kit/terminal";

/** Surroundings whose output and exit code can be looked at. */
export interface FakeIo extends CommandIo {
  readonly stdout: CapturedOutput;
  readonly stderr: CapturedOutput;
  readonly exitCode: () => ExitCode;
}

/** Returns surroundings with this working directory and standard input. */
export function fakeIo(cwd: string, stdin = ""): FakeIo {
  let code: ExitCode = ExitCode.Clean;
  return {
    cwd,
    env: {},
    stdout: captureOutput(),
    stderr: captureOutput(),
    readStdin: () => Promise.resolve(Buffer.from(stdin)),
    paletteFor: () => createPalette({ choice: "never", env: {}, isTerminal: false }),
    interruption: () => new AbortController().signal,
    endWith: (next) => void (code = worstExitCode(code, next)),
    exitCode: () => code,
  };
}

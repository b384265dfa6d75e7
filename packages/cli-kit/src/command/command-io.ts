/**
 * What a command has of the world: the working directory, the environment, standard input and output, and signals.
 * Commands take it as a value, so that tests can give them another.
 */
import { type ExitCode, worstExitCode } from "../exit-code/exit-code.ts";
import { type ColorChoice, createPalette, type Palette } from "../terminal/color.ts";
import { createStreamOutput, type Output } from "../terminal/output.ts";

/** The surroundings of a running command. */
export interface CommandIo {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Returns all of standard input. */
  readonly readStdin: () => Promise<Uint8Array>;
  /** Returns the palette for an output under a choice of the user. */
  readonly paletteFor: (output: Output, choice: ColorChoice) => Palette;
  /**
   * Returns a signal that the first Ctrl-C aborts; the second ends the process. For commands that must not stop in
   * the middle of something; others are ended by the system at once.
   */
  readonly interruption: () => AbortSignal;
  /** Makes the command end with this code unless a graver one is given. */
  readonly endWith: (code: ExitCode) => void;
}

/** The surroundings of this process, and the exit code so far. */
export interface ProcessIo {
  readonly io: CommandIo;
  readonly exitCode: () => number;
}

/** Returns the surroundings of this process. Output that cannot be written goes to `onOutputError`. */
export function createProcessIo(onOutputError: (error: Error) => void): ProcessIo {
  let code: ExitCode = 0;
  let controller: AbortController | undefined;
  const interruption = (): AbortSignal => {
    if (controller !== undefined) return controller.signal;
    const { signal } = (controller = new AbortController());
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.once(name, () => {
        controller?.abort();
        // From here on the system's own handling is in force again.
        process.removeAllListeners(name);
      });
    }
    return signal;
  };
  const io: CommandIo = {
    cwd: process.cwd(),
    env: process.env,
    stdout: createStreamOutput(process.stdout, onOutputError),
    stderr: createStreamOutput(process.stderr, () => {}),
    readStdin: readProcessStdin,
    paletteFor: (output, choice) => createPalette({ choice, env: process.env, isTerminal: output.isTerminal }),
    interruption,
    endWith: (next) => void (code = worstExitCode(code, next)),
  };
  return { io, exitCode: () => (controller?.signal.aborted === true ? interruptedExitCode : code) };
}

/** What shells give for a command ended by Ctrl-C. */
const interruptedExitCode = 130;

async function readProcessStdin(): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

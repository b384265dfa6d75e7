/**
 * How every command line of the suite ends. A file that could not be read or parsed never looks clean: it gives 2
 * whatever else was found, and a failed verification outranks everything.
 */

/** The process exit codes by meaning. */
export const ExitCode = {
  /** Nothing found, nothing to change, or everything asked for was done. */
  Clean: 0,
  /** Findings, or changes that would be made. */
  Findings: 1,
  /** Wrong usage or configuration, failed input or output, text that does not parse. */
  Failure: 2,
  /** A change failed its verification, or a bug in the tool itself. */
  Mismatch: 3,
} as const;

/** One of the values of `ExitCode`. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Returns the graver of two codes. */
export function worstExitCode(first: ExitCode, second: ExitCode): ExitCode {
  return first > second ? first : second;
}

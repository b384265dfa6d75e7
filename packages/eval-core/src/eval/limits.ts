/** How much an evaluation may use. Exceeding a limit is an error that `tryEval` does not catch. */

export interface Limits {
  /** Function calls inside each other. The stack may end earlier. */
  readonly callDepth: number;
  /** Function calls altogether. */
  readonly calls: number;
  /** Milliseconds from the start of the evaluation. */
  readonly milliseconds: number;
  /** Elements of a list that a builtin makes at once. */
  readonly listLength: number;
}

/** Bounds only what would exhaust memory at once. */
export const defaultLimits: Limits = {
  callDepth: Number.POSITIVE_INFINITY,
  calls: Number.POSITIVE_INFINITY,
  milliseconds: Number.POSITIVE_INFINITY,
  listLength: 100_000_000,
};

/** How many calls go by between looks at the clock. */
export const callsPerCheck = 65_536;

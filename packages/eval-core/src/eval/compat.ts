/**
 * In what implementations of Nix differ from each other, as data. An evaluation mirrors one of them; derivation paths
 * come out the same under all, except where a program asks for the version.
 */

import type { Implementation } from "../lower/globals.ts";

export interface Compat {
  readonly name: CompatName;
  /** `builtins.nixVersion`. */
  readonly nixVersion: string;
  /** What 64-bit arithmetic does at its ends. */
  readonly integerOverflow: "wrap" | "error";
  /** How `toJSON` prints floats: with six digits, or shortest so that reading gives the same float. */
  readonly jsonFloats: "six-digits" | "shortest";
  /** Whether `floor` and `ceil` round floats only and say what is out of range, or make a float of any number first. */
  readonly rounding: "checked" | "floats";
  /** Whether a NUL ends a string silently, is an error, or is an error in files only. */
  readonly nulBytes: "truncate" | "error" | "error-in-files";
  /** What `fromJSON` makes of integers that need 64 bits without a sign. */
  readonly unsignedJson: "error" | "float" | "wrap";
  /** Whether `map`, `genList` and the like check their function before an element is asked for. */
  readonly functionArguments: "eager" | "lazy";
  /** Whether builtins evaluate what they turn out not to need: unused replacements, functions on empty lists. */
  readonly unneeded: "eager" | "lazy";
  /** Whether positions in expressions from the command line are null. */
  readonly expressionPositions: "null" | "given";
  /** The name that no output of a derivation may have. */
  readonly reservedOutput: "drv" | "drvPath";
  /** How wide the indices are that `elemAt` and `substring` take; of wider integers the lower bits count. */
  readonly indices: "32-bit" | "64-bit";
  /** The sorting algorithm, which shows with comparators that are no orderings. */
  readonly sorting: "insertion-merge" | "runs";
  /** The release whose builtins there are. */
  readonly release: Implementation;
  /** Whether there are the builtins that Nix 2 adds to them. */
  readonly hasFurtherBuiltins: boolean;
}

/** The implementations whose differences are known. */
export type CompatName = "nix-2.8" | "nix-2.26" | "nix" | "lix";

const nix: Compat = {
  name: "nix",
  nixVersion: "2.34.8",
  integerOverflow: "error",
  jsonFloats: "shortest",
  rounding: "checked",
  nulBytes: "error",
  unsignedJson: "error",
  functionArguments: "eager",
  unneeded: "lazy",
  expressionPositions: "null",
  reservedOutput: "drvPath",
  indices: "64-bit",
  sorting: "runs",
  release: { name: "nix", version: "2.34" },
  hasFurtherBuiltins: true,
};

const table: Readonly<Record<CompatName, Compat>> = {
  nix,
  "nix-2.26": {
    ...nix,
    name: "nix-2.26",
    nixVersion: "2.26.3",
    release: { name: "nix", version: "2.26" },
    rounding: "floats",
    sorting: "insertion-merge",
  },
  "nix-2.8": {
    ...nix,
    name: "nix-2.8",
    nixVersion: "2.8.0",
    integerOverflow: "wrap",
    jsonFloats: "six-digits",
    nulBytes: "truncate",
    unsignedJson: "wrap",
    rounding: "floats",
    functionArguments: "lazy",
    unneeded: "eager",
    expressionPositions: "given",
    reservedOutput: "drv",
    indices: "32-bit",
    sorting: "insertion-merge",
    release: { name: "nix", version: "2.8" },
    hasFurtherBuiltins: false,
  },
  lix: {
    ...nix,
    name: "lix",
    nixVersion: "2.18.3-lix",
    sorting: "insertion-merge",
    nulBytes: "error-in-files",
    unsignedJson: "float",
    release: { name: "lix", version: "2.96" },
  },
};

/** Returns what an implementation does. */
export function compatOf(name: CompatName): Compat {
  return table[name];
}

/** Returns the name of an implementation, or null if there is none of that name. */
export function compatNameOrNull(name: string): CompatName | null {
  return name === "nix" || name === "lix" || name === "nix-2.8" || name === "nix-2.26" ? name : null;
}

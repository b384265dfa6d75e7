/** One source being compiled: where it is, what its global names mean, and the machine it runs on. */
import type { Origin } from "../core/term.ts";
import type { SourcePosition } from "../value/positions.ts";
import type { Lazy } from "../value/value.ts";
import type { Machine } from "./machine.ts";
import type { SourceFile } from "./source-file.ts";

export interface Unit {
  readonly machine: Machine;
  readonly file: SourceFile;
  /** The folder that relative paths start from. */
  readonly folder: string;
  readonly globals: ReadonlyMap<string, Lazy>;
  /** Whether command lines may call this file's functions implicitly. */
  readonly autoCalled: boolean;
  /** Whether operators refuse floats, which then can only be passed on. */
  readonly opaqueFloats: boolean;
}

/** Returns the position of a term. */
export function positionOf(unit: Unit, origin: Origin): SourcePosition {
  return { file: unit.file, offset: origin.start };
}

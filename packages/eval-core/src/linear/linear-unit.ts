/** One source being compiled for the linear machine: where it is and what its global names mean. */
import type { Origin, PathRoot } from "../core/term.ts";

export interface LinearUnit {
  /** The position of byte 0 of the file, at least 1. */
  readonly base: number;
  /** The addresses of the cells of global names. */
  readonly globals: ReadonlyMap<string, number>;
  /** Whether command lines may call this file's functions implicitly. */
  readonly autoCalled: boolean;
  /** Whether operators refuse floats, which then can only be passed on. */
  readonly opaqueFloats: boolean;
  /**
   * Returns the text of a path literal, or of the start of one, made absolute but not canonical, because an interpolated
   * path goes on after it. Null where only the other evaluator can tell. Home paths are asked for when they are evaluated.
   */
  pathStart(root: PathRoot, text: string): string | null;
}

/** Returns how paths start in a source whose relative paths start from a folder. */
export function pathStartIn(folder: string): LinearUnit["pathStart"] {
  return (root, text) => (root === "absolute" ? text : root === "relative" ? `${folder}/${text}` : null);
}

/** Returns the position word of a term. */
export function positionWord(unit: LinearUnit, origin: Origin): number {
  return unit.base + origin.start;
}

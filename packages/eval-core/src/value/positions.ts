/**
 * Where attributes are written. Sets made by one literal share one `SitePositions`; `//` pairs the positions of its
 * operands, and pairs are memoised, so that a position costs a set nothing but a pointer.
 */
import type { Shape } from "./shape.ts";
import type { SourceName } from "./value.ts";

/** A byte of a source. */
export interface SourcePosition {
  readonly file: SourceName;
  readonly offset: number;
}

/** Where each attribute of a set is written, as far as known. */
export abstract class Positions {
  /** What these were last merged with and what came of it: at one place of a program it is mostly the same. */
  lastRight: Positions | null = null;
  lastMerged: Positions | null = null;

  abstract positionOf(name: string): SourcePosition | null;
}

/** The positions of the names in one literal, or of the formals of one lambda. */
export class SitePositions extends Positions {
  private readonly file: SourceName;
  private readonly shape: Shape;
  /** In the order of the shape's names. */
  private readonly offsets: readonly number[];

  constructor(file: SourceName, shape: Shape, offsets: readonly number[]) {
    super();
    this.file = file;
    this.shape = shape;
    this.offsets = offsets;
  }

  positionOf(name: string): SourcePosition | null {
    const offset = this.offsets[this.shape.indexOf(name)];
    return offset === undefined ? null : { file: this.file, offset };
  }
}

/** Positions of each name on its own: for sets whose names are computed. */
export class NamedPositions extends Positions {
  private readonly byName: ReadonlyMap<string, SourcePosition>;

  constructor(byName: ReadonlyMap<string, SourcePosition>) {
    super();
    this.byName = byName;
  }

  positionOf(name: string): SourcePosition | null {
    return this.byName.get(name) ?? null;
  }
}

/** Positions of `left // right`. */
class MergedPositions extends Positions {
  readonly left: Positions;
  readonly right: Positions;

  constructor(left: Positions, right: Positions) {
    super();
    this.left = left;
    this.right = right;
  }

  positionOf(name: string): SourcePosition | null {
    const last = this.right.positionOf(name);
    if (last !== null) return last;
    // Chains grow to the left, by `foldl' (a: b: a // b)`, so this is a loop and no recursion.
    let positions = this.left;
    while (positions instanceof MergedPositions) {
      const found = positions.right.positionOf(name);
      if (found !== null) return found;
      positions = positions.left;
    }
    return positions.positionOf(name);
  }
}

/** Returns the positions of `left // right`. */
export function mergePositions(left: Positions | null, right: Positions | null): Positions | null {
  if (left === null || left === right) return right;
  if (right === null) return left;
  if (left.lastRight === right) return left.lastMerged;
  const merged = new MergedPositions(withoutRight(left, right), right);
  left.lastRight = right;
  left.lastMerged = merged;
  return merged;
}

/** Leaves out of a chain what is about to be put at its end again, so that chains are no longer than sites are many. */
function withoutRight(left: Positions, right: Positions): Positions {
  if (!(left instanceof MergedPositions)) return left;
  const later: Positions[] = [];
  let positions: Positions = left;
  while (positions instanceof MergedPositions && positions.right !== right) {
    later.push(positions.right);
    positions = positions.left;
  }
  if (!(positions instanceof MergedPositions)) return left;
  return later.reduceRight<Positions>((chain, end) => new MergedPositions(chain, end), positions.left);
}

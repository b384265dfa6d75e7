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
  lastNames: Shape | null = null;
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

/** Positions of `left // right`. What is in the right set is not written where the left one has it. */
class MergedPositions extends Positions {
  readonly left: Positions | null;
  readonly right: Positions | null;
  /** The names of the right set. */
  readonly names: Shape;

  constructor(left: Positions | null, right: Positions | null, names: Shape) {
    super();
    this.left = left;
    this.right = right;
    this.names = names;
  }

  positionOf(name: string): SourcePosition | null {
    return positionIn(this, name);
  }
}

/** Chains grow to the left, by `foldl' (a: b: a // b)`, so this is a loop and no recursion. */
function positionIn(chain: MergedPositions, name: string): SourcePosition | null {
  let positions: Positions | null = chain;
  while (positions instanceof MergedPositions) {
    if (positions.names.indexOf(name) >= 0) return positions.right?.positionOf(name) ?? null;
    positions = positions.left;
  }
  return positions?.positionOf(name) ?? null;
}

/** Returns the positions of `left // right`, whose names are those of the right set. */
export function mergePositions(left: Positions | null, right: Positions | null, names: Shape): Positions | null {
  const memo = left ?? right;
  if (memo === null || left === right) return right;
  if (memo.lastRight === right && memo.lastNames === names) return memo.lastMerged;
  const merged = new MergedPositions(withoutRight(left, right, names), right, names);
  memo.lastRight = right;
  memo.lastNames = names;
  memo.lastMerged = merged;
  return merged;
}

/** Leaves out of a chain what is about to be put at its end again, so that chains are no longer than sites are many. */
function withoutRight(left: Positions | null, right: Positions | null, names: Shape): Positions | null {
  if (!(left instanceof MergedPositions)) return left;
  const later: MergedPositions[] = [];
  let positions: Positions | null = left;
  while (positions instanceof MergedPositions && (positions.right !== right || positions.names !== names)) {
    later.push(positions);
    positions = positions.left;
  }
  if (!(positions instanceof MergedPositions)) return left;
  return later.reduceRight<Positions | null>(
    (chain, end) => new MergedPositions(chain, end.right, end.names),
    positions.left,
  );
}

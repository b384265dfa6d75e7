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
export interface Positions {
  positionOf(name: string): SourcePosition | null;
}

/** The positions of the names in one literal, or of the formals of one lambda. */
export class SitePositions implements Positions {
  private readonly file: SourceName;
  private readonly shape: Shape;
  /** In the order of the shape's names. */
  private readonly offsets: Int32Array;

  constructor(file: SourceName, shape: Shape, offsets: Int32Array) {
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
export class NamedPositions implements Positions {
  private readonly byName: ReadonlyMap<string, SourcePosition>;

  constructor(byName: ReadonlyMap<string, SourcePosition>) {
    this.byName = byName;
  }

  positionOf(name: string): SourcePosition | null {
    return this.byName.get(name) ?? null;
  }
}

/** Positions of `left // right`. */
class MergedPositions implements Positions {
  readonly left: Positions;
  readonly right: Positions;

  constructor(left: Positions, right: Positions) {
    this.left = left;
    this.right = right;
  }

  positionOf(name: string): SourcePosition | null {
    let positions: Positions = this;
    // Chains grow to the left, by `foldl' (a: b: a // b)`, so this is a loop and no recursion.
    while (positions instanceof MergedPositions) {
      const found = positions.right.positionOf(name);
      if (found !== null) return found;
      positions = positions.left;
    }
    return positions.positionOf(name);
  }
}

/** Pairs of positions already made, per evaluation. Keys are held weakly. */
export class PositionTable {
  private readonly pairs = new WeakMap<Positions, WeakMap<Positions, Positions>>();

  /** Returns the positions of `left // right`. */
  merge(left: Positions | null, right: Positions | null): Positions | null {
    if (left === null || left === right) return right;
    if (right === null) return left;
    if (left instanceof MergedPositions && left.right === right) return left;
    let byRight = this.pairs.get(left);
    if (byRight === undefined) {
      byRight = new WeakMap();
      this.pairs.set(left, byRight);
    }
    let merged = byRight.get(right);
    if (merged === undefined) {
      merged = new MergedPositions(left, right);
      byRight.set(right, merged);
    }
    return merged;
  }
}

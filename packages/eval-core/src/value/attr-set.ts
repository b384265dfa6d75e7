/**
 * Attribute sets: a shape and the values in the order of its names. Builders here are the only way to make one, so
 * that names are always in byte order.
 */
import { compareBytes } from "../store/bytes.ts";
import type { Positions } from "./positions.ts";
import { mergePositions } from "./positions.ts";
import type { Shape, UpdatePlan } from "./shape.ts";
import { ShapeTable, emptyShape } from "./shape.ts";
import type { Lazy } from "./value.ts";

export class AttrSet {
  readonly shape: Shape;
  readonly values: Lazy[];
  readonly positions: Positions | null;

  constructor(shape: Shape, values: Lazy[], positions: Positions | null) {
    this.shape = shape;
    this.values = values;
    this.positions = positions;
  }

  get size(): number {
    return this.shape.names.length;
  }

  get(name: string): Lazy | undefined {
    const at = this.shape.indexOf(name);
    return at < 0 ? undefined : this.values[at];
  }

  has(name: string): boolean {
    return this.shape.indexOf(name) >= 0;
  }
}

export const emptySet: AttrSet = new AttrSet(emptyShape, [], null);

/** Sets with more names than this together are merged name by name when they first meet. */
const planLimit = 128;

/** A name and a value on their way into a set. */
export type Entry = readonly [name: string, value: Lazy];

/** Makes and combines sets, sharing shapes and positions within one evaluation. */
export class SetBuilder {
  readonly shapes: ShapeTable = new ShapeTable();

  /** Returns the set of some entries with distinct names, in any order. */
  fromEntries(entries: readonly Entry[], positions: Positions | null = null): AttrSet {
    if (entries.length === 0) return emptySet;
    const sorted = sortEntries(entries);
    const names = new Array<string>(sorted.length);
    const values = new Array<Lazy>(sorted.length);
    for (let at = 0; at < sorted.length; at++) [names[at], values[at]] = sorted[at] as Entry;
    return this.fromSorted(names, values, positions);
  }

  /** Returns the set of names in byte order and their values. */
  fromSorted(names: readonly string[], values: Lazy[], positions: Positions | null): AttrSet {
    return names.length === 0 ? emptySet : new AttrSet(this.shapes.shapeOf(names), values, positions);
  }

  /** Returns `left // right`. */
  update(left: AttrSet, right: AttrSet): AttrSet {
    if (right.values.length === 0) return left;
    if (left.values.length === 0) return right;
    const leftShape = left.shape;
    const rightShape = right.shape;
    if (leftShape === rightShape) return new AttrSet(rightShape, right.values, right.positions);
    const positions = mergePositions(left.positions, right.positions, rightShape);
    const plan = leftShape.planFor(rightShape) ?? this.newPlanOrNull(leftShape, rightShape);
    if (plan !== null) {
      return new AttrSet(plan.shape, applyPlan(plan.sources, left.values, right.values), positions);
    }
    return (
      (right.size * 8 < left.size ? replaceFew(left, right, positions) : null) ?? this.merge(left, right, positions)
    );
  }

  /** Makes a plan for small shapes, and for others when they meet again: package sets are made in several stages. */
  private newPlanOrNull(left: Shape, right: Shape): UpdatePlan | null {
    if (left.isInterned && right.isInterned && left.size + right.size <= planLimit) {
      return this.shapes.planUpdate(left, right, null);
    }
    const result = left.resultWith(right);
    return result === null ? null : this.shapes.planUpdate(left, right, result);
  }

  private merge(left: AttrSet, right: AttrSet, positions: Positions | null): AttrSet {
    const leftNames = left.shape.names;
    const rightNames = right.shape.names;
    const names = new Array<string>(leftNames.length + rightNames.length);
    const values = new Array<Lazy>(leftNames.length + rightNames.length);
    let atLeft = 0;
    let atRight = 0;
    let size = 0;
    // Indices stay below the lengths, so names and values are there.
    while (atLeft < leftNames.length && atRight < rightNames.length) {
      const leftName = leftNames[atLeft] as string;
      const rightName = rightNames[atRight] as string;
      if (leftName < rightName) {
        names[size] = leftName;
        values[size++] = left.values[atLeft++] as Lazy;
        continue;
      }
      if (leftName === rightName) atLeft++;
      names[size] = rightName;
      values[size++] = right.values[atRight++] as Lazy;
    }
    for (; atLeft < leftNames.length; atLeft++) {
      names[size] = leftNames[atLeft] as string;
      values[size++] = left.values[atLeft] as Lazy;
    }
    for (; atRight < rightNames.length; atRight++) {
      names[size] = rightNames[atRight] as string;
      values[size++] = right.values[atRight] as Lazy;
    }
    names.length = size;
    values.length = size;
    const shape = this.shapes.shapeOf(names);
    // A set that grows name by name must not keep the names of all its stages: results are noted where they are so much
    // larger that all of them together are not much more than the last.
    if (rightNames.length * 32 >= leftNames.length) left.shape.noteResult(right.shape, shape);
    return new AttrSet(shape, values, positions);
  }
}

/** Entries are often in order already, and most often few. */
function sortEntries(entries: readonly Entry[]): readonly Entry[] {
  for (let at = 1; at < entries.length; at++) {
    if ((entries[at - 1] as Entry)[0] > (entries[at] as Entry)[0]) {
      return [...entries].sort((left, right) => compareBytes(left[0], right[0]));
    }
  }
  return entries;
}

function applyPlan(sources: readonly number[], left: readonly Lazy[], right: readonly Lazy[]): Lazy[] {
  const values = new Array<Lazy>(sources.length);
  for (let at = 0; at < sources.length; at++) {
    // A plan's indices are those of the shapes it was made for.
    const source = sources[at] as number;
    values[at] = (source >= 0 ? left[source] : right[~source]) as Lazy;
  }
  return values;
}

/** Returns the update if the right side adds no names, so that the shape stays; else null. */
function replaceFew(left: AttrSet, right: AttrSet, positions: Positions | null): AttrSet | null {
  const targets = right.shape.names.map((name) => left.shape.indexOf(name));
  if (targets.some((target) => target < 0)) return null;
  const values = left.values.slice();
  targets.forEach((target, at) => {
    values[target] = right.values[at] as Lazy;
  });
  return new AttrSet(left.shape, values, positions);
}

/**
 * One place of a program that looks for an attribute. It remembers the last shape it met and where the name is in it,
 * which at most places is always the same.
 */
import { AttrSet } from "../value/attr-set.ts";
import type { Shape } from "../value/shape.ts";
import { Thunk, staysBehind } from "../value/thunk.ts";
import type { Lazy } from "../value/value.ts";

export class AttributeSite {
  readonly name: string;
  private shape: Shape | null = null;
  private index = -1;

  constructor(name: string) {
    this.name = name;
  }

  /** Returns the index of the name in a shape, or -1. */
  indexIn(shape: Shape): number {
    return shape === this.shape ? this.index : this.meet(shape);
  }

  private meet(shape: Shape): number {
    this.index = shape.indexOf(this.name);
    this.shape = shape;
    return this.index;
  }

  /**
   * Returns the attribute of a set if both are evaluated already, so that it needs no thunk; else undefined. Functions
   * and floats do need one: it is by their slots that they are told apart.
   */
  evaluatedIn(from: Lazy | undefined): Lazy | undefined {
    const set = from instanceof Thunk && from.code === null ? from.payload : from;
    if (!(set instanceof AttrSet)) return undefined;
    const at = this.indexIn(set.shape);
    if (at < 0) return undefined;
    // The shape says that it is there.
    const found = set.values[at] as Lazy;
    // An evaluated thunk without `keep` holds neither function nor float.
    if (found instanceof Thunk) return found.code === null ? (found.payload as Lazy) : undefined;
    return staysBehind(found) ? undefined : found;
  }
}

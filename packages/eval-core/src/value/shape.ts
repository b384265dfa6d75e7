/**
 * The names of attribute sets. Sets with the same names mostly share one `Shape`: select sites then find an attribute
 * by comparing a pointer, and `//` of two shared shapes is a memoised plan. Shapes of up to `internedLimit` names made
 * at run time, and those of literals, are interned in a trie; others belong to one set and its copies.
 */

/** How `//` combines two shapes: for each name of the result its index on the left, or `~` its index on the right. */
export interface UpdatePlan {
  readonly shape: Shape;
  readonly sources: readonly number[];
}

/** Most names a set made at run time may have for its shape to be interned. */
export const internedLimit = 48;

/** Up to this many names a scan beats anything cleverer. */
const scanLimit = 8;

export class Shape {
  /** In byte order, each once. */
  readonly names: readonly string[];
  /** Whether the shape is in the trie, so that plans for it will be used again. */
  readonly isInterned: boolean;
  private index: Map<string, number> | null = null;
  private searches = 0;
  /** The first plan; most shapes have no other. */
  private firstRight: Shape | null = null;
  private firstPlan: UpdatePlan | undefined = undefined;
  private otherPlans: Map<Shape, UpdatePlan> | null = null;
  /** What this was last merged with name by name, and what came of it. */
  private lastRight: Shape | null = null;
  private lastResult: Shape | null = null;

  constructor(names: readonly string[], isInterned: boolean) {
    this.names = names;
    this.isInterned = isInterned;
  }

  get size(): number {
    return this.names.length;
  }

  /** Returns the index of a name, or -1. */
  indexOf(name: string): number {
    const { names } = this;
    if (names.length <= scanLimit) {
      for (let at = 0; at < names.length; at++) if (names[at] === name) return at;
      return -1;
    }
    if (this.index !== null) return this.index.get(name) ?? -1;
    return this.search(name);
  }

  /** Searches by halves; builds an index once that has been asked for about as often as it costs. */
  private search(name: string): number {
    const { names } = this;
    if (++this.searches > 16 + names.length) {
      const index = new Map<string, number>();
      for (let at = 0; at < names.length; at++) index.set(names[at] ?? "", at);
      this.index = index;
      return index.get(name) ?? -1;
    }
    let low = 0;
    let high = names.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = names[middle] ?? "";
      if (found === name) return middle;
      if (found < name) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  planFor(right: Shape): UpdatePlan | undefined {
    return right === this.firstRight ? this.firstPlan : this.otherPlans?.get(right);
  }

  /** Remembers a plan, unless there are already many: a shape that meets ever new ones gains nothing. */
  rememberPlan(right: Shape, plan: UpdatePlan): void {
    if (this.firstRight === null) {
      this.firstRight = right;
      this.firstPlan = plan;
      return;
    }
    this.otherPlans ??= new Map();
    if (this.otherPlans.size < 64) this.otherPlans.set(right, plan);
  }

  /** Returns what came of the last `//` with a shape, or null if that was another one. */
  resultWith(right: Shape): Shape | null {
    return right === this.lastRight ? this.lastResult : null;
  }

  noteResult(right: Shape, result: Shape): void {
    this.lastRight = right;
    this.lastResult = result;
  }
}

export const emptyShape: Shape = new Shape([], true);

class TrieNode {
  shape: Shape | null = null;
  /** The child met last; most nodes have no other, and then no map. */
  private lastName = "";
  private lastChild: TrieNode | null = null;
  private children: Map<string, TrieNode> | null = null;

  child(name: string): TrieNode {
    const { lastChild } = this;
    if (lastChild === null) return this.remember(name, new TrieNode());
    if (this.lastName === name) return lastChild;
    this.children ??= new Map([[this.lastName, lastChild]]);
    let child = this.children.get(name);
    if (child === undefined) {
      child = new TrieNode();
      this.children.set(name, child);
    }
    return this.remember(name, child);
  }

  private remember(name: string, child: TrieNode): TrieNode {
    this.lastName = name;
    this.lastChild = child;
    return child;
  }
}

/** The interned shapes of one evaluation. */
export class ShapeTable {
  private readonly root = new TrieNode();

  constructor() {
    this.root.shape = emptyShape;
  }

  /** Returns the one shape with these names, which must be in byte order and distinct. */
  intern(names: readonly string[]): Shape {
    let node = this.root;
    for (const name of names) node = node.child(name);
    node.shape ??= new Shape(names, true);
    return node.shape;
  }

  /** Returns a shape for a set made at run time: interned if it is small. */
  shapeOf(names: readonly string[]): Shape {
    return names.length <= internedLimit ? this.intern(names) : new Shape(names, false);
  }

  /** Returns the plan of `left // right`, which has the names of `result`, or interned ones if that is null. */
  planUpdate(left: Shape, right: Shape, result: Shape | null): UpdatePlan {
    const names: string[] = [];
    const sources: number[] = [];
    let atLeft = 0;
    let atRight = 0;
    while (atLeft < left.size || atRight < right.size) {
      const leftName = left.names[atLeft];
      const rightName = right.names[atRight];
      if (rightName === undefined || (leftName !== undefined && leftName < rightName)) {
        names.push(leftName ?? "");
        sources.push(atLeft++);
        continue;
      }
      if (leftName === rightName) atLeft++;
      names.push(rightName);
      sources.push(~atRight++);
    }
    const shape = result ?? this.resultOf(left, right, names);
    const plan = { shape, sources: sources.slice() };
    left.rememberPlan(right, plan);
    return plan;
  }

  private resultOf(left: Shape, right: Shape, names: readonly string[]): Shape {
    if (names.length === left.size) return left;
    return names.length === right.size ? right : this.intern(names);
  }
}

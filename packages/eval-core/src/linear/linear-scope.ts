/**
 * What the emitter knows of environments: which are around a term, and where in them a binder's slots are. A core
 * variable counts binders only. At run time `with` has an environment too, and so has a set that is not recursive but has
 * sources to inherit from, whose environment no name refers to.
 */

export interface LinearScope {
  readonly up: LinearScope | null;
  readonly kind: "binder" | "with" | "sources";
  /** Where each slot of the binder is in the environment, or null if it is where it was. */
  readonly order: readonly number[] | null;
}

/** Returns the scope inside a lambda or a `let`. */
export function binderScope(up: LinearScope | null): LinearScope {
  return { up, kind: "binder", order: null };
}

/** Returns the scope inside a recursive set. */
export function setScope(up: LinearScope | null, order: readonly number[] | null): LinearScope {
  return { up, kind: "binder", order };
}

/** Returns the scope inside a set that is not recursive but has sources. */
export function sourcesScope(up: LinearScope | null): LinearScope {
  return { up, kind: "sources", order: null };
}

/** Returns the scope inside a `with`. */
export function withScope(up: LinearScope | null): LinearScope {
  return { up, kind: "with", order: null };
}

/** Where a variable is: how many environments out, and where in that one. */
export interface LinearAddress {
  readonly hops: number;
  readonly slot: number;
}

/** Returns where a bound variable is. */
export function addressOf(scope: LinearScope | null, depth: number, slot: number): LinearAddress {
  let binders = depth;
  let hops = 0;
  for (let at = scope; at !== null; at = at.up, hops++) {
    if (at.kind !== "binder") continue;
    if (binders-- > 0) continue;
    return { hops, slot: at.order === null ? slot : (at.order[slot] ?? slot) };
  }
  throw new Error(`no binder ${depth} out`);
}

/** Returns how many environments out each `with` is, innermost first. */
export function withHops(scope: LinearScope | null): number[] {
  const found: number[] = [];
  let hops = 0;
  for (let at = scope; at !== null; at = at.up, hops++) if (at.kind === "with") found.push(hops);
  return found;
}

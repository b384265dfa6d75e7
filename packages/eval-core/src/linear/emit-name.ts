/** Variables, and names that no binder provides. Their nodes are the same evaluated and delayed. */
import { NODE_GLOBAL, NODE_VAR, NODE_WITH_VAR } from "./layout.ts";
import type { BoundTerm, NameTerm } from "../core/term.ts";
import { addressOf, withHops } from "./linear-scope.ts";
import type { Place } from "./place.ts";
import { writeNode } from "./place.ts";

/** Returns the node of a bound variable. */
export function emitBound(term: BoundTerm, place: Place): number {
  const { hops, slot } = addressOf(place.scope, term.depth, term.slot);
  return writeNode(place, NODE_VAR, term.origin, [hops, slot]);
}

/** Returns the node of a name that no binder provides: a global, or an attribute of a `with` around it. */
export function emitName(term: NameTerm, place: Place): number {
  const { name, origin } = term;
  const cell = place.unit.globals.get(name);
  if (cell !== undefined) return writeNode(place, NODE_GLOBAL, origin, [cell]);
  const hops = term.withs === 0 ? [] : withHops(place.scope);
  const symbol = place.emission.writer.symbol(name);
  return writeNode(place, NODE_WITH_VAR, origin, [symbol, hops.length, ...hops]);
}

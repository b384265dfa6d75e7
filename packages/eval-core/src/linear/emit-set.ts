/**
 * `let` and attribute sets. The environment of a recursive set has its statics in the order in which they are laid out,
 * and the sources after them.
 */
import { NODE_FROM, NODE_LET, NODE_SET, SET_RECURSIVE, SET_UNPACKED } from "./layout.ts";
import type { LetTerm, SetTerm, Slot } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { delay, emit, emitStub, emitUnsupported } from "./emit.ts";
import { binderScope, setScope, sourcesScope } from "./linear-scope.ts";
import { positionWord } from "./linear-unit.ts";
import type { Place } from "./place.ts";
import { placeIn, writeNode } from "./place.ts";

/** Returns the node of a slot's value. `firstSource` is where the sources begin in the environment of the place. */
function emitSlot(slot: Slot, firstSource: number, place: Place): number {
  // Reading the value of a slot that is lowered on demand lowers it.
  if (slot.isDeferred === true) return emitStub(slot, place, "");
  const { value, name } = slot;
  if (value.tag !== "from") return delay(value, place, name);
  const symbol = place.emission.writer.symbol(value.name);
  return writeNode(place, NODE_FROM, value.origin, [firstSource + value.from, symbol]);
}

/** Returns the node of a `let`. */
export function emitLet(term: LetTerm, place: Place): number {
  const inside = placeIn(place, binderScope(place.scope));
  const size = term.slots.length;
  const sources = term.froms.map((from) => delay(from, inside));
  const slots = term.slots.map((slot) => emitSlot(slot, size, inside));
  const body = emit(term.body, inside);
  return writeNode(place, NODE_LET, term.origin, [size, sources.length, body, ...sources, ...slots]);
}

/** Tells whether a static is only another name for one of the same recursive set. */
function isAlias(slot: Slot): boolean {
  return slot.isDeferred !== true && slot.value.tag === Tag.Bound && slot.value.depth === 0;
}

/**
 * Returns the statics of a set in the order in which their cells are made. An alias shares a cell that was made before,
 * as in the complete evaluator, which goes by the byte order of names.
 */
function orderOf({ statics, recursive }: SetTerm): readonly Slot[] {
  if (!recursive || !statics.some(isAlias)) return statics;
  return [...statics].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The places of a set's parts. */
interface SetPlaces {
  readonly sources: Place;
  readonly values: Place;
}

function setPlaces(term: SetTerm, ordered: readonly Slot[], place: Place): SetPlaces {
  if (term.recursive) {
    const order = ordered === term.statics ? null : term.statics.map((slot) => ordered.indexOf(slot));
    const inside = placeIn(place, setScope(place.scope, order));
    return { sources: inside, values: inside };
  }
  const values = term.froms.length === 0 ? place : placeIn(place, sourcesScope(place.scope));
  return { sources: place, values };
}

/** Returns the node of a set that is not empty. */
export function emitSet(term: SetTerm, place: Place): number {
  if (term.overrides >= 0) return emitUnsupported(term, place);
  const { writer } = place.emission;
  const ordered = orderOf(term);
  const places = setPlaces(term, ordered, place);
  const firstSource = term.recursive ? ordered.length : 0;
  const hasUnpacked = term.splats.length > 0;
  const flags = (term.recursive ? SET_RECURSIVE : 0) | (hasUnpacked ? SET_UNPACKED : 0);
  const fields = [flags, ordered.length, term.froms.length, term.dynamics.length];
  for (const from of term.froms) fields.push(delay(from, places.sources));
  for (const slot of ordered) {
    const position = positionWord(place.unit, slot.origin);
    fields.push(writer.symbol(slot.name), position, emitSlot(slot, firstSource, places.values), 0);
  }
  for (const { name, value, origin } of term.dynamics) {
    fields.push(emit(name, places.values), delay(value, places.values), positionWord(place.unit, origin));
  }
  if (hasUnpacked) fields.push(term.splats.length);
  for (const splat of term.splats) fields.push(emit(splat, places.values), positionWord(place.unit, splat.origin));
  const node = writeNode(place, NODE_SET, term.origin, fields);
  writer.placeStatics(node);
  return node;
}

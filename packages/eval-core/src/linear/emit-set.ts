/**
 * `let` and attribute sets. A set's statics are laid out in the order of their symbols; the environment of a recursive
 * set is in that order too, with the sources after it.
 */
import { NODE_FROM, NODE_LET, NODE_SET } from "./layout.ts";
import type { LetTerm, SetTerm, Slot } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { delay, emit, emitStub, emitUnsupported } from "./emit.ts";
import { binderScope, setScope, sourcesScope } from "./linear-scope.ts";
import { positionWord } from "./linear-unit.ts";
import type { Place } from "./place.ts";
import { placeIn, writeNode } from "./place.ts";

const recursiveFlag = 1;
const aliasesFlag = 2;
const unpackedFlag = 4;

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

/** A static attribute of a set and its symbol. */
interface Static {
  readonly slot: Slot;
  readonly symbol: number;
}

/** The statics of a set in the order of their symbols. */
interface StaticOrder {
  readonly sorted: readonly Static[];
  /** Where each static is among the sorted ones. */
  readonly order: readonly number[];
}

function staticOrder({ statics }: SetTerm, place: Place): StaticOrder {
  const { writer } = place.emission;
  const size = statics.length;
  // A symbol and a place in one number: numbers are sorted without calls.
  const keys = new Float64Array(size);
  for (let at = 0; at < size; at++) keys[at] = writer.symbol((statics[at] as Slot).name) * size + at;
  keys.sort();
  const order = new Array<number>(size);
  const sorted = new Array<Static>(size);
  for (let at = 0; at < size; at++) {
    const key = keys[at] as number;
    const slot = key % size;
    order[slot] = at;
    sorted[at] = { slot: statics[slot] as Slot, symbol: (key - slot) / size };
  }
  return { sorted, order };
}

/** A static that is only another name for one of the same recursive set. */
interface Alias {
  readonly slot: Slot;
  readonly target: Slot;
}

/** Returns the aliases of a recursive set in the order of their names. */
function aliasesOf({ statics, recursive }: SetTerm): readonly Alias[] {
  if (!recursive) return [];
  const aliases = statics.flatMap((slot): Alias[] => {
    if (slot.isDeferred === true || slot.value.tag !== Tag.Bound || slot.value.depth > 0) return [];
    return [{ slot, target: statics[slot.value.slot] as Slot }];
  });
  return aliases.sort((left, right) => (left.slot.name < right.slot.name ? -1 : 1));
}

/** What becomes of the aliases of a set. */
interface Aliases {
  /** Those that get cells of their own. */
  readonly own: ReadonlySet<Slot>;
  /** Pairs of indices: of a static, and of the one whose cell it gets in the end. */
  readonly pairs: readonly number[];
}

/**
 * Says which aliases share cells. The complete evaluator makes attributes in the order of their names, and an alias shares
 * what was made before it. Here they are made in the order of symbols, so that some have to be put right.
 */
function arrangeAliases(term: SetTerm, order: readonly number[]): Aliases {
  const own = new Set<Slot>();
  const pairs: number[] = [];
  const corrected = new Set<Slot>();
  for (const { slot, target } of aliasesOf(term)) {
    if (target.name >= slot.name) {
      own.add(slot);
      continue;
    }
    const [at = 0, from = 0] = [slot, target].map((one) => order[term.statics.indexOf(one)]);
    if (from < at && !corrected.has(target)) continue;
    corrected.add(slot);
    pairs.push(at, from);
  }
  return { own, pairs };
}

/** The places of a set's parts. */
interface SetPlaces {
  readonly sources: Place;
  readonly values: Place;
}

function setPlaces(term: SetTerm, order: readonly number[], place: Place): SetPlaces {
  if (term.recursive) {
    const inside = placeIn(place, setScope(place.scope, order));
    return { sources: inside, values: inside };
  }
  const values = term.froms.length === 0 ? place : placeIn(place, sourcesScope(place.scope));
  return { sources: place, values };
}

/** Returns the node of a set that is not empty. */
export function emitSet(term: SetTerm, place: Place): number {
  if (term.overrides >= 0) return emitUnsupported(term, place);
  const { sorted, order } = staticOrder(term, place);
  const places = setPlaces(term, order, place);
  const firstSource = term.recursive ? sorted.length : 0;
  const { own, pairs } = arrangeAliases(term, order);
  const hasAliases = pairs.length > 0;
  const hasUnpacked = term.splats.length > 0;
  const flags =
    (term.recursive ? recursiveFlag : 0) | (hasAliases ? aliasesFlag : 0) | (hasUnpacked ? unpackedFlag : 0);
  const fields = [flags, sorted.length, term.froms.length, term.dynamics.length];
  for (const from of term.froms) fields.push(delay(from, places.sources));
  for (const { slot, symbol } of sorted) {
    const value = own.has(slot) ? emitStub(slot, places.values, slot.name) : emitSlot(slot, firstSource, places.values);
    fields.push(symbol, positionWord(place.unit, slot.origin), value);
  }
  for (const { name, value, origin } of term.dynamics) {
    fields.push(emit(name, places.values), delay(value, places.values), positionWord(place.unit, origin));
  }
  if (hasAliases) fields.push(pairs.length / 2, ...pairs);
  if (hasUnpacked) fields.push(term.splats.length);
  for (const splat of term.splats) fields.push(emit(splat, places.values), positionWord(place.unit, splat.origin));
  return writeNode(place, NODE_SET, term.origin, fields);
}

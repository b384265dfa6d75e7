/** Selecting attributes and elements. */
import { NODE_HAS, NODE_INDEX, NODE_SELECT, NODE_SELECT_OR } from "./layout.ts";
import type { AttributeName, HasTerm, IndexTerm, SelectOrTerm, SelectTerm } from "../core/term.ts";
import { emit, emitUnsupported } from "./emit.ts";
import type { Place } from "./place.ts";
import { writeNode } from "./place.ts";

const largestWord = 0xffff_ffffn;

/** Returns the words of a name: its symbol and 0 if it is written out, else 0 and the node that computes it. */
function emitAttributeName(name: AttributeName, place: Place): [symbol: number, node: number] {
  return typeof name === "string" ? [place.emission.writer.symbol(name), 0] : [0, emit(name, place)];
}

/** Returns the node of one selection step without a default. */
export function emitSelect(term: SelectTerm, place: Place): number {
  const target = emit(term.value, place);
  const name = emitAttributeName(term.name, place);
  return writeNode(place, NODE_SELECT, term.origin, [target, ...name]);
}

/** Returns the node of a path with a default. */
export function emitSelectOr(term: SelectOrTerm, place: Place): number {
  const target = emit(term.value, place);
  const path = term.path.flatMap((name) => emitAttributeName(name, place));
  const fallback = emit(term.fallback, place);
  return writeNode(place, NODE_SELECT_OR, term.origin, [target, fallback, term.path.length, ...path]);
}

/** Returns the node of `value ? path`. */
export function emitHas(term: HasTerm, place: Place): number {
  const target = emit(term.value, place);
  const path = term.path.flatMap((name) => emitAttributeName(name, place));
  return writeNode(place, NODE_HAS, term.origin, [target, term.path.length, ...path]);
}

/** Returns the node of `list.index`. */
export function emitIndex(term: IndexTerm, place: Place): number {
  // No list is that long, but the message says the index.
  if (term.index > largestWord) return emitUnsupported(term, place);
  const target = emit(term.list, place);
  return writeNode(place, NODE_INDEX, term.origin, [target, Number(term.index)]);
}

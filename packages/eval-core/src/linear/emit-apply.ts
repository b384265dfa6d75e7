/** Calls. Curried calls are one call with several arguments. */
import { NODE_APPLY } from "./layout.ts";
import type { ApplyTerm, FindTerm, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { delay, emit } from "./emit.ts";
import { positionWord } from "./linear-unit.ts";
import type { Place } from "./place.ts";
import { writeNode } from "./place.ts";

/** Returns the node of a call. */
export function emitApply(term: ApplyTerm, place: Place): number {
  const argumentTerms: Term[] = [];
  let callee: Term = term;
  while (callee.tag === Tag.Apply) {
    argumentTerms.push(callee.argument);
    callee = callee.function;
  }
  const target = emit(callee, place);
  const passed = argumentTerms.reverse().map((argument) => delay(argument, place));
  return writeNode(place, NODE_APPLY, term.origin, [target, passed.length, ...passed]);
}

/** Returns the node of `<text>`, which is a call as well. */
export function emitFind(term: FindTerm, place: Place): number {
  const findFile = emit(term.findFile, place);
  const nixPath = delay(term.nixPath, place);
  const text = place.emission.writer.string(positionWord(place.unit, term.origin), term.text);
  return writeNode(place, NODE_APPLY, term.origin, [findFile, 2, nixPath, text]);
}

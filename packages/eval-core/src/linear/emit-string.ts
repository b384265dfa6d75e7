/** Interpolated strings and paths. */
import { NODE_PATH, NODE_STRING } from "./layout.ts";
import type { PathInterpolationTerm, StringTerm, Term } from "../core/term.ts";
import { emit, emitUnsupported } from "./emit.ts";
import { positionWord } from "./linear-unit.ts";
import type { Place } from "./place.ts";
import { writeNode } from "./place.ts";

function emitParts(
  term: StringTerm | PathInterpolationTerm,
  parts: readonly (string | Term)[],
  place: Place,
): number[] {
  const position = positionWord(place.unit, term.origin);
  const { writer } = place.emission;
  return parts.map((part) => (typeof part === "string" ? writer.string(position, part) : emit(part, place)));
}

/** Returns the node of a string with interpolations. */
export function emitString(term: StringTerm, place: Place): number {
  const parts = emitParts(term, term.parts, place);
  return writeNode(place, NODE_STRING, term.origin, [parts.length, ...parts]);
}

/** Returns the node of an interpolated path. Only the whole path is made canonical. */
export function emitPathInterpolation(term: PathInterpolationTerm, place: Place): number {
  const [first = "", ...rest] = term.parts;
  const hasText = typeof first === "string";
  const start = place.unit.pathStart(term.root, hasText ? first : "");
  if (start === null) return emitUnsupported(term, place);
  const parts = emitParts(term, [start, ...(hasText ? rest : term.parts)], place);
  return writeNode(place, NODE_PATH, term.origin, [parts.length, ...parts]);
}

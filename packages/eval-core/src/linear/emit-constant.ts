/** Terms that are the same in every environment and cost nothing. */
import type { PathTerm, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { canonicalPath } from "../eval/coerce.ts";
import { emitUnsupported } from "./emit.ts";
import { positionWord } from "./linear-unit.ts";
import type { Place } from "./place.ts";

/** Returns the node that holds the value of such a term, or null for other terms. */
export function emitConstantOrNull(term: Term, place: Place): number | null {
  const { writer } = place.emission;
  const position = positionWord(place.unit, term.origin);
  switch (term.tag) {
    case Tag.Null:
      return writer.null(position);
    case Tag.Bool:
      return writer.bool(position, term.value);
    case Tag.Int:
      return writer.int(position, term.value);
    case Tag.Float:
      return writer.float(position, term.value);
    case Tag.Text:
      return writer.string(position, term.value);
    case Tag.Path:
      // Where home is may be forbidden to ask, which only evaluating the path may find out.
      return term.root === "home" ? null : emitPath(term, place);
    case Tag.List:
      return term.elements.length === 0 ? writer.emptyList(position) : null;
    case Tag.Set:
      return term.statics.length + term.dynamics.length + term.splats.length === 0 ? writer.emptySet(position) : null;
    default:
      return null;
  }
}

/** Returns the node of a path literal. */
export function emitPath(term: PathTerm, place: Place): number {
  const start = place.unit.pathStart(term.root, term.text);
  if (start === null) return emitUnsupported(term, place);
  return place.emission.writer.path(positionWord(place.unit, term.origin), canonicalPath(start));
}

/**
 * From core terms to nodes. `emit` writes the node that yields a term's value in an environment; `delay` writes the node
 * of what a slot, an element or an argument holds: the value itself where that costs nothing and cannot fail (literals,
 * lambdas, variables and attributes of these that are evaluated), else a stub whose term is compiled when it first runs,
 * because most code of a large program never does.
 */
import {
  NODE_CURRENT_POSITION,
  NODE_IF,
  NODE_LIST,
  NODE_NOT,
  NODE_SPLAT_LIST,
  NODE_STUB,
  NODE_UNSUPPORTED,
  NODE_WITH,
} from "./layout.ts";
import type { IfTerm, ListTerm, Slot, Term, WithTerm } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { emitApply, emitFind } from "./emit-apply.ts";
import { emitConstantOrNull, emitPath } from "./emit-constant.ts";
import { emitFunction, isUnsupportedFunction } from "./emit-function.ts";
import { emitBound, emitName } from "./emit-name.ts";
import { emitAssert, emitBinary } from "./emit-operator.ts";
import { emitHas, emitIndex, emitSelect, emitSelectOr } from "./emit-select.ts";
import { emitLet, emitSet } from "./emit-set.ts";
import { emitPathInterpolation, emitString } from "./emit-string.ts";
import { withScope } from "./linear-scope.ts";
import type { Place } from "./place.ts";
import { placeIn, writeNode } from "./place.ts";

/** Returns the node that yields a term's value. A lambda takes `name` for its own. */
export function emit(term: Term, place: Place, name = ""): number {
  const constant = emitConstantOrNull(term, place);
  if (constant !== null) return constant;
  switch (term.tag) {
    case Tag.String:
      return emitString(term, place);
    case Tag.Path:
      return emitPath(term, place);
    case Tag.PathInterpolation:
      return emitPathInterpolation(term, place);
    case Tag.Find:
      return emitFind(term, place);
    case Tag.CurrentPosition:
      return writeNode(place, NODE_CURRENT_POSITION, term.origin, []);
    case Tag.Bound:
      return emitBound(term, place);
    case Tag.Name:
      return emitName(term, place);
    case Tag.Function:
      return emitFunction(term, place, name);
    case Tag.Apply:
      return emitApply(term, place);
    case Tag.Let:
      return emitLet(term, place);
    case Tag.Set:
      return emitSet(term, place);
    case Tag.List:
      return emitList(term, place);
    case Tag.Select:
      return emitSelect(term, place);
    case Tag.SelectOr:
      return emitSelectOr(term, place);
    case Tag.Has:
      return emitHas(term, place);
    case Tag.Index:
      return emitIndex(term, place);
    case Tag.If:
      return emitIf(term, place);
    case Tag.Assert:
      return emitAssert(term, place);
    case Tag.With:
      return emitWith(term, place);
    case Tag.Not:
      return writeNode(place, NODE_NOT, term.origin, [emit(term.operand, place)]);
    case Tag.Binary:
      return emitBinary(term, place);
    default:
      throw new Error(`no node for a term of tag ${term.tag}`);
  }
}

/** Returns the node of what holds a term. A lambda takes `name` for its own. */
export function delay(term: Term, place: Place, name = ""): number {
  const constant = emitConstantOrNull(term, place);
  if (constant !== null) return constant;
  switch (term.tag) {
    case Tag.Bound:
      return emitBound(term, place);
    case Tag.Name:
      return emitName(term, place);
    case Tag.Select:
      return isPeekable(term) ? emitSelect(term, place) : emitStub(term, place, name);
    case Tag.Function:
      return isUnsupportedFunction(term) ? emitStub(term, place, name) : emitFunction(term, place, name);
    default:
      return emitStub(term, place, name);
  }
}

/** Tells whether a term is a variable or an attribute of one, which what holds it shares once it is evaluated. */
function isPeekable(term: Term): boolean {
  let value = term;
  while (value.tag === Tag.Select && typeof value.name === "string") ({ value } = value);
  return value.tag === Tag.Bound || value.tag === Tag.Name;
}

/** Returns the stub of a term, or of a slot that is lowered on demand. */
export function emitStub(source: Term | Slot, place: Place, name: string): number {
  const id = place.emission.waiting.add({ source, place, name });
  return writeNode(place, NODE_STUB, source.origin, [id]);
}

/** Returns the node of a term that only the other evaluator can run. */
export function emitUnsupported(term: Term, place: Place): number {
  return writeNode(place, NODE_UNSUPPORTED, term.origin, []);
}

function emitIf(term: IfTerm, place: Place): number {
  const condition = emit(term.condition, place);
  const consequence = emit(term.consequence, place);
  const alternative = emit(term.alternative, place);
  return writeNode(place, NODE_IF, term.origin, [condition, consequence, alternative]);
}

function emitWith(term: WithTerm, place: Place): number {
  const environment = delay(term.environment, place);
  const body = emit(term.body, placeIn(place, withScope(place.scope)));
  return writeNode(place, NODE_WITH, term.origin, [environment, body]);
}

function emitList(term: ListTerm, place: Place): number {
  const { elements, origin } = term;
  if (elements.some((element) => element.splat)) return emitSplatList(term, place);
  const fields = [elements.length];
  for (const { value } of elements) fields.push(delay(value, place));
  return writeNode(place, NODE_LIST, origin, fields);
}

function emitSplatList({ elements, origin }: ListTerm, place: Place): number {
  const fields = [elements.length];
  for (const { splat, value } of elements) fields.push(splat ? 1 : 0, splat ? emit(value, place) : delay(value, place));
  return writeNode(place, NODE_SPLAT_LIST, origin, fields);
}

/**
 * `x: let y = e; in b  =  let y = e; in x: b`, where `e` does not mention `x`
 *
 * Both are functions, and neither evaluates `e` before `b` asks for it. That one evaluates it once and the other once for
 * each call, nothing in the language can see.
 */
import {
  forEachVariable,
  type FunctionTerm,
  type LetTerm,
  mapVariables,
  type Slot,
  Tag,
  type Term,
} from "@lix-tools/eval-core";
import type { CoreLaw } from "@lix-tools/migrate-langver/codemods";

/** A `let` that does not mention the arguments stands before the function. */
export const letBeforeFunction: CoreLaw = {
  name: "let-before-function",
  statement: "`x: let y = e; in b` is `let y = e; in x: b` where `e` does not mention `x`",
  apply: (term) => (term.tag === Tag.Function && term.body.tag === Tag.Let ? hoist(term, term.body) : term),
};

function hoist(term: FunctionTerm, inner: LetTerm): Term {
  const values = inner.slots.map(({ value }) => value);
  const isFree = values.every((value) => value.tag !== "from" && !mentions(value, 1));
  if (!isFree || inner.froms.length > 0 || inner.slots.length === 0) return term;
  const slots = inner.slots.map((slot): Slot => ({
    ...slot,
    value: slot.value.tag === "from" ? slot.value : moveLevels(slot.value, (level) => (level >= 2 ? level - 1 : level)),
  }));
  const swapped = (level: number): number => (level === 0 ? 1 : level === 1 ? 0 : level);
  const body = moveLevels(inner.body, swapped);
  const { pattern } = term;
  const outer: FunctionTerm = {
    ...term,
    body,
    pattern:
      pattern.kind === "formals"
        ? { ...pattern, formals: pattern.formals.map((formal) => ({ ...formal, default: outside(formal.default) })) }
        : pattern,
  };
  return { ...inner, slots, body: outer };
}

/** Defaults of formals have the `let` around the function now. */
function outside(term: Term | null): Term | null {
  return term === null ? null : moveLevels(term, (level) => (level >= 1 ? level + 1 : level));
}

function mentions(term: Term, level: number): boolean {
  let found = false;
  forEachVariable(term, (variable, depth) => {
    found ||= variable.depth - depth === level;
  });
  return found;
}

/** Renumbers the binders outside the term, counted from the nearest one. */
function moveLevels(term: Term, move: (level: number) => number): Term {
  return mapVariables(term, (variable, depth) => {
    const level = variable.depth - depth;
    return level < 0 ? variable : { ...variable, depth: depth + move(level) };
  });
}

/**
 * `args@{ a ? d }: e`, where `args` has the defaults too, = `args'@{ a ? d' }: let args = args' // { inherit a; }; in e`,
 * where `d'` is `d` with `args' // { inherit a; }` for `args`
 *
 * An argument that is given is the value of its name in both, one that is not is its default; the set is made when it is
 * used, and forces none of them.
 */
import {
  type Formal,
  type FunctionTerm,
  mapChildren,
  type Pattern,
  shift,
  type Slot,
  Tag,
  type Term,
} from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { boundTerm } from "./terms.ts";

/** The name behind `@` with its defaults is an update. */
export const argsWithDefaults: CoreLaw = {
  name: "args-with-defaults",
  statement: "`args@{ a ? d }: e` with defaults in `args` is `x@{ a ? d }: let args = x // { inherit a; }; in e`",
  apply(term) {
    if (term.tag !== Tag.Function || term.pattern.kind !== "formals" || !term.pattern.asFull) return term;
    const pattern = { ...term.pattern, asFull: false };
    const hasDefaults = pattern.formals.some((formal) => formal.default !== null);
    return pattern.as === null || !hasDefaults ? { ...term, pattern } : expand(term, pattern);
  },
};

type FormalsPattern = Extract<Pattern, { kind: "formals" }>;

function expand(term: FunctionTerm, pattern: FormalsPattern): Term {
  const { origin } = term;
  const slot = pattern.formals.length;
  const formals = pattern.formals.map((formal): Formal => {
    const { default: fallback } = formal;
    if (fallback === null) return formal;
    return { ...formal, default: substitute(fallback, slot, 0, (depth) => whole(pattern, depth, fallback)) };
  });
  const value = whole(pattern, 1, term);
  const slots: Slot[] = [{ name: pattern.as ?? "_", origin, value }];
  const body = substitute(shift(term.body, 1), slot, 1, (depth) => boundTerm(depth - 1, 0, origin));
  return { ...term, pattern: { ...pattern, formals }, body: { tag: Tag.Let, origin, froms: [], slots, body } };
}

/** Returns `args' // { inherit a; }` as it stands `depth` binders inside the function. */
function whole({ formals }: FormalsPattern, depth: number, { origin }: Term): Term {
  const statics = formals.flatMap(({ name, default: fallback }, slot): Slot[] =>
    fallback === null ? [] : [{ name, origin, value: boundTerm(depth, slot, origin, name) }],
  );
  const set = {
    tag: Tag.Set,
    origin,
    recursive: false,
    froms: [],
    statics,
    dynamics: [],
    splats: [],
    overrides: -1,
  } as const;
  return { tag: Tag.Binary, origin, operator: "update", left: boundTerm(depth, formals.length, origin), right: set };
}

/** Puts what `make` returns in place of a slot of the binder `depth` binders out. */
function substitute(term: Term, slot: number, depth: number, make: (depth: number) => Term): Term {
  if (term.tag === Tag.Bound) return term.depth === depth && term.slot === slot ? make(depth) : term;
  return mapChildren(term, (part, binders) => substitute(part, slot, depth + binders, make));
}

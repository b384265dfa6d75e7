/**
 * `builtins.foldl' f { bs } [ e1 … en ]` = `{ bs; *e1; … *en; }`, for the function
 *
 *     f = all: part: if builtins.attrNames (builtins.intersectAttrs all part) == [ ] then all // part else abort "…"
 *
 * Both force the first set with its computed names, then the others in order, fail in a way that nothing catches at the
 * first that is no set or has a name that is there already, and force no attribute. Only messages differ.
 */
import { coreEqual, type ListTerm, type SetTerm, Tag, type Term } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { boundTerm, builtinTerm, callTerm, isBuiltin } from "./terms.ts";

/** What the function says where a name is there twice. */
export const unionFailure = "an attribute is unpacked that the set already has";

/** Unpacking is a fold that refuses names that are there twice. */
export const disjointUnion: CoreLaw = {
  name: "disjoint-union",
  statement: "a fold over sets that aborts at a name that is there twice is unpacking",
  apply(term) {
    const parts = partsOf(term);
    if (parts === null) return term;
    const { base, list } = parts;
    return { ...base, splats: [...base.splats, ...list.elements.map(({ value }) => value)] };
  },
};

interface Parts {
  readonly base: SetTerm;
  readonly list: ListTerm;
}

function partsOf(term: Term): Parts | null {
  if (term.tag !== Tag.Apply || term.argument.tag !== Tag.List || term.function.tag !== Tag.Apply) return null;
  const { argument: base, function: fold } = term.function;
  if (base.tag !== Tag.Set || base.recursive || fold.tag !== Tag.Apply) return null;
  const list = term.argument;
  if (list.elements.length === 0 || list.elements.some(({ splat }) => splat)) return null;
  return isBuiltin(fold.function, "foldl'") && coreEqual(fold.argument, joinTerm) ? { base, list } : null;
}

const nowhere = { start: 0, end: 0 };

const joinTerm: Term = lambda(lambda(bodyOfJoin()));

function lambda(body: Term): Term {
  return { tag: Tag.Function, origin: nowhere, pattern: { kind: "variable", name: "_" }, body };
}

function bodyOfJoin(): Term {
  const all = boundTerm(1, 0, nowhere);
  const part = boundTerm(0, 0, nowhere);
  const common = callTerm(builtinTerm("intersectAttrs", nowhere), all, part);
  return {
    tag: Tag.If,
    origin: nowhere,
    condition: {
      tag: Tag.Binary,
      origin: nowhere,
      operator: "equal",
      left: callTerm(builtinTerm("attrNames", nowhere), common),
      right: { tag: Tag.List, origin: nowhere, elements: [] },
    },
    consequence: { tag: Tag.Binary, origin: nowhere, operator: "update", left: all, right: part },
    alternative: callTerm(builtinTerm("abort", nowhere), { tag: Tag.Text, origin: nowhere, value: unionFailure }),
  };
}

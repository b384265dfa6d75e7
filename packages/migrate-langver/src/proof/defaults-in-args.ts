/**
 * Where a function sees whether its `@` name has the defaults: legacy and Nix 2 leave them out, the feature
 * `args-include-defaults` puts them in.
 *
 * It makes no difference to uses that ask for other attributes only (`args.b`, `args ? b`, `inherit (args) b`), that take
 * every name with a default away (`removeAttrs args [ "a" ]`) or that write every one over (`args // { inherit a; }`).
 */
import {
  childTerms,
  type FunctionTerm,
  mapChildren,
  type Origin,
  type Pattern,
  Tag,
  type Term,
} from "@lix-tools/eval-core";
import { isBuiltin, isGlobal } from "../downlevel/laws/terms.ts";
import type { CoreLaw } from "./law.ts";

/** A function and the places where its `@` name stands for more than other attributes. */
export interface DefaultsSeen {
  readonly function: FunctionTerm;
  /** The formals that have defaults. */
  readonly names: ReadonlySet<string>;
  readonly uses: readonly Origin[];
}

/** The `@` name of a function, and what is looked for under it. */
interface Search {
  readonly slot: number;
  readonly names: ReadonlySet<string>;
  readonly uses: Origin[];
  /** Uses that were found to make no difference. */
  readonly excused: Set<Term>;
}

/** A term deeper than this is not looked into, and counts as one that sees the defaults. */
const deepest = 1000;

/** Returns the functions of a term that see whether their `@` name has the defaults. */
export function findDefaultsSeen(term: Term): DefaultsSeen[] {
  const found: DefaultsSeen[] = [];
  const visit = (part: Term, depth: number): void => {
    if (depth > deepest) return;
    const seen = part.tag === Tag.Function ? defaultsSeenBy(part) : null;
    if (seen !== null && seen.uses.length > 0) found.push(seen);
    for (const inner of childTerms(part)) visit(inner, depth + 1);
  };
  visit(term, 0);
  return found;
}

/** Returns where a function sees whether its `@` name has the defaults, or null where it has no such name. */
function defaultsSeenBy(term: FunctionTerm): DefaultsSeen | null {
  const { pattern } = term;
  const names = defaultedNames(pattern);
  if (pattern.kind !== "formals" || pattern.as === null || names.size === 0) return null;
  const search: Search = { slot: pattern.formals.length, names, uses: [], excused: new Set() };
  for (const formal of pattern.formals) if (formal.default !== null) searchUses(formal.default, 0, 0, search);
  searchUses(term.body, 0, 0, search);
  return { function: term, names, uses: search.uses };
}

function defaultedNames(pattern: Pattern): ReadonlySet<string> {
  if (pattern.kind !== "formals") return new Set();
  return new Set(pattern.formals.filter((formal) => formal.default !== null).map(({ name }) => name));
}

function searchUses(term: Term, depth: number, binders: number, search: Search): void {
  if (depth > deepest) {
    search.uses.push(term.origin);
    return;
  }
  if (isArguments(term, binders, search)) {
    if (!search.excused.has(term)) search.uses.push(term.origin);
    return;
  }
  excuse(term, search);
  mapChildren(term, (part, further) => {
    searchUses(part, depth + 1, binders + further, search);
    return part;
  });
}

function isArguments(term: Term, binders: number, { slot }: Search): boolean {
  return term.tag === Tag.Bound && term.depth === binders && term.slot === slot;
}

/** Notes the parts of a term that, should they be the name, make no difference. */
function excuse(term: Term, search: Search): void {
  const { names, excused } = search;
  const isOther = (name: unknown): boolean => typeof name === "string" && !names.has(name);
  switch (term.tag) {
    case Tag.Select:
      if (isOther(term.name)) excused.add(term.value);
      return;
    case Tag.SelectOr:
    case Tag.Has:
      if (isOther(term.path[0])) excused.add(term.value);
      return;
    case Tag.Apply:
      if (term.function.tag === Tag.Apply && isRemoveAttrs(term.function.function) && hasTexts(term.argument, names)) {
        excused.add(term.function.argument);
      }
      return;
    case Tag.Binary:
      if (term.operator === "update" && definesAll(term.right, names)) excused.add(term.left);
      return;
    case Tag.Let:
      return excuseSources(term.froms, term.slots, isOther, search);
    case Tag.Set:
      // The sources of a recursive set stand under its binder, and so does the search.
      return excuseSources(term.froms, term.statics, isOther, search);
    default:
  }
}

function excuseSources(
  froms: readonly Term[],
  slots: Extract<Term, { tag: typeof Tag.Let }>["slots"],
  isOther: (name: string) => boolean,
  { excused }: Search,
): void {
  for (const [index, source] of froms.entries()) {
    const taken = slots.flatMap(({ value }) => (value.tag === "from" && value.from === index ? [value.name] : []));
    if (taken.every(isOther)) excused.add(source);
  }
}

/** In the standard global scope, which every proof is for. */
function isRemoveAttrs(term: Term): boolean {
  return isGlobal(term, "removeAttrs") || isBuiltin(term, "removeAttrs");
}

/** Tells whether a list is written out and has all of the names. */
function hasTexts(term: Term, names: ReadonlySet<string>): boolean {
  if (term.tag !== Tag.List) return false;
  const texts = term.elements.flatMap(({ splat, value }) => (!splat && value.tag === Tag.Text ? [value.value] : []));
  return [...names].every((name) => texts.includes(name));
}

/** Tells whether a set is written out and has all of the names. */
function definesAll(term: Term, names: ReadonlySet<string>): boolean {
  if (term.tag === Tag.Binary && term.operator === "update") {
    return definesAll(term.left, names) || definesAll(term.right, names);
  }
  if (term.tag !== Tag.Set) return false;
  const defined = new Set(term.statics.map(({ name }) => name));
  return [...names].every((name) => defined.has(name));
}

/** An `@` name that nobody asks for the defaults is the same with and without them. */
export const argsWithoutDefaults: CoreLaw = {
  name: "args-without-defaults",
  statement:
    "`args@{ a ? d }: e` is the same whether `args` has `a` or not, where `e` asks `args` for other names only, takes " +
    "every name with a default away from it, or writes every one over",
  apply(term) {
    if (term.tag !== Tag.Function || term.pattern.kind !== "formals" || !term.pattern.asFull) return term;
    if ((defaultsSeenBy(term)?.uses.length ?? 0) > 0) return term;
    return { ...term, pattern: { ...term.pattern, asFull: false } };
  },
};

/**
 * `let inherit (builtins) f; in e = let inherit (builtins) f; in e[f := builtins.f]`, also for `f = builtins.f;`, and the
 * same in recursive sets
 *
 * Reading the variable forces `builtins`, which is a set that is there, and takes the attribute; so does the selection.
 */
import { mapChildren, type LetTerm, type SetTerm, Tag, type Term } from "@lix-tools/eval-core";
import { builtinTerm } from "../downlevel/laws/terms.ts";
import type { CoreLaw } from "./law.ts";
import { asPlainIfUnused } from "./unused-binder.ts";

/** A variable inherited from `builtins` is the selection. */
export const inheritedBuiltins: CoreLaw = {
  name: "inherited-builtins",
  statement: "a variable of `inherit (builtins) f;` is `builtins.f`",
  isFirst: true,
  apply(term) {
    // `__overrides` may give the variable another value.
    const isBinder = term.tag === Tag.Let || (term.tag === Tag.Set && term.recursive && term.overrides < 0);
    if (!isBinder) return term;
    const names = inheritedNames(term);
    if (names.size === 0) return term;
    let isChanged = false;
    const result = mapChildren(term, (part) =>
      replaceVariables(part, 0, names, () => {
        isChanged = true;
      }),
    );
    if (!isChanged) return term;
    return result.tag === Tag.Set ? asPlainIfUnused(result) : result;
  },
};

/** Returns the slots that are attributes of `builtins`, inherited or selected, with their names. */
function inheritedNames({ froms, ...term }: LetTerm | SetTerm): Map<number, string> {
  const slots = term.tag === Tag.Let ? term.slots : term.statics;
  const names = new Map<number, string>();
  for (const [index, { value }] of slots.entries()) {
    if (value.tag !== "from" && value.tag !== Tag.Select) continue;
    const from = value.tag === "from" ? froms[value.from] : value.value;
    const isGlobal = from?.tag === Tag.Name && from.name === "builtins";
    if (isGlobal && typeof value.name === "string") names.set(index, value.name);
  }
  return names;
}

function replaceVariables(term: Term, depth: number, names: ReadonlyMap<number, string>, onReplaced: () => void): Term {
  if (term.tag === Tag.Bound) {
    const name = term.depth === depth ? names.get(term.slot) : undefined;
    if (name === undefined) return term;
    onReplaced();
    return builtinTerm(name, term.origin);
  }
  // What a search path looks up is a variable and nothing else.
  if (term.tag === Tag.Find) return term;
  return mapChildren(term, (part, binders) => replaceVariables(part, depth + binders, names, onReplaced));
}

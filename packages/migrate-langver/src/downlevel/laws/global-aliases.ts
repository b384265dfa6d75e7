/**
 * `__name = builtins.name` and `abort = builtins.abort`
 *
 * In the standard global scope these are one value under two names. Only builtins that every implementation has.
 */
import { Tag } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { builtinTerm } from "./terms.ts";

const aliases: ReadonlyMap<string, string> = new Map([
  ["abort", "abort"],
  ...["attrNames", "elemAt", "foldl'", "intersectAttrs", "isList", "length"].map(
    (name) => [`__${name}`, name] as const,
  ),
]);

/** The global names of builtins. */
export const globalAliases: CoreLaw = {
  name: "global-aliases",
  statement: "`__name` is `builtins.name`, `abort` is `builtins.abort`",
  apply(term) {
    if (term.tag !== Tag.Name || term.withs !== 0) return term;
    const name = aliases.get(term.name);
    return name === undefined ? term : builtinTerm(name, term.origin);
  },
};

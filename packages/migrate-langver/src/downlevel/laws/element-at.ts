/**
 * `builtins.elemAt e n = e.n`, for a number written out
 *
 * Both force `e`, fail unless it is a list with an element `n`, and force that one.
 */
import { Tag } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { isBuiltin } from "./terms.ts";

/** An index is a call of `elemAt`. */
export const elementAt: CoreLaw = {
  name: "element-at",
  statement: "`builtins.elemAt e n` is `e.n` for a number that is written out",
  apply(term) {
    if (term.tag !== Tag.Apply || term.argument.tag !== Tag.Int || term.function.tag !== Tag.Apply) return term;
    const { function: fn, argument: list } = term.function;
    if (!isBuiltin(fn, "elemAt")) return term;
    return { tag: Tag.Index, origin: term.origin, list, index: term.argument.value };
  },
};

/**
 * `builtins.features or { }` = `builtins.features`
 *
 * In every evaluator that has `builtins.features`, which is where the right side is defined.
 */
import { Tag } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { isGlobal } from "./terms.ts";

/** A default for what is there is not used. */
export const featuresPolyfill: CoreLaw = {
  name: "features-polyfill",
  statement: "`builtins.features or { }` is `builtins.features` where that exists",
  apply(term) {
    if (term.tag !== Tag.SelectOr || term.path.length !== 1 || term.path[0] !== "features") return term;
    const { origin, value, fallback } = term;
    const isEmpty =
      fallback.tag === Tag.Set && fallback.statics.length + fallback.dynamics.length + fallback.splats.length === 0;
    return isEmpty && isGlobal(value, "builtins") ? { tag: Tag.Select, origin, value, name: "features" } : term;
  },
};

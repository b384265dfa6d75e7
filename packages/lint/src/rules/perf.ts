/** The rules of the group `perf`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { concatInFoldRule } from "./perf/concat-in-fold.ts";
import { importFromDerivationRule } from "./perf/import-from-derivation.ts";
import { lazyFoldlRule } from "./perf/lazy-foldl.ts";
import { lengthZeroRule } from "./perf/length-zero.ts";
import { listToAttrsGenRule } from "./perf/list-to-attrs-gen.ts";
import { mapAttrsPrimeSameNameRule } from "./perf/map-attrs-prime-same-name.ts";
import { quadraticElemRule } from "./perf/quadratic-elem.ts";
import { repeatedNixpkgsImportRule } from "./perf/repeated-nixpkgs-import.ts";

/** Every rule of `perf`. */
export const perfRules: readonly Rule[] = [
  concatInFoldRule,
  importFromDerivationRule,
  lazyFoldlRule,
  lengthZeroRule,
  listToAttrsGenRule,
  mapAttrsPrimeSameNameRule,
  quadraticElemRule,
  repeatedNixpkgsImportRule,
];

/** The rules of the group `perf`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";
import { concatInFoldRule } from "./concat-in-fold.ts";
import { importFromDerivationRule } from "./import-from-derivation.ts";
import { lazyFoldlRule } from "./lazy-foldl.ts";
import { lengthZeroRule } from "./length-zero.ts";
import { listToAttrsGenRule } from "./list-to-attrs-gen.ts";
import { mapAttrsPrimeSameNameRule } from "./map-attrs-prime-same-name.ts";
import { quadraticElemRule } from "./quadratic-elem.ts";
import { repeatedNixpkgsImportRule } from "./repeated-nixpkgs-import.ts";

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

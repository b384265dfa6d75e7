/** The rules of the group `perf`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { concatInFoldRule } from "./perf/concat-in-fold.ts";
import { deepRecursiveUpdateRule } from "./perf/deep-recursive-update.ts";
import { importFromDerivationRule } from "./perf/import-from-derivation.ts";
import { lazyFoldlRule } from "./perf/lazy-foldl.ts";
import { lengthZeroRule } from "./perf/length-zero.ts";
import { letInLambdaRule } from "./perf/let-in-lambda.ts";
import { listToAttrsGenRule } from "./perf/list-to-attrs-gen.ts";
import { mapAttrsPrimeSameNameRule } from "./perf/map-attrs-prime-same-name.ts";
import { pathInterpolationCopiesRule } from "./perf/path-interpolation-copies.ts";
import { quadraticElemRule } from "./perf/quadratic-elem.ts";
import { repeatedNixpkgsImportRule } from "./perf/repeated-nixpkgs-import.ts";
import { withLargeSetHotRule } from "./perf/with-large-set-hot.ts";

/** Every rule of `perf`. */
export const perfRules: readonly Rule[] = [
  concatInFoldRule,
  deepRecursiveUpdateRule,
  importFromDerivationRule,
  lazyFoldlRule,
  lengthZeroRule,
  letInLambdaRule,
  listToAttrsGenRule,
  mapAttrsPrimeSameNameRule,
  pathInterpolationCopiesRule,
  quadraticElemRule,
  repeatedNixpkgsImportRule,
  withLargeSetHotRule,
];

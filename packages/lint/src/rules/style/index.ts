/** The rules of the group `style`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";
import { absolutePathRule } from "./absolute-path.ts";
import { boolComparisonRule } from "./bool-comparison.ts";
import { builtinsPrefixRule } from "./builtins-prefix.ts";
import { collapsibleLetRule } from "./collapsible-let.ts";
import { doubleNegationRule } from "./double-negation.ts";
import { emptyListConcatRule } from "./empty-list-concat.ts";
import { emptyPatternRule } from "./empty-pattern.ts";
import { emptySetUpdateRule } from "./empty-set-update.ts";
import { etaReductionRule } from "./eta-reduction.ts";
import { hasAttrThenSelectRule } from "./has-attr-then-select.ts";
import { homePathRule } from "./home-path.ts";
import { ifBoolRule } from "./if-bool.ts";
import { listLiteralConcatRule } from "./list-literal-concat.ts";
import { manualInheritRule } from "./manual-inherit.ts";
import { manualInheritFromRule } from "./manual-inherit-from.ts";
import { negatedEqualityRule } from "./negated-equality.ts";
import { nestedWithRule } from "./nested-with.ts";
import { nullOrCompareRule } from "./null-or-compare.ts";
import { redundantAtPatternRule } from "./redundant-at-pattern.ts";
import { redundantParensRule } from "./redundant-parens.ts";
import { repeatedKeysRule } from "./repeated-keys.ts";
import { searchPathRule } from "./search-path.ts";
import { setLiteralUpdateRule } from "./set-literal-update.ts";
import { shadowedBuiltinRule } from "./shadowed-builtin.ts";
import { shortPathRule } from "./short-path.ts";
import { unneededAttrQuotesRule } from "./unneeded-attr-quotes.ts";
import { uselessAttrInterpolationRule } from "./useless-attr-interpolation.ts";
import { uselessInterpolationRule } from "./useless-interpolation.ts";
import { wideWithRule } from "./wide-with.ts";

/** Every rule of `style`. */
export const styleRules: readonly Rule[] = [
  absolutePathRule,
  boolComparisonRule,
  builtinsPrefixRule,
  collapsibleLetRule,
  doubleNegationRule,
  emptyListConcatRule,
  emptyPatternRule,
  emptySetUpdateRule,
  etaReductionRule,
  hasAttrThenSelectRule,
  homePathRule,
  ifBoolRule,
  listLiteralConcatRule,
  manualInheritRule,
  manualInheritFromRule,
  negatedEqualityRule,
  nestedWithRule,
  nullOrCompareRule,
  redundantAtPatternRule,
  redundantParensRule,
  repeatedKeysRule,
  searchPathRule,
  setLiteralUpdateRule,
  shadowedBuiltinRule,
  shortPathRule,
  unneededAttrQuotesRule,
  uselessAttrInterpolationRule,
  uselessInterpolationRule,
  wideWithRule,
];

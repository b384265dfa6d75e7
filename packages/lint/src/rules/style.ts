/** The rules of the group `style`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { absolutePathRule } from "./style/absolute-path.ts";
import { assertMessageRule } from "./style/assert-message.ts";
import { boolComparisonRule } from "./style/bool-comparison.ts";
import { builtinsPrefixRule } from "./style/builtins-prefix.ts";
import { collapsibleLetRule } from "./style/collapsible-let.ts";
import { commentStyleRule } from "./style/comment-style.ts";
import { doubleNegationRule } from "./style/double-negation.ts";
import { emptyListConcatRule } from "./style/empty-list-concat.ts";
import { emptyPatternRule } from "./style/empty-pattern.ts";
import { emptySetUpdateRule } from "./style/empty-set-update.ts";
import { etaReductionRule } from "./style/eta-reduction.ts";
import { hasAttrThenSelectRule } from "./style/has-attr-then-select.ts";
import { homePathRule } from "./style/home-path.ts";
import { ifBoolRule } from "./style/if-bool.ts";
import { libFirstRule } from "./style/lib-first.ts";
import { listLiteralConcatRule } from "./style/list-literal-concat.ts";
import { manualInheritRule } from "./style/manual-inherit.ts";
import { manualInheritFromRule } from "./style/manual-inherit-from.ts";
import { negatedEqualityRule } from "./style/negated-equality.ts";
import { nestedWithRule } from "./style/nested-with.ts";
import { nullOrCompareRule } from "./style/null-or-compare.ts";
import { redundantAtPatternRule } from "./style/redundant-at-pattern.ts";
import { redundantParensRule } from "./style/redundant-parens.ts";
import { repeatedKeysRule } from "./style/repeated-keys.ts";
import { searchPathRule } from "./style/search-path.ts";
import { setLiteralUpdateRule } from "./style/set-literal-update.ts";
import { shadowedBuiltinRule } from "./style/shadowed-builtin.ts";
import { shortPathRule } from "./style/short-path.ts";
import { sortedAttrsRule } from "./style/sorted-attrs.ts";
import { unneededAttrQuotesRule } from "./style/unneeded-attr-quotes.ts";
import { uselessAttrInterpolationRule } from "./style/useless-attr-interpolation.ts";
import { uselessInterpolationRule } from "./style/useless-interpolation.ts";
import { wideWithRule } from "./style/wide-with.ts";

/** Every rule of `style`. */
export const styleRules: readonly Rule[] = [
  absolutePathRule,
  assertMessageRule,
  boolComparisonRule,
  builtinsPrefixRule,
  collapsibleLetRule,
  commentStyleRule,
  doubleNegationRule,
  emptyListConcatRule,
  emptyPatternRule,
  emptySetUpdateRule,
  etaReductionRule,
  hasAttrThenSelectRule,
  homePathRule,
  ifBoolRule,
  libFirstRule,
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
  sortedAttrsRule,
  unneededAttrQuotesRule,
  uselessAttrInterpolationRule,
  uselessInterpolationRule,
  wideWithRule,
];

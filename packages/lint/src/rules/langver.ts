/** The rules of the group `langver`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { ancientLetRule } from "./langver/ancient-let.ts";
import { atPatternDefaultsRule } from "./langver/at-pattern-defaults.ts";
import { attrsetMergeRule } from "./langver/attrset-merge.ts";
import { autocallRule } from "./langver/autocall.ts";
import { bomRule } from "./langver/bom.ts";
import { crLineEndingsRule } from "./langver/cr-line-endings.ts";
import { deprecatedBuiltinRule } from "./langver/deprecated-builtin.ts";
import { dollarDollarBraceRule } from "./langver/dollar-dollar-brace.ts";
import { escapeChangesMeaningRule } from "./langver/escape-changes-meaning.ts";
import { featureNotEnabledRule } from "./langver/feature-not-enabled.ts";
import { floatArithmeticRule } from "./langver/float-arithmetic.ts";
import { floatLeadingDotRule } from "./langver/float-leading-dot.ts";
import { floorCeilRangeRule } from "./langver/floor-ceil-range.ts";
import { formalDefaultElvisRule } from "./langver/formal-default-elvis.ts";
import { hasAttrOperandRule } from "./langver/has-attr-operand.ts";
import { headClauseRule } from "./langver/head-clause.ts";
import { implementationDivergenceRule } from "./langver/implementation-divergence.ts";
import { indentedFirstLineRule } from "./langver/indented-first-line.ts";
import { indentedTabsRule } from "./langver/indented-tabs.ts";
import { inheritFromToUnpackRule } from "./langver/inherit-from-to-unpack.ts";
import { keywordAttrNameRule } from "./langver/keyword-attr-name.ts";
import { listCommasRule } from "./langver/list-commas.ts";
import { listIndexRule } from "./langver/list-index.ts";
import { listUnpackRule } from "./langver/list-unpack.ts";
import { mixedDialectRule } from "./langver/mixed-dialect.ts";
import { nix2FormRule } from "./langver/nix2-form.ts";
import { nonUtf8Rule } from "./langver/non-utf8.ts";
import { nulByteRule } from "./langver/nul-byte.ts";
import { orDefaultRule } from "./langver/or-default.ts";
import { orIdentifierRule } from "./langver/or-identifier.ts";
import { pipeDialectRule } from "./langver/pipe-dialect.ts";
import { pipeOperatorRule } from "./langver/pipe-operator.ts";
import { recDynamicAttrRule } from "./langver/rec-dynamic-attr.ts";
import { recOverridesRule } from "./langver/rec-overrides.ts";
import { recSetMergeRule } from "./langver/rec-set-merge.ts";
import { setUnpackRule } from "./langver/set-unpack.ts";
import { shadowLiteralRule } from "./langver/shadow-literal.ts";
import { shadowOperatorSymbolRule } from "./langver/shadow-operator-symbol.ts";
import { stringEscapeRule } from "./langver/string-escape.ts";
import { tokenWhitespaceRule } from "./langver/token-whitespace.ts";
import { unversionedNix2SyntaxRule } from "./langver/unversioned-nix2-syntax.ts";
import { urlLiteralRule } from "./langver/url-literal.ts";
import { withExpressionRule } from "./langver/with-expression.ts";
import { withListToSliceRule } from "./langver/with-list-to-slice.ts";

/** Every rule of `langver`. */
export const langverRules: readonly Rule[] = [
  ancientLetRule,
  atPatternDefaultsRule,
  attrsetMergeRule,
  autocallRule,
  bomRule,
  crLineEndingsRule,
  deprecatedBuiltinRule,
  dollarDollarBraceRule,
  escapeChangesMeaningRule,
  featureNotEnabledRule,
  floatArithmeticRule,
  floatLeadingDotRule,
  floorCeilRangeRule,
  formalDefaultElvisRule,
  hasAttrOperandRule,
  headClauseRule,
  implementationDivergenceRule,
  indentedFirstLineRule,
  indentedTabsRule,
  inheritFromToUnpackRule,
  keywordAttrNameRule,
  listCommasRule,
  listIndexRule,
  listUnpackRule,
  mixedDialectRule,
  nix2FormRule,
  nonUtf8Rule,
  nulByteRule,
  orDefaultRule,
  orIdentifierRule,
  pipeDialectRule,
  pipeOperatorRule,
  recDynamicAttrRule,
  recOverridesRule,
  recSetMergeRule,
  setUnpackRule,
  shadowLiteralRule,
  shadowOperatorSymbolRule,
  stringEscapeRule,
  tokenWhitespaceRule,
  unversionedNix2SyntaxRule,
  urlLiteralRule,
  withExpressionRule,
  withListToSliceRule,
];

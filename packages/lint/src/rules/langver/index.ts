/** The rules of the group `langver`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";
import { ancientLetRule } from "./ancient-let.ts";
import { atPatternDefaultsRule } from "./at-pattern-defaults.ts";
import { attrsetMergeRule } from "./attrset-merge.ts";
import { crLineEndingsRule } from "./cr-line-endings.ts";
import { deprecatedBuiltinRule } from "./deprecated-builtin.ts";
import { dollarDollarBraceRule } from "./dollar-dollar-brace.ts";
import { escapeChangesMeaningRule } from "./escape-changes-meaning.ts";
import { floatArithmeticRule } from "./float-arithmetic.ts";
import { floatLeadingDotRule } from "./float-leading-dot.ts";
import { floorCeilRangeRule } from "./floor-ceil-range.ts";
import { implementationDivergenceRule } from "./implementation-divergence.ts";
import { indentedFirstLineRule } from "./indented-first-line.ts";
import { indentedTabsRule } from "./indented-tabs.ts";
import { keywordAttrNameRule } from "./keyword-attr-name.ts";
import { nulByteRule } from "./nul-byte.ts";
import { orIdentifierRule } from "./or-identifier.ts";
import { recDynamicAttrRule } from "./rec-dynamic-attr.ts";
import { recOverridesRule } from "./rec-overrides.ts";
import { recSetMergeRule } from "./rec-set-merge.ts";
import { shadowLiteralRule } from "./shadow-literal.ts";
import { shadowOperatorSymbolRule } from "./shadow-operator-symbol.ts";
import { stringEscapeRule } from "./string-escape.ts";
import { tokenWhitespaceRule } from "./token-whitespace.ts";
import { urlLiteralRule } from "./url-literal.ts";

/** Every rule of `langver`. */
export const langverRules: readonly Rule[] = [
  ancientLetRule,
  atPatternDefaultsRule,
  attrsetMergeRule,
  crLineEndingsRule,
  deprecatedBuiltinRule,
  dollarDollarBraceRule,
  escapeChangesMeaningRule,
  floatArithmeticRule,
  floatLeadingDotRule,
  floorCeilRangeRule,
  implementationDivergenceRule,
  indentedFirstLineRule,
  indentedTabsRule,
  keywordAttrNameRule,
  nulByteRule,
  orIdentifierRule,
  recDynamicAttrRule,
  recOverridesRule,
  recSetMergeRule,
  shadowLiteralRule,
  shadowOperatorSymbolRule,
  stringEscapeRule,
  tokenWhitespaceRule,
  urlLiteralRule,
];

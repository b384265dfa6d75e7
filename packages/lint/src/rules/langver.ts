/** The rules of the group `langver`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { ancientLetRule } from "./langver/ancient-let.ts";
import { atPatternDefaultsRule } from "./langver/at-pattern-defaults.ts";
import { attrsetMergeRule } from "./langver/attrset-merge.ts";
import { crLineEndingsRule } from "./langver/cr-line-endings.ts";
import { deprecatedBuiltinRule } from "./langver/deprecated-builtin.ts";
import { dollarDollarBraceRule } from "./langver/dollar-dollar-brace.ts";
import { escapeChangesMeaningRule } from "./langver/escape-changes-meaning.ts";
import { floatArithmeticRule } from "./langver/float-arithmetic.ts";
import { floatLeadingDotRule } from "./langver/float-leading-dot.ts";
import { floorCeilRangeRule } from "./langver/floor-ceil-range.ts";
import { implementationDivergenceRule } from "./langver/implementation-divergence.ts";
import { indentedFirstLineRule } from "./langver/indented-first-line.ts";
import { indentedTabsRule } from "./langver/indented-tabs.ts";
import { keywordAttrNameRule } from "./langver/keyword-attr-name.ts";
import { nulByteRule } from "./langver/nul-byte.ts";
import { orIdentifierRule } from "./langver/or-identifier.ts";
import { recDynamicAttrRule } from "./langver/rec-dynamic-attr.ts";
import { recOverridesRule } from "./langver/rec-overrides.ts";
import { recSetMergeRule } from "./langver/rec-set-merge.ts";
import { shadowLiteralRule } from "./langver/shadow-literal.ts";
import { shadowOperatorSymbolRule } from "./langver/shadow-operator-symbol.ts";
import { stringEscapeRule } from "./langver/string-escape.ts";
import { tokenWhitespaceRule } from "./langver/token-whitespace.ts";
import { urlLiteralRule } from "./langver/url-literal.ts";

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

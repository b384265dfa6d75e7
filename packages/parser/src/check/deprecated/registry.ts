/**
 * Every detector, by code. Not included: Lix's `nix-path-shadow` and `floor-ceil-corrupt-integers`, which concern
 * evaluation and no syntax.
 */
import { ancientLet } from "./ancient-let.ts";
import { crLineEndings } from "./cr-line-endings.ts";
import type { Detector } from "./detector.ts";
import { floatLeadingDot } from "./float-leading-dot.ts";
import { indentedFirstLine } from "./indented-first-line.ts";
import { indentedTabs } from "./indented-tabs.ts";
import { nulByte } from "./nul-byte.ts";
import { orIdentifier } from "./or-identifier.ts";
import { recDynamicAttr } from "./rec-dynamic-attr.ts";
import { recOverrides } from "./rec-overrides.ts";
import { recSetMerge } from "./rec-set-merge.ts";
import { shadowLiteral, shadowOperatorSymbol } from "./shadowed-internal.ts";
import { stringEscape } from "./string-escape.ts";
import { tokenWhitespace } from "./token-whitespace.ts";
import { urlLiteral } from "./url-literal.ts";

/** Every detector in the order of its code. */
export const detectors: readonly Detector[] = [
  ancientLet,
  crLineEndings,
  floatLeadingDot,
  indentedFirstLine,
  indentedTabs,
  nulByte,
  orIdentifier,
  recDynamicAttr,
  recOverrides,
  recSetMerge,
  shadowLiteral,
  shadowOperatorSymbol,
  stringEscape,
  tokenWhitespace,
  urlLiteral,
];

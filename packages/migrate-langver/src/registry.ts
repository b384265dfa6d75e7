/**
 * The codemods in the order in which they get their way where two want to change the same bytes: what decides how the
 * text is cut into tokens comes first, then strings, then names, then what moves bindings.
 *
 * Not included:
 * - M15 encodings: every edition up to `lix` takes any bytes, and a file that is not UTF-8 is refused as a whole. A byte
 *   order mark has never been accepted.
 * - M20 `?:` and `.?` for comparisons with null: their meaning is not settled, so no tool writes them.
 * - M21 parentheses around `?`: its precedence is what it was; chains of it are M36.
 * - M31 pairs as lists: needs functions that take them, which are not there.
 * - M34 functions that command lines call: nothing to rewrite; evaluations report them.
 * - M35 old names of builtins: the linter's, as nothing of the language changes.
 * - `nix-path-shadow`, `floor-ceil-corrupt-integers`: about evaluation, no text shows them.
 */
import { type Edition, type FeatureId, featuresOfEdition, type Langver } from "@lix-tools/parser";
import type { Codemod } from "./codemod.ts";
import { floatLeadingDotCodemod } from "./codemods/m01-float-leading-dot.ts";
import { urlLiteralCodemod } from "./codemods/m02-url-literal.ts";
import { ancientLetCodemod } from "./codemods/m03-ancient-let.ts";
import { recOverridesCodemod } from "./codemods/m04-rec-overrides.ts";
import { recSetMergeCodemod } from "./codemods/m05-rec-set-merge.ts";
import { attrsetMergeCodemod } from "./codemods/m06-attrset-merge.ts";
import { recDynamicAttrCodemod } from "./codemods/m07-rec-dynamic-attr.ts";
import { orIdentifierCodemod } from "./codemods/m08-or-identifier.ts";
import { tokenWhitespaceCodemod } from "./codemods/m09-token-whitespace.ts";
import { stringEscapeCodemod } from "./codemods/m10-string-escape.ts";
import { dollarDollarBraceCodemod } from "./codemods/m11-dollar-dollar-brace.ts";
import { indentedFirstLineCodemod } from "./codemods/m12-indented-first-line.ts";
import { indentedTabsCodemod } from "./codemods/m13-indented-tabs.ts";
import { crLineEndingsCodemod } from "./codemods/m14-cr-line-endings.ts";
import { nulByteCodemod } from "./codemods/m16-nul-byte.ts";
import { shadowLiteralCodemod } from "./codemods/m17-shadow-literal.ts";
import { shadowOperatorSymbolCodemod } from "./codemods/m18-shadow-operator-symbol.ts";
import { selectDefaultCodemod } from "./codemods/m19-select-default.ts";
import { listSliceCodemod } from "./codemods/m24-list-slice.ts";
import { withQualifiedCodemod } from "./codemods/m25-with-qualified.ts";
import { listUnpackCodemod } from "./codemods/m26-list-unpack.ts";
import { setUnpackCodemod } from "./codemods/m27-set-unpack.ts";
import { listIndexCodemod } from "./codemods/m30-list-index.ts";
import { inheritSliceCodemod } from "./codemods/m28-inherit-slice.ts";
import { pipeOperatorCodemod } from "./codemods/m29-pipe-operator.ts";
import { formalDefaultCodemod } from "./codemods/m22-formal-default.ts";
import { atPatternDefaultsCodemod } from "./codemods/m23-at-pattern-defaults.ts";
import { editionClauseCodemod } from "./codemods/m39-edition-clause.ts";
import { floatArithmeticCodemod } from "./codemods/m40-float-arithmetic.ts";
import { listCommasCodemod } from "./codemods/m32-list-commas.ts";
import { sharedPrefixCodemod } from "./codemods/m41-shared-prefix.ts";
import { nestedCallsCodemod } from "./codemods/m42-nested-calls.ts";
import { useClauseCodemod } from "./codemods/m33-use-clause.ts";
import { nix2FormCodemod } from "./codemods/m36-nix2-form.ts";
import { literalNameCodemod } from "./codemods/m37-literal-name.ts";
import { recDynamicPathCodemod } from "./codemods/m38-rec-dynamic-path.ts";

/** Every codemod, in the order of precedence. */
export const codemods: readonly Codemod[] = [
  nulByteCodemod,
  crLineEndingsCodemod,
  tokenWhitespaceCodemod,
  floatLeadingDotCodemod,
  urlLiteralCodemod,
  stringEscapeCodemod,
  indentedFirstLineCodemod,
  indentedTabsCodemod,
  dollarDollarBraceCodemod,
  orIdentifierCodemod,
  shadowLiteralCodemod,
  shadowOperatorSymbolCodemod,
  literalNameCodemod,
  recSetMergeCodemod,
  attrsetMergeCodemod,
  recDynamicAttrCodemod,
  recDynamicPathCodemod,
  ancientLetCodemod,
  recOverridesCodemod,
  nix2FormCodemod,
  useClauseCodemod,
  selectDefaultCodemod,
  listSliceCodemod,
  listUnpackCodemod,
  setUnpackCodemod,
  listIndexCodemod,
  pipeOperatorCodemod,
  inheritSliceCodemod,
  nestedCallsCodemod,
  withQualifiedCodemod,
  atPatternDefaultsCodemod,
  floatArithmeticCodemod,
  formalDefaultCodemod,
  sharedPrefixCodemod,
  editionClauseCodemod,
  listCommasCodemod,
];

/** Returns the codemods that lead from one edition to another, in the order of precedence. */
export function codemodsBetween(from: Edition, to: Edition, among: readonly Codemod[] = codemods): Codemod[] {
  return among.filter((codemod) => codemod.from.includes(from) && codemod.to.includes(to));
}

/** Tells whether a langver has features of the future edition, alone or all together. */
export function isBeyondNix2({ features }: Langver): boolean {
  return [...features].some((feature) => !nix2Features.has(feature));
}

const nix2Features: ReadonlySet<FeatureId> = featuresOfEdition("nix2");

/** Returns the codemods that lead from one langver to another: beyond Nix 2, those of the features that are new. */
export function codemodsToward(from: Langver, target: Langver, among: readonly Codemod[] = codemods): Codemod[] {
  if (!isBeyondNix2(target)) return codemodsBetween(from.edition, target.edition, among);
  return codemodsBetween(from.edition, "nix2-future", among).filter(
    ({ isClause, feature }) => isClause === true || (target.features.has(feature) && !from.features.has(feature)),
  );
}

/** Which codemods to take, by their names or ids. */
export interface RuleChoice {
  /** The only ones to take; all that are not optional if absent. */
  readonly rules?: readonly string[] | undefined;
  /** What to take beside them. */
  readonly also?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

/** Returns the chosen codemods, by what `find` makes of the names; those of which it makes nothing are passed over. */
export function chooseCodemods(
  { rules, also = [], skip = [] }: RuleChoice,
  find: (name: string) => Codemod | null = codemodByName,
): Codemod[] {
  const found = (names: readonly string[]): Codemod[] => names.flatMap((name) => find(name) ?? []);
  const first = rules === undefined ? codemods.filter(({ isOptional }) => isOptional !== true) : found(rules);
  const unwanted = new Set(found(skip));
  return [...new Set([...first, ...found(also)])].filter((codemod) => !unwanted.has(codemod));
}

/** Returns the codemod with the id or name, or null. */
export function codemodByName(text: string): Codemod | null {
  return codemods.find(({ id, name }) => id === text.toUpperCase() || name === text) ?? null;
}

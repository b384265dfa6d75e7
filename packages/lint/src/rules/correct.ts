/** The rules of the group `correct`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { builtinNeedsPrefixRule } from "./correct/builtin-needs-prefix.ts";
import { duplicateAttrRule } from "./correct/duplicate-attr.ts";
import { duplicateFormalRule } from "./correct/duplicate-formal.ts";
import { dynamicInInheritRule } from "./correct/dynamic-in-inherit.ts";
import { dynamicInLetRule } from "./correct/dynamic-in-let.ts";
import { functionComparisonRule } from "./correct/function-comparison.ts";
import { hasAttrPrecedenceRule } from "./correct/has-attr-precedence.ts";
import { intOutOfRangeRule } from "./correct/int-out-of-range.ts";
import { listMissingParensRule } from "./correct/list-missing-parens.ts";
import { missingArgumentRule } from "./correct/missing-argument.ts";
import { mixedTypeComparisonRule } from "./correct/mixed-type-comparison.ts";
import { nameLooksLikeSubtractionRule } from "./correct/name-looks-like-subtraction.ts";
import { nonassocChainRule } from "./correct/nonassoc-chain.ts";
import { numberTypoRule } from "./correct/number-typo.ts";
import { optionalWithListRule } from "./correct/optional-with-list.ts";
import { optionalsWithScalarRule } from "./correct/optionals-with-scalar.ts";
import { orResultAppliedRule } from "./correct/or-result-applied.ts";
import { pathLooksLikeDivisionRule } from "./correct/path-looks-like-division.ts";
import { recInheritSelfRule } from "./correct/rec-inherit-self.ts";
import { selfRecursiveBindingRule } from "./correct/self-recursive-binding.ts";
import { syntaxErrorRule } from "./correct/syntax-error.ts";
import { tryEvalUncatchableRule } from "./correct/try-eval-uncatchable.ts";
import { undefinedVariableRule } from "./correct/undefined-variable.ts";
import { unexpectedArgumentRule } from "./correct/unexpected-argument.ts";
import { unknownBuiltinRule } from "./correct/unknown-builtin.ts";
import { unknownSuppressionRule } from "./correct/unknown-suppression.ts";
import { unusedSuppressionRule } from "./correct/unused-suppression.ts";
import { urlLooksLikeLambdaRule } from "./correct/url-looks-like-lambda.ts";
import { withDoesNotShadowRule } from "./correct/with-does-not-shadow.ts";

/** Every rule of `correct`. */
export const correctRules: readonly Rule[] = [
  builtinNeedsPrefixRule,
  duplicateAttrRule,
  duplicateFormalRule,
  dynamicInInheritRule,
  dynamicInLetRule,
  functionComparisonRule,
  hasAttrPrecedenceRule,
  intOutOfRangeRule,
  listMissingParensRule,
  missingArgumentRule,
  mixedTypeComparisonRule,
  nameLooksLikeSubtractionRule,
  nonassocChainRule,
  numberTypoRule,
  optionalWithListRule,
  optionalsWithScalarRule,
  orResultAppliedRule,
  pathLooksLikeDivisionRule,
  recInheritSelfRule,
  selfRecursiveBindingRule,
  syntaxErrorRule,
  tryEvalUncatchableRule,
  undefinedVariableRule,
  unexpectedArgumentRule,
  unknownBuiltinRule,
  unknownSuppressionRule,
  unusedSuppressionRule,
  urlLooksLikeLambdaRule,
  withDoesNotShadowRule,
];

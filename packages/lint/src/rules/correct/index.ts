/** The rules of the group `correct`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";
import { builtinNeedsPrefixRule } from "./builtin-needs-prefix.ts";
import { duplicateAttrRule } from "./duplicate-attr.ts";
import { duplicateFormalRule } from "./duplicate-formal.ts";
import { dynamicInInheritRule } from "./dynamic-in-inherit.ts";
import { dynamicInLetRule } from "./dynamic-in-let.ts";
import { functionComparisonRule } from "./function-comparison.ts";
import { hasAttrPrecedenceRule } from "./has-attr-precedence.ts";
import { intOutOfRangeRule } from "./int-out-of-range.ts";
import { listMissingParensRule } from "./list-missing-parens.ts";
import { missingArgumentRule } from "./missing-argument.ts";
import { mixedTypeComparisonRule } from "./mixed-type-comparison.ts";
import { nameLooksLikeSubtractionRule } from "./name-looks-like-subtraction.ts";
import { nonassocChainRule } from "./nonassoc-chain.ts";
import { numberTypoRule } from "./number-typo.ts";
import { optionalWithListRule } from "./optional-with-list.ts";
import { optionalsWithScalarRule } from "./optionals-with-scalar.ts";
import { orResultAppliedRule } from "./or-result-applied.ts";
import { pathLooksLikeDivisionRule } from "./path-looks-like-division.ts";
import { recInheritSelfRule } from "./rec-inherit-self.ts";
import { selfRecursiveBindingRule } from "./self-recursive-binding.ts";
import { syntaxErrorRule } from "./syntax-error.ts";
import { tryEvalUncatchableRule } from "./try-eval-uncatchable.ts";
import { undefinedVariableRule } from "./undefined-variable.ts";
import { unexpectedArgumentRule } from "./unexpected-argument.ts";
import { unknownBuiltinRule } from "./unknown-builtin.ts";
import { unknownSuppressionRule } from "./unknown-suppression.ts";
import { unusedSuppressionRule } from "./unused-suppression.ts";
import { urlLooksLikeLambdaRule } from "./url-looks-like-lambda.ts";
import { withDoesNotShadowRule } from "./with-does-not-shadow.ts";

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

/**
 * `let __sub = f; in a - b ⇒ let __sub = f; in __sub a b`
 *
 * Legacy looks the functions behind `-`, `*`, `/` and the comparisons up by name. Where something provides the name, the
 * call that happens anyway is written out.
 */
import { targetOf } from "@lix-tools/eval-core";
import {
  childByField,
  childrenOf,
  endOf,
  Field,
  infixOperator,
  Kind,
  kindOf,
  type NodeIndex,
  type OperatorName,
  startOf,
  shadowOperatorSymbol,
  type ShadowedInternalSite,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, proposeRewrite, refuse, replaceRange } from "../codemod.ts";
import { argumentText } from "../edit/position.ts";
import type { FileContext } from "../file-context.ts";

/** Writes operators as the calls they are. */
export const shadowOperatorSymbolCodemod: Codemod = defineCodemod({
  id: "M18",
  detector: shadowOperatorSymbol,
  summary: "`a - b` under `__sub = …` ⇒ `__sub a b`",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "the call legacy makes, with the same arguments in the same order; refused where a comment stands beside the operator",
  plan: (file, sites) => sites.map((site) => writeCall(file, site)),
});

/** The calls of the operators; `<` is all the comparisons there are. */
const calls: Partial<Record<OperatorName, (left: string, right: string) => string>> = {
  subtract: (left, right) => `__sub ${left} ${right}`,
  multiply: (left, right) => `__mul ${left} ${right}`,
  divide: (left, right) => `__div ${left} ${right}`,
  less: (left, right) => `__lessThan ${left} ${right}`,
  greater: (left, right) => `__lessThan ${right} ${left}`,
  "less-equal": (left, right) => `!(__lessThan ${right} ${left})`,
  "greater-equal": (left, right) => `!(__lessThan ${left} ${right})`,
};

function writeCall(file: FileContext, { span, node }: ShadowedInternalSite): Proposal {
  const { tree } = file;
  const token = childByField(tree, node, Field.Operator);
  // The detector goes by the text; in a set that merges into a plain one, `rec` binds nothing.
  if (targetOf(file.resolution(), token) === null) return refuse(span, "nothing here provides the function");
  if (childrenOf(tree, node).some((child) => kindOf(tree, child) === Kind.Comment)) {
    return refuse(span, "a comment stands beside the operator");
  }
  const text = kindOf(tree, node) === Kind.UnaryExpression ? negation(file, node) : infixCall(file, node, token);
  if (text === null) return refuse(span, "this operator is no call");
  return proposeRewrite(span, "write the call", [replaceRange(startOf(tree, node), endOf(tree, node), text)]);
}

function negation(file: FileContext, node: NodeIndex): string {
  return `__sub 0 ${argumentText(file, childByField(file.tree, node, Field.Argument))}`;
}

function infixCall(file: FileContext, node: NodeIndex, token: NodeIndex): string | null {
  const operator = infixOperator(kindOf(file.tree, token));
  const call = operator === null ? undefined : calls[operator.name];
  if (call === undefined) return null;
  const left = argumentText(file, childByField(file.tree, node, Field.Left));
  const right = argumentText(file, childByField(file.tree, node, Field.Right));
  return call(left, right);
}

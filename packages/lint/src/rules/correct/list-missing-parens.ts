/**
 * `[ f x ]` has two elements. Reported where the first is a function of `lib` whose only use is to be called on what
 * follows, and what follows does not look like a list of functions.
 */
import { childrenByField, endOf, Field, Kind, kindOf, startOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, flattenCall, knownFunctionAt } from "../../facts/calls.ts";
import type { RuleContext } from "../../engine/context.ts";
import { insertAt, unsafeFix } from "../../facts/edits.ts";

/** How many arguments the functions take. */
const arities: Readonly<Record<string, number>> = {
  optional: 2,
  optionals: 2,
  optionalAttrs: 2,
  optionalString: 2,
  concatStringsSep: 2,
  mkIf: 2,
  mkForce: 1,
  mkDefault: 1,
  mkOverride: 2,
  mkBefore: 1,
  mkAfter: 1,
  mkOption: 1,
  mkEnableOption: 1,
  import: 1,
  escapeShellArg: 1,
};

/** Reports functions in lists whose arguments became elements. */
export const listMissingParensRule: Rule = defineRule({
  group: "correct",
  name: "list-missing-parens",
  code: "LX114",
  summary: "a function and its arguments are elements of a list",
  severity: "warning",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.ListExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (tree.langver.dialect === "nix2_future") return;
    const elements = childrenByField(tree, node, Field.Element);
    if (elements.length < 2 || isFunctionList(ctx, node)) return;
    for (const [index, element] of elements.entries()) {
      const kind = kindOf(tree, element);
      if (kind !== Kind.VariableExpression && kind !== Kind.SelectExpression) continue;
      const name = knownFunctionAt(ctx, element);
      const arity = name === null ? undefined : arities[name];
      const last = arity === undefined ? undefined : elements[index + arity];
      if (last === undefined) continue;
      const args = elements.slice(index + 1, index + 1 + (arity ?? 0));
      if (
        args.some((arg) => isFunctionName(knownFunctionAt(ctx, arg)) || kindOf(tree, arg) === Kind.FunctionExpression)
      )
        continue;
      const fix = unsafeFix(
        "put the call in parentheses",
        insertAt(startOf(tree, element), "("),
        insertAt(endOf(tree, last), ")"),
      );
      ctx.report(element, `\`${ctx.text(element)}\` is an element of the list, not called on what follows`, { fix });
    }
  },
});

function isFunctionName(name: string | null): boolean {
  return name !== null && !["true", "false", "null"].includes(name);
}

/** Lists that are passed to these hold functions. */
const takeFunctions: ReadonlySet<string> = new Set([
  "pipe",
  "flip",
  "foldl'",
  "foldl",
  "foldr",
  "composeManyExtensions",
]);

function isFunctionList(ctx: RuleContext, list: number): boolean {
  let parent = ctx.parent(list);
  while (kindOf(ctx.tree, parent) === Kind.ParenthesizedExpression) parent = ctx.parent(parent);
  if (kindOf(ctx.tree, parent) !== Kind.ApplyExpression) return false;
  const { callee } = callAt(ctx, parent) ?? flattenCall(ctx, parent);
  const name = knownFunctionAt(ctx, unwrapParentheses(ctx.tree, callee));
  return name !== null && takeFunctions.has(name);
}

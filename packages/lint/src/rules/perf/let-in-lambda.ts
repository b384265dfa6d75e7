/**
 * `map (x: let y = f z; in g x y) xs` computes `y` for every element. Fix: `let y = f z; in x: g x y`, which computes it
 * once; a function is a value and what it is called with cannot be seen by what does not mention it.
 */
import {
  childByField,
  childByKind,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  sizeOf,
  startOf,
} from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type ReportDetails, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { builtinAt, flattenCall } from "../../facts/calls.ts";
import { dependsOn, type IteratedFunction, iteratedFunctionAt } from "../../facts/iteration.ts";
import { bindingsOf } from "../../facts/shape.ts";
import { letBeforeFunction } from "../../proof/let-before-function.ts";

/** Reports what a function that is called for every element computes without its arguments. */
export const letInLambdaRule: Rule = defineRule({
  group: "perf",
  name: "let-in-lambda",
  code: "LX508",
  summary: "a function that is called for every element computes the same each time",
  severity: "info",
  preset: "strict",
  fix: "proof",
  laws: [letBeforeFunction],
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const iterated = iteratedFunctionAt(ctx, node);
    if (iterated === null || kindOf(ctx.tree, iterated.body) !== Kind.LetExpression) return;
    const { outer, body, caller } = iterated;
    const bindings = bindingsOf(ctx, body).filter((binding) => kindOf(ctx.tree, binding) === Kind.Binding);
    const isOwn = (part: NodeIndex): boolean => dependsOn(ctx, part, ctx.span(outer));
    const fixed = bindings.filter((binding) => !isOwn(valueOf(ctx, binding)));
    const costly = fixed.filter((binding) => computes(ctx, valueOf(ctx, binding)));
    const isWhole = fixed.length === bindingsOf(ctx, body).length;
    for (const binding of costly) {
      const attrpath = childByField(ctx.tree, binding, Field.Attrpath);
      ctx.report(attrpath, `\`${ctx.text(attrpath)}\` is computed for every element, and is always the same`, {
        notes: [`it does not depend on what \`${caller}\` calls the function with`],
        ...(isWhole ? hoist(ctx, iterated) : { noFix: "other bindings of this `let` depend on the argument" }),
      });
    }
  },
});

function valueOf({ tree }: RuleContext, binding: NodeIndex): NodeIndex {
  return childByField(tree, binding, Field.Expression);
}

/** Calls cost something; names, literals and operators hardly do. */
function computes(ctx: RuleContext, value: NodeIndex): boolean {
  const { tree } = ctx;
  // What a function computes it computes when it is called.
  if (kindOf(tree, value) === Kind.FunctionExpression) return false;
  for (let node = value; node < value + sizeOf(tree, value); node++) {
    if (kindOf(tree, node) === Kind.ApplyExpression && !fails(ctx, node)) return true;
  }
  return false;
}

/** Calls of `throw` and `abort` are the last ones there are. */
function fails(ctx: RuleContext, node: NodeIndex): boolean {
  const name = builtinAt(ctx, flattenCall(ctx, node).callee);
  return name === "throw" || name === "abort";
}

/** The head of the function goes behind the `in`. */
function hoist(ctx: RuleContext, { outer, inner, body }: IteratedFunction): ReportDetails {
  const { tree } = ctx;
  if (childByField(tree, inner, Field.Body) !== body) return { noFix: "the `let` stands in parentheses" };
  const inKeyword = childByKind(tree, body, Kind.InKeyword);
  const whole = ctx.text(outer);
  const head = whole.slice(0, whole.length - ctx.text(body).length).trimEnd();
  return {
    fix: safeFix(
      "put the `let` before the function",
      { span: { start: startOf(tree, outer), end: startOf(tree, body) }, text: "" },
      { span: { start: endOf(tree, inKeyword), end: endOf(tree, inKeyword) }, text: ` ${head}` },
    ),
  };
}

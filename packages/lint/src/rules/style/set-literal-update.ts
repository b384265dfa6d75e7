/**
 * `{ a = 1; } // { b = 2; }` ⇒ one set. Sound where both are plain, without computed names, and no name is in both.
 */
import { type BindingTree, childByKind, endOf, Kind, kindOf, startOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { isEmptySet, operandsOf, operatorName } from "../../facts/shape.ts";

/** Reports updates of a set literal by another one. */
export const setLiteralUpdateRule: Rule = defineRule({
  group: "style",
  name: "set-literal-update",
  code: "LX416",
  summary: "a set literal is updated by another one",
  severity: "info",
  preset: "strict",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (operatorName(ctx, node) !== "update") return;
    const { left, right } = operandsOf(ctx, node);
    if (kindOf(tree, left) !== Kind.AttrsetExpression || kindOf(tree, right) !== Kind.AttrsetExpression) return;
    if (isEmptySet(ctx, left) || isEmptySet(ctx, right)) return;
    const { bindings } = ctx.resolution();
    const message = "the two sets could be one";
    const reason = whyNot(bindings.get(left), bindings.get(right));
    if (reason !== null) return ctx.report(node, message, { noFix: reason });
    const span = { start: endOf(tree, left) - 1, end: endOf(tree, childByKind(tree, right, Kind.LeftBrace)) };
    ctx.report({ start: startOf(tree, left), end: endOf(tree, right) }, message, {
      fix: safeFix("write one set", { span, text: "" }),
    });
  },
});

function whyNot(left: BindingTree | undefined, right: BindingTree | undefined): string | null {
  if (left === undefined || right === undefined) return "one of them is merged with a third";
  const isComputed = [left, right].some(({ dynamics, splats }) => dynamics.length + splats.length > 0);
  if (isComputed) return "a name is computed";
  const shared = [...right.entries.keys()].find((name) => left.entries.has(name));
  return shared === undefined ? null : `both define \`${shared}\``;
}

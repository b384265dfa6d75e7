/**
 * `"${x}"` ⇒ `x`. Unsafe: the string coerces paths, derivations and sets with `__toString`, and carries their context.
 */
import { expressionOf, Field, fieldOf, Kind, kindOf, sizeOf } from "@lix-tools/parser";
import { selectedPath, variableName } from "../../facts/calls.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";

/** Reports strings that are nothing but an interpolation. */
export const uselessInterpolationRule: Rule = defineRule({
  group: "style",
  name: "useless-interpolation",
  code: "LX417",
  summary: "a string is nothing but an interpolation",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.StringExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const part = node + 2;
    // As an attribute name the string is another rule's.
    if (kindOf(tree, part) !== Kind.Interpolation || part + sizeOf(tree, part) + 1 !== node + sizeOf(tree, node))
      return;
    if (fieldOf(tree, node) === Field.Attr || fieldOf(tree, node) === Field.Key) return;
    const inner = expressionOf(tree, part);
    // A package in a string is where it was built; that is what the string is for.
    const path = selectedPath(ctx, inner);
    if (path !== null && /^(pkgs|buildPackages|self|super|final|prev)$/.test(variableName(ctx, path.base) ?? ""))
      return;
    const edit = replaceExpression(ctx, node, ctx.text(inner), levelOf(ctx, inner));
    ctx.report(node, "the string is nothing but an interpolation", { fix: unsafeFix("write the expression", edit) });
  },
});

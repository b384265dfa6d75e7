/** `builtins.floor` of an integer literal that a double cannot hold: Lix refuses it, Nix gives another number. */
import { integerValue, Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { builtinAt, callAt } from "../../facts/calls.ts";

/** Reports rounding of large integers. */
export const floorCeilRangeRule: Rule = defineRule({
  group: "langver",
  name: "floor-ceil-range",
  code: "LX225",
  summary: "an integer is rounded to another one",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = callAt(ctx, node);
    const [argument] = call?.args ?? [];
    if (call === null || argument === undefined) return;
    const value = unwrapParentheses(ctx.tree, argument);
    if (kindOf(ctx.tree, value) !== Kind.IntegerExpression) return;
    const name = builtinAt(ctx, call.callee);
    if (name !== "floor" && name !== "ceil") return;
    const integer = integerValue(ctx.name(value));
    if (integer === null || BigInt(Number(integer)) === integer) return;
    ctx.report(argument, `\`${name}\` gives another integer for this one`, {
      notes: ["to silence Lix: --extra-deprecated-features floor-ceil-corrupt-integers"],
    });
  },
});

/** `lib.optionals c "x"` fails as soon as the list is used. */
import { endOf, Kind, lastLeaf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, libFunctionAt } from "../../facts/calls.ts";
import { removeSpan, unsafeFix } from "../../facts/edits.ts";
import { literalType } from "../../facts/shape.ts";

/** Reports `optionals` with something that is no list. */
export const optionalsWithScalarRule: Rule = defineRule({
  group: "correct",
  name: "optionals-with-scalar",
  code: "LX123",
  summary: "`lib.optionals` with something that is no list",
  severity: "warning",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = callAt(ctx, node);
    const value = call?.args[1];
    if (call === null || value === undefined || call.args.length !== 2) return;
    const type = literalType(ctx, value);
    if (type === null || type === "list" || libFunctionAt(ctx, call.callee) !== "optionals") return;
    const end = endOf(ctx.tree, lastLeaf(ctx.tree, call.callee));
    ctx.report(value, `a ${type} where a list is expected`, {
      fix: unsafeFix("write `optional`", removeSpan({ start: end - 1, end })),
    });
  },
});

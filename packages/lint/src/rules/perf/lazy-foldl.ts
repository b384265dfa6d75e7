/** `lib.foldl` keeps a chain of calls that `foldl'` evaluates as it goes. Unsafe: `foldl'` forces what may be unused. */
import { endOf, Kind, lastLeaf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, libFunctionAt } from "../../facts/calls.ts";
import { insertAt, unsafeFix } from "../../facts/edits.ts";
import { isShortList } from "../../facts/iteration.ts";

/** Reports `lib.foldl`. */
export const lazyFoldlRule: Rule = defineRule({
  group: "perf",
  name: "lazy-foldl",
  code: "LX500",
  summary: "`lib.foldl` where `foldl'` needs no stack",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = callAt(ctx, node);
    if (call === null || libFunctionAt(ctx, call.callee) !== "foldl") return;
    const [, , list] = call.args;
    if (list !== undefined && isShortList(ctx, list)) return;
    ctx.report(call.callee, "`foldl` needs stack for every element", {
      fix: unsafeFix("write `foldl'`", insertAt(endOf(ctx.tree, lastLeaf(ctx.tree, call.callee)), "'")),
    });
  },
});

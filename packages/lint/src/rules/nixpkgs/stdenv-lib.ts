/** `lib` is taken from `stdenv`, which has none any more. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind } from "@lix-tools/parser";
import { selectedPath, variableName } from "../../facts/calls.ts";

/** Reports where `lib` is taken from `stdenv`, which has none any more. */
export const stdenvLibRule: Rule = defineRule({
  group: "nixpkgs",
  name: "stdenv-lib",
  code: "LX625",
  summary: "`lib` is taken from `stdenv`, which has none any more",
  severity: "warning",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [Kind.SelectExpression],

  check(node, ctx) {
    const path = selectedPath(ctx, node);
    if (path === null || path.names[0] !== "lib" || variableName(ctx, path.base) !== "stdenv") return;
    ctx.report(node, "`stdenv.lib` is gone; take `lib` as an argument");
  },
});

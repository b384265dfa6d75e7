/** `x.a or d`: Nix 2 writes `x ? a : d`. The dialects share no spelling, so the migrator changes it with the file. */
import { childByField, Field, Kind, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports selections with `or`. */
export const orDefaultRule: Rule = defineRule({
  group: "langver",
  name: "or-default",
  code: "LX234",
  summary: "a selection with `or`, which Nix 2 writes otherwise",
  severity: "info",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "info"),
  preset: "nix2",
  fix: "none",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.SelectExpression],
  check(node, ctx) {
    if (childByField(ctx.tree, node, Field.Default) === none) return;
    ctx.report(node, "Nix 2 has no `or`; `lix-migrate` writes `x ? a : d`");
  },
});

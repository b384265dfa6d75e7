/** `with`: where names come from is not to be seen, and editions to come may take it away. */
import { childByField, Field, Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports `with`. */
export const withExpressionRule: Rule = defineRule({
  group: "langver",
  name: "with-expression",
  code: "LX236",
  summary: "a `with`, which editions to come may not have",
  severity: "info",
  preset: "nix2",
  fix: "none",
  since: "0.1",
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const environment = ctx.span(childByField(ctx.tree, node, Field.Environment));
    ctx.report(
      { start: ctx.span(node).start, end: environment.end },
      "names in here come from a set that is not written out",
    );
  },
});

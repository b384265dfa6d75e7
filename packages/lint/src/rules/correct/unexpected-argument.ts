/** A call of a function of this file that passes an attribute the function refuses. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { localCallAt } from "../../facts/local-functions.ts";

/** Reports calls that pass an attribute a closed pattern does not name. */
export const unexpectedArgumentRule: Rule = defineRule({
  group: "correct",
  name: "unexpected-argument",
  code: "LX126",
  summary: "a call passes an attribute that the function refuses",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = localCallAt(ctx, node);
    if (call === null || call.isOpen) return;
    for (const [name, attr] of call.passed) {
      if (call.formals.has(name)) continue;
      ctx.report(attr, `the function takes no \`${name}\``, {
        related: [{ span: ctx.span(call.formalsNode), message: "it takes these" }],
      });
    }
  },
});

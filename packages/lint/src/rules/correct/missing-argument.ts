/** A call of a function of this file that leaves out an attribute the function insists on. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { localCallAt } from "../../facts/local-functions.ts";

/** Reports calls that leave out an attribute without a default. */
export const missingArgumentRule: Rule = defineRule({
  group: "correct",
  name: "missing-argument",
  code: "LX125",
  summary: "a call leaves out an attribute that the function insists on",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = localCallAt(ctx, node);
    if (call === null) return;
    const missing = [...call.formals].filter(([name, hasDefault]) => !hasDefault && !call.passed.has(name));
    if (missing.length === 0) return;
    const names = missing.map(([name]) => `\`${name}\``).join(", ");
    ctx.report(call.argument, `the function insists on ${names}`, {
      related: [{ span: ctx.span(call.formalsNode), message: "the function takes these" }],
    });
  },
});

/** `let a = 1; in with { a = 2; }; a` is 1: names that are bound, or global, never come from a `with`. */
import { childByField, Field, forEachOfKind, Kind, kindOf, sizeOf, unwrapParentheses } from "@lix-tools/parser";
import { TargetCode } from "@lix-tools/eval-core";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports names that a `with` literal defines and that mean something else in its body. */
export const withDoesNotShadowRule: Rule = defineRule({
  group: "correct",
  name: "with-does-not-shadow",
  code: "LX121",
  summary: "a name means an outer binding although the `with` around it defines it",
  severity: "info",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const environment = unwrapParentheses(tree, childByField(tree, node, Field.Environment));
    const kind = kindOf(tree, environment);
    if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return;
    const { bindings, targets, definitions } = ctx.resolution();
    const entries = bindings.get(environment)?.entries;
    if (entries === undefined) return;
    const body = childByField(tree, node, Field.Body);
    const end = body + sizeOf(tree, body);
    forEachOfKind(tree, [Kind.VariableExpression], (variable) => {
      if (variable < body || variable >= end) return;
      const entry = entries.get(ctx.name(variable));
      const target = targets[variable + 1] ?? TargetCode.None;
      const definition = target > 0 ? definitions[target - 1] : undefined;
      // A binder inside the body is what people expect to win.
      const isInner = definition !== undefined && definition.scope.node > node;
      if (entry === undefined || isInner || (target <= 0 && target !== TargetCode.Global)) return;
      const [defined] = entry.definitions;
      ctx.report(
        variable,
        `\`${ctx.text(variable)}\` is not the attribute of the \`with\`; names that are bound come first`,
        {
          related: defined === undefined ? [] : [{ span: ctx.span(defined), message: "the attribute" }],
        },
      );
    });
  },
});

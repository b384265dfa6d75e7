/** `args@{ a ? 1 }`: `args` has no `a` when the caller passes none. Later editions may put the defaults in. */
import { childByField, childrenByField, Field, Kind, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports names of whole arguments beside defaults. */
export const atPatternDefaultsRule: Rule = defineRule({
  group: "langver",
  name: "at-pattern-defaults",
  code: "LX227",
  summary: "the name of the whole argument leaves out defaults",
  severity: "info",
  preset: "nix2",
  fix: "none",
  since: "0.1",
  kinds: [Kind.FunctionExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const name = childByField(tree, node, Field.Universal);
    const formals = childByField(tree, node, Field.Formals);
    if (name === none || formals === none) return;
    const hasDefault = childrenByField(tree, formals, Field.Formal).some(
      (formal) => childByField(tree, formal, Field.Default) !== none,
    );
    if (hasDefault) ctx.report(name, `\`${ctx.text(name)}\` holds only what the caller passed, without the defaults`);
  },
});

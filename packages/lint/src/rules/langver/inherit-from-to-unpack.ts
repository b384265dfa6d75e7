/** `inherit (x) a b; ⇒ *x.{a, b};` in Nix 2: the same term, one way to say it less. */
import { childByField, childrenByField, Field, Kind, kindOf, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";

/** Reports `inherit (x) …` in plain sets. */
export const inheritFromToUnpackRule: Rule = defineRule({
  group: "langver",
  name: "inherit-from-to-unpack",
  code: "LX248",
  summary: "an `inherit (…)` that can be an unpacked slice",
  severity: "info",
  preset: "none",
  fix: "safe",
  since: "0.1",
  dialect: "nix2",
  kinds: [Kind.InheritFrom],
  check(node, ctx) {
    const { tree } = ctx;
    const set = ctx.parent(node);
    const attrs = childrenByField(tree, childByField(tree, node, Field.Attrs), Field.Attr);
    if (kindOf(tree, set) !== Kind.AttrsetExpression || attrs.length === 0) return;
    const source = childByField(tree, node, Field.Expression);
    if (source === none) return;
    const base = levelOf(ctx, source) <= 1 ? ctx.text(source) : `(${ctx.text(source)})`;
    const text = `*${base}.{${attrs.map((attr) => ctx.text(attr)).join(", ")}};`;
    ctx.report(node, "this can be an unpacked slice", {
      fix: safeFix("write a slice", { span: ctx.span(node), text }),
    });
  },
});

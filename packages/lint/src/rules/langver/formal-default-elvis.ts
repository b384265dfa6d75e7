/** `{ a ? 1 }: ⇒ { a ?: 1 }:` in the future edition, which has a token of its own for defaults. */
import { childByField, childByKind, Field, Kind, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports defaults behind `?` where `?:` may be written. */
export const formalDefaultElvisRule: Rule = defineRule({
  group: "langver",
  name: "formal-default-elvis",
  code: "LX249",
  summary: "a default behind `?` where the edition has `?:`",
  severity: "info",
  preset: "none",
  fix: "safe",
  since: "0.1",
  dialect: "nix2",
  kinds: [Kind.Formal],
  check(node, ctx) {
    const { tree } = ctx;
    if (!tree.langver.features.has("formal-default-token")) return;
    const token = childByKind(tree, node, Kind.Question);
    if (token === none || childByField(tree, node, Field.Default) === none) return;
    ctx.report(token, "`?:` says that this is a default", {
      fix: safeFix("write `?:`", { span: ctx.span(token), text: "?:" }),
    });
  },
});

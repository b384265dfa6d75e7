/** `{ a = { … }; a.b = …; }`: a path that adds to a literal, or two literals of one name. Nix 2 refuses both. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind } from "@lix-tools/parser";

/** Reports definitions that are merged into a literal written elsewhere. */
export const attrsetMergeRule: Rule = defineRule({
  group: "langver",
  name: "attrset-merge",
  code: "LX220",
  summary: "a definition is merged into a set written elsewhere",
  severity: "info",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "info"),
  preset: "recommended",
  fix: "none",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.LetExpression, Kind.LetAttrsetExpression],
  check(node, ctx) {
    for (const event of ctx.bindingEvents(node)) {
      if (event.kind !== "merge" && event.kind !== "extend") continue;
      const isMixed = event.kind === "merge" ? event.literalRecursive !== event.targetRecursive : event.recursive;
      if (isMixed) continue;
      ctx.report(event.attr, `\`${event.path.join(".")}\` is added to a set that is written elsewhere`, {
        related: [{ span: ctx.span(event.previous), message: "the set" }],
        notes: ["Nix 2 refuses this: write one set"],
      });
    }
  },
});

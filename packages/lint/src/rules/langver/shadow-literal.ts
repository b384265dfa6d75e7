/** `true`, `false` and `null` where a binding gives them another meaning. */
import { type Rule } from "../../engine/rule.ts";
import { shadowLiteral } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports uses of shadowed literals. */
export const shadowLiteralRule: Rule = deprecationRule({
  detector: shadowLiteral,
  code: "LX212",
  summary: "`true`, `false` or `null` means a local binding",
  severity: "error",
  fix: "none",
  repair: ({ definitions }, ctx) => ({
    related: definitions.slice(0, 1).map((node) => ({ span: ctx.span(node), message: "bound here" })),
    notes: ["`lix-migrate` renames the binding"],
  }),
});

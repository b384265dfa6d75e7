/** `true`, `false` and `null` where a binding gives them another meaning. */
import { type Rule } from "../../engine/rule.ts";
import { shadowLiteralCodemod } from "@lix-tools/migrate-langver/codemods";
import { shadowLiteral } from "@lix-tools/parser";
import { codemodFix } from "./_codemod.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports uses of shadowed literals. */
export const shadowLiteralRule: Rule = deprecationRule({
  detector: shadowLiteral,
  code: "LX212",
  summary: "`true`, `false` or `null` means a local binding",
  severity: "error",
  fix: "proof",
  repair: (site, ctx) => ({
    ...codemodFix(shadowLiteralCodemod, site, ctx),
    related: site.definitions.slice(0, 1).map((node) => ({ span: ctx.span(node), message: "bound here" })),
  }),
});

/** Operators whose function a binding replaces: `let __sub = …; in a - b`. */
import { type Rule } from "../../engine/rule.ts";
import { shadowOperatorSymbolCodemod } from "@lix-tools/migrate-langver/codemods";
import { shadowOperatorSymbol } from "@lix-tools/parser";
import { codemodFix } from "./_codemod.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports operators that call a local binding. */
export const shadowOperatorSymbolRule: Rule = deprecationRule({
  detector: shadowOperatorSymbol,
  code: "LX213",
  summary: "an operator calls a local binding of its function",
  severity: "error",
  fix: "proof",
  repair: (site, ctx) => ({
    ...codemodFix(shadowOperatorSymbolCodemod, site, ctx),
    related: site.definitions
      .slice(0, 1)
      .map((node) => ({ span: ctx.span(node), message: `\`${site.name}\` is bound here` })),
  }),
});

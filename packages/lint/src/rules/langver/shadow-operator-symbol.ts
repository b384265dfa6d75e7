/** Operators whose function a binding replaces: `let __sub = …; in a - b`. */
import { type Rule } from "../../engine/rule.ts";
import { shadowOperatorSymbol } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports operators that call a local binding. */
export const shadowOperatorSymbolRule: Rule = deprecationRule({
  detector: shadowOperatorSymbol,
  code: "LX213",
  summary: "an operator calls a local binding of its function",
  severity: "error",
  fix: "none",
  repair: ({ definitions, name }, ctx) => ({
    related: definitions.slice(0, 1).map((node) => ({ span: ctx.span(node), message: `\`${name}\` is bound here` })),
    notes: ["`lix-migrate` writes the call out"],
  }),
});

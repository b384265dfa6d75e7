/** The name of the package is interpolated into its source. */
import { type Rule } from "../../engine/rule.ts";
import { forEachOfKind, Kind, sizeOf } from "@lix-tools/parser";
import { variableName } from "../../facts/calls.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where the name of the package is interpolated into its source. */
export const pnameInSrcRule: Rule = derivationRule({
  name: "pname-in-src",
  code: "LX604",
  summary: "the name of the package is interpolated into its source",
  severity: "info",
  fix: "none",

  checkDerivation({ values }, ctx) {
    const source = values.get("src");
    if (source === undefined) return;
    const end = source + sizeOf(ctx.tree, source);
    forEachOfKind(ctx.tree, [Kind.VariableExpression], (node) => {
      if (node < source || node >= end || variableName(ctx, node) !== "pname") return;
      ctx.report(node, "renaming the package would change where its source is");
    });
  },
});

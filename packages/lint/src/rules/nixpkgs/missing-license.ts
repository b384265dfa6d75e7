/** A package has no `meta.license`. */
import { type Rule } from "../../engine/rule.ts";
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { valueOfAttr } from "../../facts/shape.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where a package has no `meta.license`. */
export const missingLicenseRule: Rule = derivationRule({
  name: "missing-license",
  code: "LX608",
  summary: "a package has no `meta.license`",
  severity: "warning",
  fix: "none",

  checkDerivation({ builder, isStandard, values, names, set }, ctx) {
    const { tree } = ctx;
    // A function around `mkDerivation` gives its packages what they have in common.
    if (builder === "mkDerivation" && !isStandard) return;
    let meta = values.get("meta");
    // Without `meta` the function may add one; what is computed elsewhere is not known.
    if (meta === undefined || values.has("meta.license") || (names.has("meta") && meta < set)) return;
    if (kindOf(tree, meta) === Kind.WithExpression) meta = childByField(tree, meta, Field.Body);
    const kind = kindOf(tree, meta);
    if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return;
    const entries = ctx.resolution().bindings.get(meta)?.entries;
    if (entries === undefined || entries.has("license")) return;
    if (valueOfAttr(ctx, meta, "license") < 0)
      ctx.report({ start: ctx.span(meta).start, end: ctx.span(meta).start + 1 }, "`meta` has no `license`");
  },
});

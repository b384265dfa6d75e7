/** A package has no `meta.maintainers`. */
import { type Rule } from "../../engine/rule.ts";
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { valueOfAttr } from "../../facts/shape.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where a package has no `meta.maintainers`. */
export const missingMaintainersRule: Rule = derivationRule({
  name: "missing-maintainers",
  code: "LX609",
  summary: "a package has no `meta.maintainers`",
  severity: "warning",
  fix: "none",

  checkDerivation({ builder, isStandard, values, names, set }, ctx) {
    const { tree } = ctx;
    // A function around `mkDerivation` gives its packages what they have in common.
    if (builder === "mkDerivation" && !isStandard) return;
    let meta = values.get("meta");
    // Without `meta` the function may add one; what is computed elsewhere is not known.
    if (meta === undefined || values.has("meta.maintainers") || (names.has("meta") && meta < set)) return;
    if (kindOf(tree, meta) === Kind.WithExpression) meta = childByField(tree, meta, Field.Body);
    const kind = kindOf(tree, meta);
    if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return;
    const entries = ctx.resolution().bindings.get(meta)?.entries;
    if (entries === undefined || entries.has("maintainers") || entries.has("teams")) return;
    if (valueOfAttr(ctx, meta, "maintainers") < 0)
      ctx.report({ start: ctx.span(meta).start, end: ctx.span(meta).start + 1 }, "`meta` has no `maintainers`");
  },
});

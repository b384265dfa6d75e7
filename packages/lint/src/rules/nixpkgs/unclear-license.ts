/** A license does not say which version. */
import { type Rule } from "../../engine/rule.ts";
import { listedElements, packageName, derivationRule } from "./_derivation.ts";
import { Kind, kindOf } from "@lix-tools/parser";
import { insertAt, unsafeFix } from "../../facts/edits.ts";
import { valueOfAttr } from "../../facts/shape.ts";
import { unwrapParentheses, childByField, Field } from "@lix-tools/parser";

const unclear: ReadonlySet<string> = new Set([
  "agpl3",
  "fdl11",
  "fdl12",
  "fdl13",
  "gpl1",
  "gpl2",
  "gpl3",
  "lgpl2",
  "lgpl21",
  "lgpl3",
]);

/** Reports where a license does not say which version. */
export const unclearLicenseRule: Rule = derivationRule({
  name: "unclear-license",
  code: "LX607",
  summary: "a license does not say which version",
  severity: "warning",
  fix: "none",

  checkDerivation({ values }, ctx) {
    const { tree } = ctx;
    let meta = values.get("meta") ?? -1;
    if (kindOf(tree, meta) === Kind.WithExpression)
      meta = unwrapParentheses(tree, childByField(tree, meta, Field.Body));
    const license = values.get("meta.license") ?? (meta < 0 ? -1 : valueOfAttr(ctx, meta, "license"));
    if (license < 0) return;
    const listed = listedElements(ctx, license);
    for (const node of listed.length > 0 ? listed : [license]) {
      const name = packageName(ctx, node);
      if (name !== null && unclear.has(name))
        ctx.report(
          node,
          `\`${name}\` does not say whether later versions count; write \`${name}Only\` or \`${name}Plus\``,
          {
            alternatives: ["Only", "Plus"].map((end) =>
              unsafeFix(`write \`${name}${end}\``, insertAt(ctx.span(node).end, end)),
            ),
          },
        );
    }
  },
});

/** The name of the package is interpolated into its source. */
import type { RuleContext } from "../../engine/context.ts";
import type { ReportDetails, Rule } from "../../engine/rule.ts";
import { Kind, kindOf, type NodeIndex, sizeOf } from "@lix-tools/parser";
import { variableName } from "../../facts/calls.ts";
import { unsafeFix } from "../../facts/edits.ts";
import { derivationRule, stringAt } from "./_derivation.ts";

/** Reports where the name of the package is interpolated into its source. */
export const pnameInSrcRule: Rule = derivationRule({
  name: "pname-in-src",
  code: "LX604",
  summary: "the name of the package is interpolated into its source",
  severity: "info",
  fix: "unsafe",

  checkDerivation({ values }, ctx) {
    const source = values.get("src");
    if (source === undefined) return;
    const end = source + sizeOf(ctx.tree, source);
    for (let node = source; node < end; node++) {
      if (variableName(ctx, node) !== "pname" || isOnMirror(ctx, node)) continue;
      ctx.report(
        node,
        "renaming the package would change where its source is",
        writeOut(ctx, node, values.get("pname")),
      );
    }
  },
});

/** Mirrors file what they have by the name of the project, the same for everything on them. */
function isOnMirror(ctx: RuleContext, node: NodeIndex): boolean {
  const text = ctx.parent(ctx.parent(node));
  return kindOf(ctx.tree, text) === Kind.StringExpression && ctx.name(text).startsWith('"mirror://');
}

function writeOut(ctx: RuleContext, node: NodeIndex, pname: NodeIndex | undefined): ReportDetails {
  const text = stringAt(ctx, pname);
  if (text === null || !/^[\w.+-]+$/.test(text)) return { noFix: "`pname` is no plain text here" };
  const parent = ctx.parent(node);
  const isPart = kindOf(ctx.tree, parent) === Kind.Interpolation;
  const edit = { span: ctx.span(isPart ? parent : node), text: isPart ? text : `"${text}"` };
  return { fix: unsafeFix("write the name out", edit) };
}

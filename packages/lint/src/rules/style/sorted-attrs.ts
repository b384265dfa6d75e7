/**
 * Names of an `inherit` and attributes of a set in the order of the alphabet, for those who want it so. An attribute
 * takes the place of another with all its text; where comments stand among them, nobody but the author knows which
 * they belong to.
 */
import { childByField, childrenByField, childrenOf, Field, Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { bindingsOf, pathNames } from "../../facts/shape.ts";

/** Reports attributes out of the order of the alphabet. */
export const sortedAttrsRule: Rule = defineRule({
  group: "style",
  name: "sorted-attrs",
  code: "LX431",
  summary: "attributes are not in the order of the alphabet",
  severity: "info",
  preset: "none",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.InheritedAttrs],
  check(node, ctx) {
    const { tree } = ctx;
    if (kindOf(tree, node) === Kind.InheritedAttrs) {
      const attrs = childrenByField(tree, node, Field.Attr);
      return reportUnsorted(ctx, attrs, (attr) => ctx.name(attr));
    }
    const bindings = bindingsOf(ctx, node).filter((binding) => kindOf(tree, binding) === Kind.Binding);
    reportUnsorted(
      ctx,
      bindings,
      (binding) =>
        pathNames(ctx, binding)
          ?.map((name) => name ?? "")
          .join(".") ?? "",
    );
  },
});

function reportUnsorted(ctx: RuleContext, nodes: readonly NodeIndex[], keyOf: (node: NodeIndex) => string): void {
  const keyed = nodes.map((node) => ({ node, key: keyOf(node) }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const at = keyed.findIndex(({ node }, index) => sorted[index]?.node !== node);
  const [found, wanted] = [keyed[at], sorted[at]];
  if (found === undefined || wanted === undefined) return;
  const around = ctx.parent(found.node);
  const hasComment = childrenOf(ctx.tree, around).some((child) => kindOf(ctx.tree, child) === Kind.Comment);
  const place =
    kindOf(ctx.tree, wanted.node) === Kind.Binding ? childByField(ctx.tree, wanted.node, Field.Attrpath) : wanted.node;
  ctx.report(
    place,
    `\`${wanted.key}\` comes before \`${found.key}\` in the alphabet`,
    hasComment
      ? { noFix: "comments stand among them" }
      : { fix: safeFix("sort", ...keyed.flatMap(({ node }, index) => moveTo(ctx, node, sorted[index]?.node ?? node))) },
  );
}

function moveTo(
  ctx: RuleContext,
  node: NodeIndex,
  other: NodeIndex,
): { span: { start: number; end: number }; text: string }[] {
  return node === other ? [] : [{ span: ctx.span(node), text: ctx.text(other) }];
}

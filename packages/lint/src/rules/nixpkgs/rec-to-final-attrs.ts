/**
 * `mkDerivation rec { … x … }` ⇒ `mkDerivation (finalAttrs: { … finalAttrs.x … })`. Then an attribute that is overridden
 * reaches the others, which is what changes. The rest stays as it was where each use is a use of the set's own
 * attribute, and the names of the set do not depend on it.
 */
import {
  childrenByField,
  childrenOf,
  Field,
  firstChild,
  Kind,
  kindOf,
  type NodeIndex,
  sizeOf,
  type TextEdit,
} from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import type { ReportDetails, Rule } from "../../engine/rule.ts";
import { insertAt, unsafeFix } from "../../facts/edits.ts";
import { type Derivation, derivationRule } from "./_derivation.ts";

/** Reports where a derivation uses `rec`. */
export const recToFinalAttrsRule: Rule = derivationRule({
  name: "rec-to-final-attrs",
  code: "LX622",
  summary: "a derivation uses `rec`",
  severity: "info",
  fix: "unsafe",

  checkDerivation(derivation, ctx) {
    const { isStandard, set } = derivation;
    if (!isStandard || kindOf(ctx.tree, set) !== Kind.RecAttrsetExpression) return;
    const uses = usesOf(ctx, set);
    // Without uses the `rec` is of no use, which is what another rule says.
    if (uses.length === 0) return;
    const { start } = ctx.span(set);
    ctx.report(
      { start, end: start + 3 },
      "overriding an attribute does not reach the others; `finalAttrs:` does",
      rewrite(ctx, derivation, uses),
    );
  },
});

/** Returns the words inside a recursive set that mean an attribute of it. */
function usesOf(ctx: RuleContext, set: NodeIndex): NodeIndex[] {
  const { targets, definitions } = ctx.resolution();
  const uses: NodeIndex[] = [];
  for (let node = set; node < set + sizeOf(ctx.tree, set); node++) {
    const code = targets[node] ?? 0;
    if (code > 0 && definitions[code - 1]?.scope.node === set) uses.push(node);
  }
  return uses;
}

function rewrite(ctx: RuleContext, { set, names }: Derivation, uses: readonly NodeIndex[]): ReportDetails {
  const { tree } = ctx;
  const bindings = ctx.resolution().bindings.get(set);
  if (ctx.mentions("finalAttrs")) return { noFix: "`finalAttrs` means something already" };
  if (bindings === undefined || bindings.dynamics.length + bindings.splats.length > 0 || names.has("__overrides"))
    return { noFix: "names of the set are computed" };
  if (uses.some((use) => kindOf(tree, use) !== Kind.Identifier)) return { noFix: "an operator uses one of its names" };
  const lists = new Set<NodeIndex>();
  const edits: TextEdit[] = [];
  for (const use of uses) {
    const parent = ctx.parent(use);
    if (kindOf(tree, parent) === Kind.VariableExpression) edits.push(insertAt(ctx.span(use).start, "finalAttrs."));
    else lists.add(parent);
  }
  for (const list of lists) edits.push(...splitInherit(ctx, list, new Set(uses)));
  return { fix: unsafeFix("take the attributes from `finalAttrs`", ...edits, ...functionAround(ctx, set)) };
}

/** `rec {` becomes `finalAttrs: {`, in the parentheses that are there or in new ones. */
function functionAround(ctx: RuleContext, set: NodeIndex): TextEdit[] {
  const { tree } = ctx;
  const keyword = ctx.span(firstChild(tree, set));
  const space = tree.source[keyword.end] === 0x7b ? " " : "";
  if (kindOf(tree, ctx.parent(set)) === Kind.ParenthesizedExpression)
    return [{ span: keyword, text: `finalAttrs:${space}` }];
  return [{ span: keyword, text: `(finalAttrs:${space}` }, insertAt(ctx.span(set).end, ")")];
}

/** `inherit a b;` of which only `a` is the set's becomes `inherit (finalAttrs) a; inherit b;`. */
function splitInherit(ctx: RuleContext, list: NodeIndex, uses: ReadonlySet<NodeIndex>): TextEdit[] {
  const { tree } = ctx;
  const attrs = childrenByField(tree, list, Field.Attr);
  const others = attrs.filter((attr) => !uses.has(attr));
  const keyword = ctx.span(firstChild(tree, ctx.parent(list)));
  const taken = insertAt(keyword.end, " (finalAttrs)");
  if (others.length === 0) return [taken];
  const hasComment = childrenOf(tree, list).some((child) => kindOf(tree, child) === Kind.Comment);
  const separator = hasComment ? "\n" : " ";
  const rest = insertAt(keyword.start, `inherit ${others.map((attr) => ctx.text(attr)).join(" ")};${separator}`);
  const dropped = others.map((attr): TextEdit => {
    const { start, end } = ctx.span(attr);
    return { span: { start: start - (tree.source[start - 1] === 0x20 ? 1 : 0), end }, text: "" };
  });
  return [rest, taken, ...dropped];
}

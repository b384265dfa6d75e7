/** A patch does not say what it is for. */
import { type Rule } from "../../engine/rule.ts";
import { endOf, Kind, kindOf, startOf } from "@lix-tools/parser";
import { commentsOf } from "../../engine/comments.ts";
import { derivationRule, listedElements } from "./_derivation.ts";

/** Reports where a patch does not say what it is for. */
export const patchWithoutCommentRule: Rule = derivationRule({
  name: "patch-without-comment",
  code: "LX606",
  summary: "a patch does not say what it is for",
  severity: "info",
  fix: "none",

  checkDerivation({ values, bindings }, ctx) {
    const { tree } = ctx;
    const patches = values.get("patches");
    const binding = bindings.get("patches");
    if (patches === undefined || binding === undefined) return;
    const [from, to] = [startOf(tree, binding), endOf(tree, binding)];
    const before = (offset: number): boolean =>
      tree.source.subarray(offset, from).every((byte) => byte === 0x20 || byte === 0x0a);
    const comments = commentsOf(tree).filter(
      (node) =>
        (startOf(tree, node) >= from && startOf(tree, node) < to) ||
        (endOf(tree, node) <= from && before(endOf(tree, node))),
    );
    // One comment may speak of several patches.
    if (comments.length > 0) return;
    for (const element of listedElements(ctx, patches)) {
      const kind = kindOf(tree, element);
      if (kind === Kind.PathExpression || kind === Kind.ParenthesizedExpression)
        ctx.report(element, "no comment says what the patch is for");
    }
  },
});

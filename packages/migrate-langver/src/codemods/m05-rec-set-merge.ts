/**
 * `a = rec { x = 1; }; a.y = x; ⇒ a = rec { x = 1; }; a = rec { y = x; };`
 * `a.y = x; a = rec { x = 1; }; ⇒ a.y = x; a = { x = 1; };`
 *
 * Legacy merges definitions of one attribute, and the first decides whether the result is recursive. The rewrite says
 * of every part what it already is: `rec` goes where the first part has none, and comes where it has. All bindings stay
 * in place, and so do their comments.
 */
import {
  childrenOf,
  endOf,
  Kind,
  kindOf,
  type NodeIndex,
  startOf,
  type TextEdit,
  recSetMerge,
  type RecSetMergeSite,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, proposeRewrite, replaceRange } from "../codemod.ts";
import { dropRec } from "../edit/rec-keyword.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Makes the parts of a merged set all recursive or all plain. */
export const recSetMergeCodemod: Codemod = defineCodemod({
  id: "M05",
  detector: recSetMerge,
  summary: "parts of a merged set become all `rec` or all plain, as the first is",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "legacy ignores the `rec` of later parts: names resolve in the merged set exactly if the first part is `rec`",
  plan: (file, sites) => sites.map((site) => alignPart(file, site)),
});

function alignPart(file: FileContext, { span, attr, literal }: RecSetMergeSite): Proposal {
  const { tree } = file;
  if (literal < attr) return proposeRewrite(span, "write a `rec` set", nest(file, attr, "before"));
  switch (kindOf(tree, literal)) {
    case Kind.RecAttrsetExpression:
      return proposeRewrite(span, "drop the `rec` without effect", [dropRec(tree, literal)]);
    case Kind.AttrsetExpression:
      return proposeRewrite(span, "write the `rec` it has", [insertAt(startOf(tree, literal), "rec ")]);
    default:
      // The later part is itself a path: `b.c = v;` in a literal that merges with one where `b` is recursive.
      return proposeRewrite(span, "write a `rec` set", nest(file, literal, "behind"));
  }
}

/**
 * Makes a set of the rest of a path: `a.b.c = v;` with `b`, `before`, is `a = rec { b.c = v; };`, and `behind` it is
 * `a.b = rec { c = v; };`.
 */
function nest({ tree, parentOf }: FileContext, attr: NodeIndex, side: "before" | "behind"): TextEdit[] {
  const path = parentOf(attr);
  const dots = childrenOf(tree, path).filter((child) => kindOf(tree, child) === Kind.Dot);
  const dot = side === "before" ? dots.findLast((at) => at < attr) : dots.find((at) => at > attr);
  if (dot === undefined) return [];
  const [start, end] = [startOf(tree, dot), endOf(tree, dot)];
  const left = isWhiteSpace(tree.source[start - 1]) ? "" : " ";
  const right = isWhiteSpace(tree.source[end]) ? "" : " ";
  return [replaceRange(start, end, `${left}= rec {${right}`), insertAt(endOf(tree, parentOf(path)), " };")];
}

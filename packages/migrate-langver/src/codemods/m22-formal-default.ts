/**
 * `{ a ? 1 }: a ⇒ { a ?: 1 }: a`
 *
 * The future edition writes the default of a formal as it writes the value for a missing one elsewhere. It reads `?`, too,
 * so nothing needs the rewrite.
 */
import { childByKind, type Detector, Kind, none, type NodeIndex, spanOf } from "@lix-tools/parser";
import { type Codemod, defineCodemod, proposeRewrite, replaceRange } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";

/** Finds formals with a default behind `?`. */
const questionDefault: Detector<NodeSite> = {
  code: "langver/formal-default",
  feature: "formal-default-token",
  lixFeature: null,
  kinds: [Kind.Formal],
  find({ tree }, node, add) {
    const mark: NodeIndex = childByKind(tree, node, Kind.Question);
    if (mark !== none) add(nodeSite(tree, node, mark, "found a default behind `?`"));
  },
};

/** Writes defaults of formals with `?:`. */
export const formalDefaultCodemod: Codemod = defineCodemod({
  id: "M22",
  detector: questionDefault,
  summary: "`{ a ? 1 }: a` ⇒ `{ a ?: 1 }: a`",
  from: ["nix2"],
  to: ["nix2-future"],
  phase: "idiom",
  isOptional: true,
  isFinal: true,
  preserves: "core",
  soundness: "both tokens write a default, and everything else stays",
  plan: ({ tree }, sites) =>
    sites.map(({ node, span }) => {
      const { start, end } = spanOf(tree, childByKind(tree, node, Kind.Question));
      return proposeRewrite(span, "write `?:`", [replaceRange(start, end, "?:")]);
    }),
});

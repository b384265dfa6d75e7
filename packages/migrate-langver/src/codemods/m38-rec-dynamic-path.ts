/**
 * `rec { a.${k} = 1; } ⇒ rec { a = { ${k} = 1; }; }`
 *
 * Nix 2 wants the whole path of a binding in a recursive set or `let` written out. The computed part of a path is the
 * name of an attribute in a plain set below; there it may be computed.
 */
import {
  attrsOf,
  childByField,
  childrenByField,
  childrenOf,
  type DeprecatedSite,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  spanOf,
  startOf,
  staticName,
} from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  proposeRewrite,
  refuse,
  replaceRange,
} from "../codemod.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

interface DynamicPathSite extends DeprecatedSite {
  readonly binding: NodeIndex;
  /** The first computed name of the path. */
  readonly attr: NodeIndex;
}

/** Finds computed names behind others in the paths of recursive sets and `let`s. */
const recDynamicPath: Detector<DynamicPathSite> = {
  code: "langver/rec-dynamic-path",
  feature: "no-rec-dynamic-attrs",
  lixFeature: null,
  kinds: [Kind.RecAttrsetExpression, Kind.LetExpression],
  find({ tree }, set, add) {
    for (const binding of childrenByField(tree, set, Field.Binding)) {
      if (kindOf(tree, binding) !== Kind.Binding) continue;
      const [first, ...others] = attrsOf(tree, binding);
      if (first === undefined || staticName(tree, first) === null) continue;
      const attr = others.find((other) => staticName(tree, other) === null);
      if (attr === undefined) continue;
      const span = spanOf(tree, attr);
      add({ span, verdict: "gap", message: "found a computed name in a recursive set", binding, attr });
    }
  },
};

/** Makes sets of the computed ends of paths. */
export const recDynamicPathCodemod: Codemod = defineCodemod({
  id: "M38",
  detector: recDynamicPath,
  summary: "`rec { a.${k} = 1; }` ⇒ `rec { a = { ${k} = 1; }; }`",
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  preserves: "core",
  soundness: "a path stands for plain sets in one another, which add no scope",
  plan: (file, sites) => sites.map((site) => nest(file, site)),
});

function nest({ tree }: FileContext, { span, binding, attr }: DynamicPathSite): Proposal {
  const { source } = tree;
  const children = childrenOf(tree, childByField(tree, binding, Field.Attrpath));
  const at = children.indexOf(attr);
  const dot = children[at - 1];
  if (dot === undefined || kindOf(tree, dot) !== Kind.Dot) return refuse(span, "a comment stands in the path");
  const [start, end] = [startOf(tree, dot), endOf(tree, dot)];
  const left = isWhiteSpace(source[start - 1]) ? "" : " ";
  const right = isWhiteSpace(source[end]) ? "" : " ";
  return proposeRewrite(span, "write a set", [
    replaceRange(start, end, `${left}= {${right}`),
    insertAt(endOf(tree, binding), " };"),
  ]);
}

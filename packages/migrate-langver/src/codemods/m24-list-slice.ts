/**
 * `with pkgs; [ a b ] ⇒ pkgs.[a, b]`
 *
 * Only where every element is a plain name that this `with` alone can provide. Lexical variables and globals win over any
 * `with`, and of two `with`s the outer one may be what provides a name; then the text does not tell. Where evaluations
 * were watched and this `with` provided every one of the names whenever it was looked up, the rewrite rests on that.
 */
import { knownGlobals, targetOf } from "@lix-tools/eval-core";
import {
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  type Detector,
  endOf,
  Field,
  isIdentifier,
  Kind,
  kindOf,
  latin1Of,
  nix2Keywords,
  type NodeIndex,
  startOf,
  type TextEdit,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, refuse, removeRange, replaceRange } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { isSelectable } from "../edit/position.ts";
import type { FileContext } from "../file-context.ts";
import { withSlice } from "../proof/with-slice.ts";

/** Finds `with` directly before a list that has elements. */
const listUnderWith: Detector<NodeSite> = {
  code: "langver/list-slice",
  feature: "set-slices",
  lixFeature: null,
  kinds: [Kind.WithExpression],
  find({ tree }, node, add) {
    // Parentheses around the list go as soon as it is one, so it counts as one now.
    const body = unwrapParentheses(tree, childByField(tree, node, Field.Body));
    if (kindOf(tree, body) !== Kind.ListExpression || childrenByField(tree, body, Field.Element).length === 0) return;
    add(nodeSite(tree, node, childByKind(tree, node, Kind.WithKeyword), "found a `with` around a list"));
  },
};

/** Writes lists of names under a `with` as slices. */
export const listSliceCodemod: Codemod = defineCodemod({
  id: "M24",
  detector: listUnderWith,
  summary: "`with pkgs; [ a b ]` ⇒ `pkgs.[a, b]`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "value",
  laws: [withSlice],
  soundness:
    "every element is a name that no binder of the file and no global provides, and no other `with` is around; refused " +
    "everywhere else",
  plan: (file, sites) => sites.map((site) => slice(file, site)),
});

function slice(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree } = file;
  const body = childByField(tree, node, Field.Body);
  const list = unwrapParentheses(tree, body);
  const environment = childByField(tree, node, Field.Environment);
  const elements = childrenByField(tree, list, Field.Element);
  const answers = elements.map((element) => answerTo(file, element));
  const reason = answers.find((answer) => answer !== "proved" && answer !== "observed");
  if (reason !== undefined) return refuse(span, reason);
  if (hasCommentAround(tree, node, list)) return refuse(span, "a comment stands beside the `with`");
  const [open, close] = isSelectable(file, environment) ? ["", ""] : ["(", ")"];
  const bracket = startOf(tree, list);
  const edits = [
    replaceRange(startOf(tree, node), startOf(tree, environment), open),
    replaceRange(endOf(tree, environment), bracket, `${close}.`),
    ...commas(file, list, elements),
    ...(body === list ? [] : [removeRange(endOf(tree, list), endOf(tree, body))]),
  ];
  return { site: span, rewrite: { title: "write a slice", edits }, isObserved: answers.includes("observed") };
}

/** Tells whether a comment stands in the node and not in the list. */
function hasCommentAround(tree: Tree, node: NodeIndex, list: NodeIndex): boolean {
  for (let at = node; at !== list; at = childByField(tree, at, at === node ? Field.Body : Field.Expression)) {
    if (childrenOf(tree, at).some((child) => kindOf(tree, child) === Kind.Comment)) return true;
  }
  return false;
}

/** Returns how it is known that the innermost `with` provides an element, or why it is not. */
function answerTo({ tree, resolution, sightings }: FileContext, element: NodeIndex): string {
  if (kindOf(tree, element) !== Kind.VariableExpression) return "an element is no plain name";
  const name = latin1Of(tree, element);
  if (!isIdentifier(name, nix2Keywords)) return "an element is no plain name";
  // The name is the variable's only child.
  const target = targetOf(resolution(), element + 1);
  if (target?.kind === "definition") return "a variable of the file wins over the `with`";
  if (target?.kind !== "with" || knownGlobals.has(name)) return "a global wins over the `with`";
  if (target.frames.length === 1) return "proved";
  switch (sightings.ofName(element + 1)) {
    case 0:
      return "observed";
    case "none":
      return "another `with` is around, and the text does not tell which one provides the names";
    case "several":
      return "several `with`s were seen to provide a name";
    default:
      return "an outer `with` was seen to provide a name";
  }
}

/** A comma behind every name but the last, which gets one if a line ends behind it; spaces at the brackets go. */
function commas({ tree }: FileContext, list: NodeIndex, elements: readonly NodeIndex[]): TextEdit[] {
  const { source } = tree;
  const last = elements.at(-1) ?? list;
  const edits = elements.filter((element) => element !== last).map((element) => insertAt(endOf(tree, element), ","));
  let end = endOf(tree, list) - 1;
  while (source[end - 1] === 0x20) end--;
  let start = startOf(tree, list) + 1;
  while (source[start] === 0x20) start++;
  const isOneLine = !source.subarray(startOf(tree, list), endOf(tree, list)).includes(0x0a);
  if (!isOneLine) return [...edits, insertAt(endOf(tree, last), ",")];
  return [
    ...(start > startOf(tree, list) + 1 ? [removeRange(startOf(tree, list) + 1, start)] : []),
    ...edits,
    ...(end < endOf(tree, list) - 1 && end >= endOf(tree, last) ? [removeRange(end, endOf(tree, list) - 1)] : []),
  ];
}

/**
 * `lib.pipe x [ f g ] ⇒ x |> f |> g`, where somebody accepts it
 *
 * `lib.pipe` forces what is between the functions and `|>` does not: a failure that nobody needs, and that `tryEval` may
 * be waiting for, goes unnoticed afterwards. And what `pipe` is, no text of the file says.
 */
import { targetOf } from "@lix-tools/eval-core";
import {
  childByField,
  childrenByField,
  childrenOf,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, refuse, removeRange, replaceRange } from "../codemod.ts";
import { calleeName } from "../detect/callee-name.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { hasCommentOutside } from "../edit/comments.ts";
import { aloneInParentheses } from "../edit/parentheses.ts";
import { isSimple, isWholeExpression } from "../edit/position.ts";
import { skipWhiteSpace, startOfWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Finds calls of something called `pipe` with a value and a list of functions that is written out. */
const pipeCall: Detector<NodeSite> = {
  code: "langver/pipe-operator",
  feature: "pipe-right",
  lixFeature: null,
  kinds: [Kind.ApplyExpression],
  find({ tree }, node, add) {
    const list = childByField(tree, node, Field.Argument);
    if (kindOf(tree, list) !== Kind.ListExpression || childrenByField(tree, list, Field.Element).length === 0) return;
    const inner = childByField(tree, node, Field.Function);
    if (kindOf(tree, inner) !== Kind.ApplyExpression) return;
    const callee = childByField(tree, inner, Field.Function);
    if (calleeName(tree, callee) !== "pipe") return;
    add(nodeSite(tree, node, callee, "found a call of `pipe` with functions that are written out"));
  },
};

/** Writes calls of `lib.pipe` as pipes. */
export const pipeOperatorCodemod: Codemod = defineCodemod({
  id: "M29",
  detector: pipeCall,
  summary: "`lib.pipe x [ f g ]` ⇒ `x |> f |> g`, where it is accepted",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "core",
  soundness:
    "never made by itself: `lib.pipe` forces what is between the functions, so a failure may vanish, and no text says " +
    "that `pipe` is the one of nixpkgs; a value that there was stays the same",
  plan: (file, sites) => sites.map((site) => pipe(file, site)),
});

function pipe(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree } = file;
  const call = childByField(tree, node, Field.Function);
  const callee = childByField(tree, call, Field.Function);
  const list = childByField(tree, node, Field.Argument);
  const elements = childrenByField(tree, list, Field.Element);
  if (isOwn(file, callee)) return refuse(span, "`pipe` is a function of the file");
  if (elements.some((element) => kindOf(tree, element) === Kind.ListUnpack)) {
    return refuse(span, "some of the functions are in another list");
  }
  const value = childByField(tree, call, Field.Argument);
  if (hasCommentOutside(tree, node, [value, list])) return refuse(span, "a comment has no place to go");
  const [open, close] = isWholeExpression(file, node) ? ["", ""] : ["(", ")"];
  const edits = [
    replaceRange(startOf(tree, node), startOf(tree, value), open),
    ...operandEdits(file, value),
    ...bracketEdits(tree, list, close),
    ...elements.flatMap((element) => [insertAt(startOf(tree, element), "|> "), ...operandEdits(file, element)]),
  ];
  const reason = "`lib.pipe` forces what is between the functions, which a pipe does not";
  return { site: span, refusal: reason, alternative: { title: "write pipes", edits } };
}

/** Tells whether the function is a variable that a binding of the file gives a value of its own. */
function isOwn({ tree, resolution }: FileContext, callee: NodeIndex): boolean {
  if (kindOf(tree, callee) !== Kind.VariableExpression) return false;
  const target = targetOf(resolution(), callee + 1);
  return target?.kind === "definition" && target.definition.kind === "binding";
}

/** Calls need no parentheses in a pipe, and everything that is no operand has some. */
function operandEdits(file: FileContext, node: NodeIndex): TextEdit[] {
  const { tree } = file;
  const inner = aloneInParentheses(tree, node);
  if (inner !== none && kindOf(tree, inner) === Kind.ApplyExpression) {
    return [removeRange(startOf(tree, node), startOf(tree, inner)), removeRange(endOf(tree, inner), endOf(tree, node))];
  }
  return isSimple(file, node) ? [] : [insertAt(startOf(tree, node), "("), insertAt(endOf(tree, node), ")")];
}

/** The brackets go, with the white space that is left over inside. */
function bracketEdits(tree: Tree, list: NodeIndex, close: string): TextEdit[] {
  const { source } = tree;
  const open = startOf(tree, list);
  const end = endOf(tree, list) - 1;
  const behindOpen = skipWhiteSpace(source, open + 1);
  const isBroken = source.subarray(open, behindOpen).includes(0x0a);
  // Functions on lines of their own stay there.
  const from = isBroken ? startOfWhiteSpace(source, open) : open;
  const to = isBroken ? open + 1 : behindOpen;
  // A `#` comment at the end keeps its line.
  const last = childrenOf(tree, list).findLast((child) => endOf(tree, child) <= end) ?? list;
  const rest = kindOf(tree, last) === Kind.Comment ? end : startOfWhiteSpace(source, end);
  return [removeRange(from, to), replaceRange(rest, end + 1, close)];
}

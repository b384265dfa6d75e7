/**
 * `x.y or d ⇒ x ? y : d`
 *
 * Both are the same term. The new form takes a whole expression's place, so it gets parentheses where it was an operand,
 * an argument, a list element or another default. All of a file are rewritten together: no dialect reads a mixture.
 */
import {
  childByField,
  childByKind,
  type Detector,
  endOf,
  Field,
  Kind,
  type NodeIndex,
  none,
  startOf,
  type TextEdit,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, replaceRange } from "../codemod.ts";
import { isWholeExpression } from "../edit/position.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";

/** Finds selections with a default. */
const selectOr: Detector<NodeSite> = {
  code: "langver/select-default",
  feature: "select-default",
  lixFeature: null,
  kinds: [Kind.SelectExpression],
  find({ tree }, node, add) {
    if (childByField(tree, node, Field.Default) === none) return;
    add(nodeSite(tree, node, childByKind(tree, node, Kind.OrKeyword), "found `or`, which Nix 2 does not have"));
  },
};

/** Writes selections with a default the new way. */
export const selectDefaultCodemod: Codemod = defineCodemod({
  id: "M19",
  detector: selectOr,
  summary: "`x.y or d` ⇒ `x ? y : d`",
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  phase: "switch",
  preserves: "core",
  soundness: "the same term; parentheses wherever it is not a whole expression",
  plan(file, [first, ...others]) {
    if (first === undefined) return [];
    const edits = [first, ...others].flatMap(({ node }) => rewrite(file, node));
    const title = "write the default behind `?` and `:`";
    return [{ site: first.span, covers: others.map(({ span }) => span), rewrite: { title, edits } }];
  },
});

function rewrite(file: FileContext, node: NodeIndex): TextEdit[] {
  const { tree } = file;
  const dot = childByKind(tree, node, Kind.Dot);
  const or = childByKind(tree, node, Kind.OrKeyword);
  const edits = [spaced(file, dot, "?"), spaced(file, or, ":")];
  if (isWholeExpression(file, node)) return edits;
  return [insertAt(startOf(tree, node), "("), ...edits, insertAt(endOf(tree, node), ")")];
}

/** Puts an operator in place of a token, with a space on the sides that have none. */
function spaced({ tree }: FileContext, token: NodeIndex, text: string): TextEdit {
  const [start, end] = [startOf(tree, token), endOf(tree, token)];
  const before = isWhiteSpace(tree.source[start - 1]) ? "" : " ";
  const behind = isWhiteSpace(tree.source[end]) ? "" : " ";
  return replaceRange(start, end, `${before}${text}${behind}`);
}

/**
 * `let { body = a; a = 1; } ⇒ let body = a; a = 1; in body`
 *
 * `let { … }` is `(rec { … }).body`. Where the bindings are such that a `let … in` can hold them, that is what it
 * becomes; every binding stays where it is, so no comment moves. Otherwise it is written out as what it is.
 */
import {
  bindingTree,
  type BindingEvent,
  childByKind,
  endOf,
  Kind,
  type NodeIndex,
  startOf,
  type TextEdit,
  type Tree,
  ancientLet,
  type AncientLetSite,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, proposeRewrite, replaceRange } from "../codemod.ts";
import { isWholeExpression } from "../edit/position.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";
import { selectFromLiteral } from "../proof/select-from-literal.ts";

/** Replaces the `let` with braces. */
export const ancientLetCodemod: Codemod = defineCodemod({
  id: "M03",
  detector: ancientLet,
  summary: "`let { body = …; }` ⇒ `let body = …; in body`",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "value",
  laws: [selectFromLiteral],
  soundness:
    "a recursive set without computed names and `__overrides` has the scope of a `let`; with them, or without a " +
    "`body`, the literal becomes `(rec { … }).body`, which is the same core term",
  plan: (file, sites) => sites.map((site) => replaceLet(file, site)),
});

function replaceLet(file: FileContext, { span, node }: AncientLetSite): Proposal {
  const { tree } = file;
  const open = childByKind(tree, node, Kind.LeftBrace);
  const close = childByKind(tree, node, Kind.RightBrace);
  const isLet = canBeLet(tree, node);
  const edits = isLet
    ? toLet(tree.source, startOf(tree, open), startOf(tree, close))
    : [replaceRange(startOf(tree, node), endOf(tree, node + 1), "(rec"), insertAt(endOf(tree, close), ").body")];
  const title = isLet ? "write `let … in body`" : "write `(rec { … }).body`";
  if (isWholeExpression(file, node)) return proposeRewrite(span, title, edits);
  const [opening, closing] = [insertAt(startOf(tree, node), "("), insertAt(endOf(tree, node), ")")];
  return proposeRewrite(span, title, [opening, ...edits, closing]);
}

function canBeLet(tree: Tree, node: NodeIndex): boolean {
  let hasOverrides = false;
  const report = (event: BindingEvent): void => {
    hasOverrides ||= event.kind === "overrides-in-rec";
  };
  const { entries, dynamics } = bindingTree(tree, node, report);
  return entries.has("body") && dynamics.length === 0 && !hasOverrides;
}

/** The brace goes with a space beside it; `let{a` still needs one. */
function toLet(source: Uint8Array, open: number, close: number): TextEdit[] {
  const isSpaceBefore = source[open - 1] === space;
  const isSpacedBehind = isWhiteSpace(source[open + 1]);
  const start = isSpaceBefore && isSpacedBehind ? open - 1 : open;
  const isSpaced = isWhiteSpace(source[open - 1]) || isSpacedBehind;
  const before = isWhiteSpace(source[close - 1]) ? "" : " ";
  return [replaceRange(start, open + 1, isSpaced ? "" : " "), replaceRange(close, close + 1, `${before}in body`)];
}

const space = 0x20;

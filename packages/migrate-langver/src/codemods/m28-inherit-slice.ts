/**
 * `inherit (x) a b; ⇒ *x.{a, b};`
 *
 * In plain sets both are the same term. In recursive sets and `let` the names are variables, too: a slice would bind
 * them as well, but only `inherit` says so to the reader.
 */
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
  none,
  startOf,
  type TextEdit,
  type Tree,
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
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { isSelectable } from "../edit/position.ts";
import { indentAt, skipWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Finds `inherit (…)` with names. */
const inheritFrom: Detector<NodeSite> = {
  code: "langver/inherit-slice",
  feature: "set-slices",
  lixFeature: null,
  kinds: [Kind.InheritFrom],
  find({ tree }, node, add) {
    if (namesOf(tree, node).length === 0) return;
    add(
      nodeSite(tree, node, childByKind(tree, node, Kind.InheritKeyword), "found names that are inherited from a set"),
    );
  },
};

function namesOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  const attrs = childByField(tree, node, Field.Attrs);
  return attrs === none ? [] : childrenByField(tree, attrs, Field.Attr);
}

/** Where names that are inherited can be used by themselves. */
const scopes: ReadonlyMap<Kind, string> = new Map<Kind, string>([
  [Kind.RecAttrsetExpression, "a recursive set"],
  [Kind.LetExpression, "a `let`"],
]);

/** Writes what plain sets inherit from others as unpacked slices. */
export const inheritSliceCodemod: Codemod = defineCodemod({
  id: "M28",
  detector: inheritFrom,
  summary: "`inherit (x) a b;` ⇒ `*x.{a, b};`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  isOptional: true,
  preserves: "core",
  soundness:
    "neither forces the set before one of the names is used; refused in recursive sets and `let`, where the names are " +
    "variables as well, and for names that need quotes",
  plan: (file, sites) => sites.map((site) => slice(file, site)),
});

function slice(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree, parentOf } = file;
  const scope = scopes.get(kindOf(tree, parentOf(node)));
  if (scope !== undefined) return refuse(span, `the names are variables of ${scope}, which a slice does not show`);
  const names = namesOf(tree, node);
  if (names.some((name) => !isIdentifier(latin1Of(tree, name), nix2Keywords))) {
    return refuse(span, "a name is no plain identifier");
  }
  const source = childByField(tree, node, Field.Expression);
  const behind = endOf(tree, childByKind(tree, node, Kind.RightParen));
  const comments = childrenOf(tree, node).filter((child) => kindOf(tree, child) === Kind.Comment);
  if (comments.some((comment) => startOf(tree, comment) < behind)) return refuse(span, "a comment has no place to go");
  const [open, close] = isSelectable(file, source) ? ["", ""] : ["(", ")"];
  return proposeRewrite(span, "write a slice", [
    replaceRange(startOf(tree, node), startOf(tree, source), `*${open}`),
    replaceRange(endOf(tree, source), startOfKeys(tree, behind, endOf(tree, node)), `${close}.{`),
    ...names.slice(0, -1).map((name) => insertAt(endOf(tree, name), ",")),
    ...endOfKeys(tree, node, names.at(-1) ?? node),
  ]);
}

/** Names on lines of their own stay there. */
function startOfKeys({ source }: Tree, behind: number, end: number): number {
  if (!source.subarray(behind, end).includes(0x0a)) return skipWhiteSpace(source, behind);
  let at = behind;
  while (source[at] === 0x20) at++;
  return at;
}

/** The bracket before the semicolon; where that is on another line than the last name, that one gets a comma. */
function endOfKeys(tree: Tree, node: NodeIndex, last: NodeIndex): TextEdit[] {
  const { source } = tree;
  const [start, semicolon] = [endOf(tree, last), endOf(tree, node) - 1];
  const comment = childrenOf(tree, node).findLast((child) => kindOf(tree, child) === Kind.Comment && child > last);
  const from = comment === undefined ? start : endOf(tree, comment);
  const bracket = source.subarray(from, semicolon).includes(0x0a) ? `\n${indentAt(source, startOf(tree, node))}}` : "}";
  const comma = source.subarray(start, semicolon).includes(0x0a) ? "," : "";
  if (from === start) return [replaceRange(start, semicolon, `${comma}${bracket}`)];
  return [...(comma === "" ? [] : [insertAt(start, comma)]), replaceRange(from, semicolon, bracket)];
}

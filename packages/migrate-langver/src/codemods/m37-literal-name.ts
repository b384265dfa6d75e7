/**
 * `x.null ⇒ x."null"` · `inherit (x) true; ⇒ inherit (x) "true";` · `inherit true; ⇒ "true" = true;`
 *
 * Nix 2 knows `true`, `false` and `null` as literals only. As names of attributes they get quotes.
 */
import { targetOf } from "@lix-tools/eval-core";
import {
  childrenByField,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  sizeOf,
  startOf,
  type TextEdit,
} from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  proposeRewrite,
  refuse,
  removeRange,
  replaceRange,
} from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { isWhiteSpace, spaceBehind } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

const literals: ReadonlySet<string> = new Set(["true", "false", "null"]);

/** Finds attributes that are named like a literal. */
const literalName: Detector<NodeSite> = {
  code: "langver/literal-name",
  feature: "literal-keywords",
  lixFeature: null,
  kinds: [Kind.Attrpath, Kind.InheritedAttrs],
  find({ tree }, node, add) {
    for (const attr of childrenByField(tree, node, Field.Attr)) {
      if (kindOf(tree, attr) !== Kind.Identifier || !literals.has(latin1Of(tree, attr))) continue;
      add(nodeSite(tree, attr, attr, "found an attribute named like a literal, which Nix 2 wants in quotes"));
    }
  },
};

/** Quotes attributes named `true`, `false` or `null`. */
export const literalNameCodemod: Codemod = defineCodemod({
  id: "M37",
  detector: literalName,
  summary: '`x.null` ⇒ `x."null"`',
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "a quoted name is the same name; refused in a plain `inherit` of a `let` or `rec` set and where a variable of the file has the name",
  plan: (file, sites) => sites.map((site) => quote(file, site)),
});

function quote(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree, parentOf } = file;
  const list = parentOf(node);
  const clause = parentOf(list);
  if (kindOf(tree, list) === Kind.InheritedAttrs && kindOf(tree, clause) === Kind.Inherit) {
    if (targetOf(file.resolution(), node)?.kind !== "global")
      return refuse(span, "a variable of the file has the name");
    if (kindOf(tree, parentOf(clause)) !== Kind.AttrsetExpression) {
      return refuse(span, "a binding of that name would be its own value here");
    }
    const edits = bindingEdits(file, node, clause);
    return edits === null ? refuse(span, "a comment stands in the `inherit`") : proposeRewrite(span, "bind it", edits);
  }
  const text = `"${latin1Of(tree, node)}"${spaceBehind(tree.source, endOf(tree, node))}`;
  return proposeRewrite(span, "quote the name", [replaceRange(startOf(tree, node), endOf(tree, node), text)]);
}

/** `inherit a true b;` becomes `inherit a b; "true" = true;`. */
function bindingEdits({ tree, parentOf }: FileContext, node: NodeIndex, clause: NodeIndex): TextEdit[] | null {
  const name = latin1Of(tree, node);
  const binding = `"${name}" = ${name};`;
  const names = childrenByField(tree, parentOf(node), Field.Attr);
  if (names.length > 1) {
    // Only the first of several goes now, the others in the next round.
    let start = startOf(tree, node);
    while (isWhiteSpace(tree.source[start - 1])) start--;
    return [removeRange(start, endOf(tree, node)), insertAt(endOf(tree, clause), ` ${binding}`)];
  }
  for (let at = clause; at < clause + sizeOf(tree, clause); at++) {
    if (kindOf(tree, at) === Kind.Comment) return null;
  }
  return [replaceRange(startOf(tree, clause), endOf(tree, clause), binding)];
}

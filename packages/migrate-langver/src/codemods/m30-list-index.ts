/**
 * `builtins.elemAt xs 0 ⇒ xs.0`
 *
 * Only calls of the builtin itself: what `lib.elemAt` is, no text of the file says.
 */
import { type Definition, targetOf } from "@lix-tools/eval-core";
import {
  attrsOf,
  childByField,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  startOf,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, proposeRewrite, refuse, replaceRange } from "../codemod.ts";
import { calleeName } from "../detect/callee-name.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { elementAt } from "../downlevel/laws/element-at.ts";
import { globalAliases } from "../downlevel/laws/global-aliases.ts";
import { hasCommentOutside } from "../edit/comments.ts";
import { isSelectable } from "../edit/position.ts";
import type { FileContext } from "../file-context.ts";
import { inheritedBuiltins } from "../proof/inherited-builtins.ts";

/** Finds calls of something called `elemAt` with a list and a number that is written out. */
const elementCall: Detector<NodeSite> = {
  code: "langver/list-index",
  feature: "list-index",
  lixFeature: null,
  kinds: [Kind.ApplyExpression],
  find({ tree }, node, add) {
    if (kindOf(tree, childByField(tree, node, Field.Argument)) !== Kind.IntegerExpression) return;
    const inner = childByField(tree, node, Field.Function);
    if (kindOf(tree, inner) !== Kind.ApplyExpression) return;
    const callee = childByField(tree, inner, Field.Function);
    const name = calleeName(tree, callee);
    if (name !== "elemAt" && name !== "__elemAt") return;
    add(nodeSite(tree, node, callee, "found a call of `elemAt` with a number that is written out"));
  },
};

/** Writes `elemAt` as an index. */
export const listIndexCodemod: Codemod = defineCodemod({
  id: "M30",
  detector: elementCall,
  summary: "`builtins.elemAt xs 0` ⇒ `xs.0`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "value",
  laws: [elementAt, globalAliases, inheritedBuiltins],
  soundness:
    "both force the list and one element; refused unless the function is `builtins.elemAt` or `__elemAt` of the global " +
    "scope, or inherited from there",
  plan: (file, sites) => sites.map((site) => index(file, site)),
});

function index(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree } = file;
  const call = childByField(tree, node, Field.Function);
  if (!isBuiltin(file, childByField(tree, call, Field.Function))) {
    return refuse(span, "the function is not known to be the builtin");
  }
  const list = childByField(tree, call, Field.Argument);
  const number = childByField(tree, node, Field.Argument);
  const kind = kindOf(tree, list);
  if (kind === Kind.IntegerExpression || kind === Kind.FloatExpression) return refuse(span, "a number is no list");
  if (hasCommentOutside(tree, node, [list])) return refuse(span, "a comment has no place to go");
  const [open, close] = isSelectable(file, list) ? ["", ""] : ["(", ")"];
  return proposeRewrite(span, "write an index", [
    replaceRange(startOf(tree, node), startOf(tree, list), open),
    replaceRange(endOf(tree, list), endOf(tree, node), `${close}.${latin1Of(tree, number)}`),
  ]);
}

/** Tells whether a callee is `builtins.elemAt` or `__elemAt` of the global scope, or inherited from there. */
function isBuiltin(file: FileContext, callee: NodeIndex): boolean {
  const { tree } = file;
  if (kindOf(tree, callee) !== Kind.SelectExpression) {
    if (kindOf(tree, callee) !== Kind.VariableExpression) return false;
    // The name is the variable's only child.
    const target = targetOf(file.resolution(), callee + 1);
    if (target?.kind === "global") return latin1Of(tree, callee) === "__elemAt";
    return target?.kind === "definition" && isInherited(file, target.definition);
  }
  const attrs = attrsOf(tree, callee);
  return attrs.length === 1 && isBuiltins(file, childByField(tree, callee, Field.Expression));
}

function isBuiltins({ tree, resolution }: FileContext, node: NodeIndex): boolean {
  if (kindOf(tree, node) !== Kind.VariableExpression || latin1Of(tree, node) !== "builtins") return false;
  return targetOf(resolution(), node + 1)?.kind === "global";
}

/** Tells whether a variable is defined by `inherit (builtins) elemAt;` alone. */
function isInherited(file: FileContext, { kind, name, nodes }: Definition): boolean {
  const [node, ...others] = nodes;
  if (kind !== "inherit-from" || name !== "elemAt" || node === undefined || others.length > 0) return false;
  const clause = file.parentOf(file.parentOf(node));
  return isBuiltins(file, childByField(file.tree, clause, Field.Expression));
}

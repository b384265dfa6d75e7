/**
 * `f (g (h x)) ⇒ x |> h |> g |> f`
 *
 * Calls of calls of calls, each the last argument of the one around it, read in the order in which they are made. The
 * innermost argument stays in place, what is around it goes behind it.
 */
import { targetOf } from "@lix-tools/eval-core";
import {
  attrsOf,
  childByField,
  childrenByField,
  type Detector,
  endOf,
  Field,
  fieldOf,
  forEachOfKind,
  infixOperator,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  startOf,
  staticName,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, proposeRewrite, refuse, replaceRange } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { hasCommentOutside } from "../edit/comments.ts";
import { marginAt, movedBy } from "../edit/deepen.ts";
import { isWholeExpression } from "../edit/position.ts";
import { indentAt, spaceBefore, spaceBehind } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Calls of which all but the last are called with the next one. */
interface NestedSite extends NodeSite {
  /** From the outside in. */
  readonly calls: readonly NodeIndex[];
}

/** Calls that read well as they are nested. */
const mostNested = 2;

/** Finds calls that are nested three deep or deeper. */
const nestedCalls: Detector<NestedSite> = {
  code: "langver/nested-calls",
  feature: "pipe-right",
  lixFeature: null,
  kinds: [Kind.SourceCode],
  find({ tree }, _, add) {
    const inner = new Set<NodeIndex>();
    // Calls come before those in them.
    forEachOfKind(tree, [Kind.ApplyExpression], (node) => {
      if (inner.has(node) || isFunction(tree, node)) return;
      const calls = callsOf(tree, node);
      for (const call of calls) inner.add(call);
      if (calls.length <= mostNested) return;
      add({ ...nodeSite(tree, node, calleeOf(tree, node), "found calls that are nested"), calls });
    });
  },
};

/** Tells whether a call gives what is called next: it has further arguments, or is piped into. */
function isFunction(tree: Tree, node: NodeIndex): boolean {
  if (fieldOf(tree, node) === Field.Function) return true;
  if (fieldOf(tree, node) !== Field.Right) return false;
  let before = node - 1;
  while (kindOf(tree, before) === Kind.Comment) before--;
  return kindOf(tree, before) === Kind.PipeRight;
}

function callsOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  const calls: NodeIndex[] = [];
  for (let call = node; kindOf(tree, call) === Kind.ApplyExpression; call = argumentOf(tree, call)) calls.push(call);
  return calls;
}

/** Returns the last argument of a call, out of its parentheses. */
function argumentOf(tree: Tree, call: NodeIndex): NodeIndex {
  return unwrapParentheses(tree, childByField(tree, call, Field.Argument));
}

function calleeOf(tree: Tree, call: NodeIndex): NodeIndex {
  let callee = call;
  while (kindOf(tree, callee) === Kind.ApplyExpression) callee = childByField(tree, callee, Field.Function);
  return callee;
}

/** Writes nested calls as pipes. */
export const nestedCallsCodemod: Codemod = defineCodemod({
  id: "M42",
  detector: nestedCalls,
  summary: "`f (g (h x))` ⇒ `x |> h |> g |> f`, for three calls and more",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  isOptional: true,
  preserves: "core",
  soundness:
    "a pipe is a call in another order of writing; refused where it would not read well: where it would begin with what " +
    "is written out over several lines or is empty, for types, and where a comment has no place to go",
  plan: (file, sites) => sites.map((site) => pipe(file, site)),
});

function pipe(file: FileContext, { node, span, calls }: NestedSite): Proposal {
  const { tree } = file;
  const { source } = tree;
  const innermost = calls.at(-1) ?? node;
  const argument = argumentOf(tree, innermost);
  const functions = calls.map((call) => childByField(tree, call, Field.Function));
  if (hasCommentOutside(tree, node, [...functions, argument])) return refuse(span, "a comment has no place to go");
  const reason = reasonAgainst(tree, argument);
  if (reason !== null) return refuse(span, reason);
  if (calls.some((call) => isTypeFunction(file, calleeOf(tree, call)))) {
    return refuse(span, "types are read from the outside in");
  }
  const start = bindsTighter(tree, argument) ? argument : childByField(tree, innermost, Field.Argument);
  const [from, to] = [startOf(tree, node), endOf(tree, node)];
  const [open, close] = takesPipe(file, node) ? [spaceBefore(source, from), spaceBehind(source, to)] : ["(", ")"];
  const margin = isOverLines(tree, node) ? (marginAt(source, from) ?? `${indentAt(source, from)}  `) : null;
  const steps = functions.toReversed().map((step) => stepText(tree, step, margin));
  return proposeRewrite(span, "write a pipe", [
    replaceRange(from, startOf(tree, start), open),
    replaceRange(endOf(tree, start), to, `${steps.join("")}${close}`),
  ]);
}

/** Returns why a pipe should not begin with a value, or null. */
function reasonAgainst(tree: Tree, argument: NodeIndex): string | null {
  if (isOverLines(tree, argument)) return "the argument is written out over several lines";
  const field = literals.get(kindOf(tree, argument));
  const parts = field === undefined ? [] : childrenByField(tree, argument, field);
  if (field !== undefined && parts.length === 0) return "the argument is empty";
  // As it is formatted.
  const most = field === Field.Element ? 1 : 0;
  return parts.length > most ? "the argument would be written out over several lines" : null;
}

/** Literals of several parts, by what these are. */
const literals: ReadonlyMap<Kind, Field> = new Map<Kind, Field>([
  [Kind.AttrsetExpression, Field.Binding],
  [Kind.RecAttrsetExpression, Field.Binding],
  [Kind.ListExpression, Field.Element],
]);

/** Tells whether a function is seen to come from a set called `types`: `types.listOf`, or `listOf` under a `with`. */
function isTypeFunction({ tree, resolution, parentOf }: FileContext, callee: NodeIndex): boolean {
  if (kindOf(tree, callee) === Kind.SelectExpression) {
    const sets = attrsOf(tree, callee).slice(0, -1);
    if (sets.some((attr) => staticName(tree, attr) === "types")) return true;
    return isTypes(tree, childByField(tree, callee, Field.Expression));
  }
  if (kindOf(tree, callee) !== Kind.VariableExpression) return false;
  // The name is the variable's only child.
  const target = targetOf(resolution(), callee + 1);
  if (target?.kind === "with") {
    return target.frames.slice(0, 1).some(({ node }) => isTypes(tree, childByField(tree, node, Field.Environment)));
  }
  if (target?.kind !== "definition" || target.definition.kind !== "inherit-from") return false;
  const clauses = target.definition.nodes.map((node) => parentOf(parentOf(node)));
  return clauses.some((clause) => isTypes(tree, childByField(tree, clause, Field.Expression)));
}

/** Tells whether an expression ends with the name `types`. */
function isTypes(tree: Tree, node: NodeIndex): boolean {
  const last = kindOf(tree, node) === Kind.SelectExpression ? attrsOf(tree, node).at(-1) : undefined;
  if (last !== undefined) return staticName(tree, last) === "types";
  return kindOf(tree, node) === Kind.VariableExpression && latin1Of(tree, node) === "types";
}

/** Tells whether a value is an operation that needs no parentheses before a pipe. */
function bindsTighter(tree: Tree, node: NodeIndex): boolean {
  if (kindOf(tree, node) !== Kind.BinaryExpression) return false;
  return (infixOperator(kindOf(tree, childByField(tree, node, Field.Operator)))?.level ?? 0) <= pipeLevel;
}

const pipeLevel: number = infixOperator(Kind.PipeRight)?.level ?? 0;

function isOverLines(tree: Tree, node: NodeIndex): boolean {
  return tree.source.subarray(startOf(tree, node), endOf(tree, node)).includes(0x0a);
}

/** Returns the operator and a function, on a line with the margin if there is one, with the arguments beside it. */
function stepText(tree: Tree, step: NodeIndex, margin: string | null): string {
  const parts: NodeIndex[] = [];
  let callee = step;
  for (; kindOf(tree, callee) === Kind.ApplyExpression; callee = childByField(tree, callee, Field.Function)) {
    parts.push(childByField(tree, callee, Field.Argument));
  }
  let text = margin === null ? " |> " : `\n${margin}|> `;
  let end = startOf(tree, callee);
  for (const part of [callee, ...parts.toReversed()]) {
    const gap = new TextDecoder().decode(tree.source.subarray(end, startOf(tree, part)));
    text += (/^\s*\n\s*$/u.test(gap) ? " " : gap) + partText(tree, part, margin);
    end = endOf(tree, part);
  }
  return text;
}

/**
 * Returns a part of a step. Its lines move with the first of them if the last is as far to the right, so that on the way
 * back and here again they stay.
 */
function partText(tree: Tree, part: NodeIndex, margin: string | null): string {
  const { source } = tree;
  const old = indentAt(source, startOf(tree, part));
  const isMoved = margin !== null && indentAt(source, endOf(tree, part)) === old && !`${old}${margin}`.includes("\t");
  return movedBy(tree, part, isMoved ? margin.length - old.length : 0);
}

/** Tells whether a pipe may stand in the place of the node without parentheses: pipes group to the left. */
function takesPipe(file: FileContext, node: NodeIndex): boolean {
  if (isWholeExpression(file, node)) return true;
  const { tree, parentOf } = file;
  const isLeft = fieldOf(tree, node) === Field.Left;
  return isLeft && kindOf(tree, childByField(tree, parentOf(node), Field.Operator)) === Kind.PipeRight;
}

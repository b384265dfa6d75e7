/**
 * Syntax a grammar reads but the file's features leave out: with single features named in a clause the grammar knows more
 * than the file may use.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import {
  childByKind,
  endOf,
  fieldOf,
  firstChild,
  kindOf,
  type NodeIndex,
  none,
  root,
  sizeOf,
  spanOf,
  startOf,
} from "../cst/tree.ts";
import type { FeatureId } from "../langver/features.ts";
import type { Fix } from "../text/diagnostic.ts";
import { type CheckContext, has, report } from "./check-context.ts";

/** The feature that each kind of node belongs to, where the grammars of Nix 2 have it. */
export const featureOfKind: ReadonlyMap<Kind, FeatureId> = new Map<Kind, FeatureId>([
  [Kind.IndexExpression, "list-index"],
  [Kind.InheritExpression, "inherit-paths"],
  [Kind.InheritPaths, "inherit-paths"],
  [Kind.ListPattern, "list-patterns"],
  [Kind.ListSliceExpression, "set-slices"],
  [Kind.ListUnpack, "list-unpack"],
  [Kind.NullCoalesceExpression, "null-coalesce"],
  [Kind.NullSelectExpression, "null-select"],
  [Kind.PipeLeft, "pipe-left"],
  [Kind.PipeRight, "pipe-right"],
  [Kind.SelectDefaultExpression, "select-default"],
  [Kind.SetSliceExpression, "set-slices"],
  [Kind.SetUnpack, "set-unpack"],
]);

/** Checks a node of a kind that has a feature. */
export function checkFeature(context: CheckContext, node: NodeIndex): void {
  const feature = featureOfKind.get(kindOf(context.tree, node));
  if (feature === undefined || has(context, feature)) return;
  reportFeature(context, node, feature);
}

function reportFeature(context: CheckContext, node: NodeIndex, feature: FeatureId): void {
  const { tree } = context;
  const span = spanOf(tree, node);
  report(context, {
    code: "langver/feature-not-enabled",
    span,
    message: `found syntax of the feature \`${feature}\`, which is not on`,
    fixes: declareFixes(context, feature),
  });
}

/** Returns the fix that names the feature in the head clause. */
function declareFixes({ tree }: CheckContext, feature: FeatureId): Fix[] {
  const first = firstChild(tree, root);
  const clause = first === none ? none : childByKind(tree, root, Kind.UseClause);
  if (clause === none) return [];
  const at = endOf(tree, clause) - 1;
  const text = ` experimental.${feature}`;
  return [{ title: `add \`${text.trim()}\` to the clause`, edits: [{ span: { start: at, end: at }, text }] }];
}

/** Checks a `formal`: `?:` is the future's spelling of `?`. */
export function checkFormalToken(context: CheckContext, node: NodeIndex): void {
  const token = childByKind(context.tree, node, Kind.QuestionColon);
  if (token !== none && !has(context, "formal-default-token")) reportFeature(context, token, "formal-default-token");
}

/**
 * Checks a `list_expression` of the future's grammar. There `[ f x ]` is one element; a file that has not asked for that
 * may mean two, so everything that reads differently without commas is refused.
 */
export function checkListElements(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const hasCommas = has(context, "comma-lists");
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (hasCommas) {
      if (fieldOf(tree, child) === Field.Element) checkElement(context, child);
    } else if (kindOf(tree, child) === Kind.Comma || !isOneElement(context, child)) {
      reportFeature(context, child, "comma-lists");
    }
  }
}

/** Tells whether a child of a list is read alike with and without commas. */
function isOneElement({ tree }: CheckContext, child: NodeIndex): boolean {
  if (fieldOf(tree, child) !== Field.Element) return true;
  const element = kindOf(tree, child) === Kind.ListUnpack ? childByField(tree, child) : child;
  return singleElements.has(kindOf(tree, element));
}

function childByField(tree: CheckContext["tree"], node: NodeIndex): NodeIndex {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (fieldOf(tree, child) === Field.Expression) return child;
  }
  return none;
}

const singleElements: ReadonlySet<Kind> = new Set<Kind>([
  Kind.AttrsetExpression,
  Kind.FalseExpression,
  Kind.FloatExpression,
  Kind.HpathExpression,
  Kind.IndentedStringExpression,
  Kind.IndexExpression,
  Kind.IntegerExpression,
  Kind.ListExpression,
  Kind.ListSliceExpression,
  Kind.NullExpression,
  Kind.NullSelectExpression,
  Kind.ParenthesizedExpression,
  Kind.PathExpression,
  Kind.RecAttrsetExpression,
  Kind.SelectExpression,
  Kind.SetSliceExpression,
  Kind.SpathExpression,
  Kind.StringExpression,
  Kind.TrueExpression,
  Kind.VariableExpression,
]);

/**
 * Checks an element between commas: `a *b` looks like unpacking, and two operands on different lines like two elements
 * with a comma forgotten (specification C.18).
 */
function checkElement(context: CheckContext, element: NodeIndex): void {
  const { tree } = context;
  const end = element + sizeOf(tree, element);
  for (let node = element; node < end; node++) {
    const kind = kindOf(tree, node);
    if (hasLinesOfItsOwn(kind)) node += sizeOf(tree, node) - 1;
    else if (kind === Kind.Star) checkProduct(context, node);
    else if (kind === Kind.ApplyExpression) checkApplication(context, node);
  }
}

/** Tells whether what stands between the brackets of a node is no part of the line of a list element that it is in. */
export function hasLinesOfItsOwn(kind: Kind): boolean {
  return brackets.has(kind);
}

const brackets: ReadonlySet<Kind> = new Set<Kind>([
  Kind.AttrsetExpression,
  Kind.IndentedStringExpression,
  Kind.LetExpression,
  Kind.ListExpression,
  Kind.ParenthesizedExpression,
  Kind.RecAttrsetExpression,
  Kind.StringExpression,
]);

function checkProduct(context: CheckContext, star: NodeIndex): void {
  const { source } = context.tree;
  const start = startOf(context.tree, star);
  const end = endOf(context.tree, star);
  const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a;
  if (fieldOf(context.tree, star) !== Field.Operator || !isSpace(source[start - 1]) || isSpace(source[end])) return;
  const message = "found a product that looks like unpacking, expected a space behind `*` or a comma before it";
  report(context, { code: "syntax/product-in-list", span: { start, end }, message });
}

function checkApplication(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const functionNode = node + 1;
  let argument = functionNode + sizeOf(tree, functionNode);
  while (fieldOf(tree, argument) !== Field.Argument) argument += sizeOf(tree, argument);
  const from = endOf(tree, functionNode);
  const to = startOf(tree, argument);
  if (!tree.source.subarray(from, to).includes(0x0a)) return;
  const message = "found an argument on a line of its own, expected a comma, or both on one line";
  report(context, {
    code: "syntax/list-missing-comma",
    span: { start: to, end: endOf(tree, argument) },
    message,
    fixes: [{ title: "insert a comma", edits: [{ span: { start: from, end: from }, text: "," }] }],
  });
}

/**
 * Selections and attribute tests of Nix 2 (specification C.1, C.2, C.11): what a selector may follow, and keys of slices.
 */
import { staticName } from "../ast/names.ts";
import { Field, Kind } from "../cst/kinds.generated.ts";
import { childByField, childrenByField, endOf, kindOf, type NodeIndex, none, spanOf, startOf } from "../cst/tree.ts";
import { type CheckContext, has, parenthesize, remove, report } from "./check-context.ts";

/** Checks any selector: a number literal has no attributes and no elements. */
export function checkSelectedNumber(context: CheckContext, node: NodeIndex): void {
  const base = childByField(context.tree, node, Field.Expression);
  const kind = kindOf(context.tree, base);
  if (kind !== Kind.IntegerExpression && kind !== Kind.FloatExpression) return;
  // `00.5` is a float to its author; `number-form.ts` says what is wrong with it.
  if (kindOf(context.tree, node) === Kind.IndexExpression && hasLeadingZero(context, base)) return;
  report(context, {
    code: "syntax/select-from-number",
    span: spanOf(context.tree, base),
    message: "found a selection from a number",
  });
}

function hasLeadingZero({ tree }: CheckContext, number: NodeIndex): boolean {
  return tree.source[startOf(tree, number)] === 0x30 && endOf(tree, number) - startOf(tree, number) > 1;
}

/** Checks a `has_attr_expression`: one `?` per operand. */
export function checkHasAttr(context: CheckContext, node: NodeIndex): void {
  const operand = childByField(context.tree, node, Field.Expression);
  if (kindOf(context.tree, operand) !== Kind.HasAttrExpression) return;
  const operator = childByField(context.tree, node, Field.Operator);
  report(context, {
    code: "syntax/has-attr-chain",
    span: spanOf(context.tree, operator),
    message: "found a second `?`, expected parentheses",
    fixes: [parenthesize(spanOf(context.tree, operand))],
  });
}

/** Checks the keys of a `list_slice_expression` or `set_slice_expression`. */
export function checkSlice(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const seen = new Map<string, NodeIndex>();
  const isSet = kindOf(tree, node) === Kind.SetSliceExpression;
  for (const key of childrenByField(tree, node, Field.Key)) {
    const name = staticName(tree, key);
    if (name === null || kindOf(tree, key) === Kind.Interpolation) {
      if (!has(context, "slice-dynamic-keys")) {
        const message = "found a computed name in a slice, expected names that are written out";
        report(context, { code: "syntax/dynamic-in-slice", span: spanOf(context.tree, key), message });
      }
      continue;
    }
    const previous = seen.get(name) ?? none;
    if (isSet && previous !== none) reportDuplicateKey(context, key, previous);
    else seen.set(name, key);
  }
}

function reportDuplicateKey(context: CheckContext, key: NodeIndex, previous: NodeIndex): void {
  const { tree } = context;
  const span = spanOf(context.tree, key);
  // From the end of the key before, so that the comma goes too.
  let before = span.start;
  while (before > 0 && tree.source[before - 1] !== 0x2c) before--;
  report(context, {
    code: "syntax/duplicate-key",
    span,
    message: "found a name twice in a set slice",
    related: [{ span: spanOf(context.tree, previous), message: "the first" }],
    fixes: [remove({ start: before - 1, end: span.end }, "the second")],
  });
}

/** Checks a `formal`: a function as default would read as part of the parameters. */
export function checkFormalDefault(context: CheckContext, node: NodeIndex): void {
  const value = childByField(context.tree, node, Field.Default);
  if (kindOf(context.tree, value) !== Kind.FunctionExpression) return;
  const span = spanOf(context.tree, value);
  report(context, {
    code: "syntax/lambda-default",
    span,
    message: "found a function as a default, expected parentheses around it",
    fixes: [parenthesize(span)],
  });
}

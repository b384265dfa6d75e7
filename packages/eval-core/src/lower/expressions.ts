/**
 * Expressions to terms (specification E.2), whatever the dialect: the tree already tells legacy forms from new ones.
 *
 * Most forms go on in one child: an application in its function, a binary operator in its left operand (or the right
 * one, if it associates to the right), a function in its body. `lowerTerm` follows that child in a loop and builds the
 * terms on the way back, so that chains of any length cost no stack. Only the other children are lowered by recursion,
 * which brackets bound; what is nested deeper than `maxDepth` becomes a diagnostic.
 */
import {
  childByField,
  childrenByField,
  Field,
  floatValue,
  integerValue,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  startOf,
} from "@lix-tools/parser";
import { type Origin, Tag, type Term } from "../core/term.ts";
import {
  hasComputedKey,
  isEmptyLet,
  lowerLet,
  lowerListSlice,
  lowerNullCoalesce,
  lowerNullSelect,
  lowerSet,
  lowerSetSlice,
} from "./bindings.ts";
import { lowerFunction } from "./functions.ts";
import {
  closeScope,
  type Lowering,
  nullTerm,
  openBinder,
  openScope,
  maxDepth,
  originOf,
  report,
  requiredChild,
  tooDeep,
} from "./lowering.ts";
import { lowerBinary, lowerUnary, rightAssociative } from "./operators.ts";
import { lowerAttr, lowerPath, lowerSearchPath, lowerString, pathOf } from "./strings.ts";
import { lowerVariable, scopeOf } from "./variables.ts";

/** Returns the term of an expression. */
export function lowerTerm(lowering: Lowering, node: NodeIndex): Term {
  if (lowering.depth >= maxDepth) return tooDeep(lowering, node);
  lowering.depth++;
  const { chain } = lowering;
  const base = chain.length;
  let current = node;
  for (let next = descend(lowering, current); next !== none; next = descend(lowering, current)) {
    chain.push(current);
    current = next;
  }
  let term = lowerHead(lowering, current);
  while (chain.length > base) term = ascend(lowering, chain.pop() ?? node, term);
  lowering.depth--;
  return term;
}

/** Returns the child to go on in, its scope opened, or `none` where the node is lowered as a whole. */
function descend(lowering: Lowering, node: NodeIndex): NodeIndex {
  const { tree } = lowering;
  const child = (field: Field): NodeIndex => childByField(tree, node, field);
  switch (kindOf(tree, node)) {
    case Kind.SourceCode:
    case Kind.ParenthesizedExpression:
    case Kind.Interpolation:
    case Kind.HasAttrExpression:
    case Kind.IndexExpression:
    case Kind.SelectDefaultExpression:
      return child(Field.Expression);
    case Kind.SetSliceExpression:
      if (hasComputedKey(lowering, node)) openBinder(lowering);
      return child(Field.Expression);
    case Kind.SelectExpression: {
      const fallback = child(Field.Default);
      return fallback === none ? child(Field.Expression) : fallback;
    }
    case Kind.ListSliceExpression:
    case Kind.NullSelectExpression:
    case Kind.NullCoalesceExpression:
      openBinder(lowering);
      return child(Field.Expression);
    case Kind.ApplyExpression:
      return child(Field.Function);
    case Kind.UnaryExpression:
      return child(Field.Argument);
    case Kind.BinaryExpression:
      return child(rightAssociative(tree, node) ? Field.Right : Field.Left);
    case Kind.IfExpression:
      return child(Field.Alternative);
    case Kind.AssertExpression:
    case Kind.WithExpression:
      return child(Field.Body);
    case Kind.FunctionExpression:
    case Kind.LetExpression:
    case Kind.InheritExpression: {
      const scope = scopeOf(lowering, node);
      if (scope !== null && !isEmptyLet(lowering, node)) openScope(lowering, scope);
      return child(Field.Body);
    }
    default:
      return none;
  }
}

/** Returns the term of a node, given that of the child that `descend` went on in. */
function ascend(lowering: Lowering, node: NodeIndex, inner: Term): Term {
  const { tree } = lowering;
  const origin = originOf(lowering, node);
  const lower = (field: Field): Term => lowerTerm(lowering, requiredChild(lowering, node, field));
  switch (kindOf(tree, node)) {
    case Kind.HasAttrExpression:
      return { tag: Tag.Has, origin, value: inner, path: pathOf(lowering, node) };
    case Kind.IndexExpression:
      return lowerIndex(lowering, node, inner);
    case Kind.SetSliceExpression: {
      const isHidden = hasComputedKey(lowering, node);
      const slice = lowerSetSlice(lowering, node, inner);
      return isHidden ? closing(lowering, slice) : slice;
    }
    case Kind.SelectDefaultExpression:
      return { tag: Tag.SelectOr, origin, value: inner, path: pathOf(lowering, node), fallback: lower(Field.Default) };
    case Kind.SelectExpression:
      if (childByField(tree, node, Field.Default) === none) return lowerSteps(lowering, node, inner);
      return {
        tag: Tag.SelectOr,
        origin,
        value: lower(Field.Expression),
        path: pathOf(lowering, node),
        fallback: inner,
      };
    case Kind.ListSliceExpression:
      return closing(lowering, lowerListSlice(lowering, node, inner));
    case Kind.NullSelectExpression:
      return closing(lowering, lowerNullSelect(lowering, node, inner));
    case Kind.NullCoalesceExpression:
      return closing(lowering, lowerNullCoalesce(lowering, node, inner));
    case Kind.ApplyExpression:
      return { tag: Tag.Apply, origin, function: inner, argument: lower(Field.Argument) };
    case Kind.UnaryExpression:
      return lowerUnary(lowering, node, inner);
    case Kind.BinaryExpression: {
      const isRight = rightAssociative(tree, node);
      const left = isRight ? lower(Field.Left) : inner;
      return lowerBinary(lowering, node, { left, right: isRight ? inner : lower(Field.Right) });
    }
    case Kind.IfExpression:
      return {
        tag: Tag.If,
        origin,
        condition: lower(Field.Condition),
        consequence: lower(Field.Consequence),
        alternative: inner,
      };
    case Kind.AssertExpression:
      return { tag: Tag.Assert, origin, condition: lower(Field.Condition), body: inner };
    case Kind.WithExpression:
      return { tag: Tag.With, origin, environment: lower(Field.Environment), body: inner };
    case Kind.FunctionExpression:
      return closing(lowering, lowerFunction(lowering, node, inner));
    case Kind.LetExpression:
    case Kind.InheritExpression:
      return isEmptyLet(lowering, node) ? inner : closing(lowering, lowerLet(lowering, node, inner));
    default:
      return inner;
  }
}

function closing(lowering: Lowering, term: Term): Term {
  closeScope(lowering);
  return term;
}

function lowerHead(lowering: Lowering, node: NodeIndex): Term {
  const { tree } = lowering;
  const origin = originOf(lowering, node);
  switch (kindOf(tree, node)) {
    case Kind.VariableExpression:
      return lowerVariable(lowering, node + 1, origin);
    case Kind.IntegerExpression:
      return { tag: Tag.Int, origin, value: lowerInteger(lowering, node, latin1Of(tree, node)) };
    case Kind.FloatExpression:
      return { tag: Tag.Float, origin, value: lowerFloat(lowering, node) };
    case Kind.NullExpression:
      return nullTerm(origin);
    case Kind.TrueExpression:
      return { tag: Tag.Bool, origin, value: true };
    case Kind.FalseExpression:
      return { tag: Tag.Bool, origin, value: false };
    case Kind.UriExpression:
      return { tag: Tag.Text, origin, value: latin1Of(tree, node) };
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
      return lowerString(lowering, node);
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return lowerPath(lowering, node);
    case Kind.SpathExpression:
      return lowerSearchPath(lowering, node);
    case Kind.ListExpression:
      return lowerList(lowering, node);
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
      return lowerSet(lowering, node);
    case Kind.LetAttrsetExpression:
      return { tag: Tag.Select, origin, value: lowerSet(lowering, node), name: "body" };
    default:
      report(lowering, node, "eval/syntax-error", "found text that is no expression");
      return nullTerm(origin);
  }
}

function lowerInteger(lowering: Lowering, node: NodeIndex, digits: string): bigint {
  const value = integerValue(digits);
  if (value === null) report(lowering, node, "eval/integer-overflow", `found \`${digits}\`, expected at most 2^63 - 1`);
  return value ?? 0n;
}

function lowerFloat(lowering: Lowering, node: NodeIndex): number {
  const text = latin1Of(lowering.tree, node);
  const reading = floatValue(text);
  if ("value" in reading) return reading.value;
  report(lowering, node, `eval/float-${reading.problem}`, `found \`${text}\`, expected a float of 64 bits`);
  return 0;
}

function lowerList(lowering: Lowering, node: NodeIndex): Term {
  const { tree } = lowering;
  const elements = childrenByField(tree, node, Field.Element).map((element) => {
    const splat = kindOf(tree, element) === Kind.ListUnpack;
    const value = splat ? requiredChild(lowering, element, Field.Expression) : element;
    return { splat, value: lowerTerm(lowering, value) };
  });
  return { tag: Tag.List, origin: originOf(lowering, node), elements };
}

function lowerIndex(lowering: Lowering, node: NodeIndex, list: Term): Term {
  const index = requiredChild(lowering, node, Field.Index);
  const digits = latin1Of(lowering.tree, index).slice(1);
  return { tag: Tag.Index, origin: originOf(lowering, node), list, index: lowerInteger(lowering, index, digits) };
}

/** Every name of the path is a selection of its own, which reaches up to the end of that name. */
function lowerSteps(lowering: Lowering, node: NodeIndex, value: Term): Term {
  const { tree } = lowering;
  const attrpath = requiredChild(lowering, node, Field.Attrpath);
  const start = startOf(tree, node);
  return childrenByField(tree, attrpath, Field.Attr).reduce<Term>((inner, attr) => {
    const origin: Origin = { start, end: originOf(lowering, attr).end };
    return { tag: Tag.Select, origin, value: inner, name: lowerAttr(lowering, attr) };
  }, value);
}

/**
 * Which expressions may start on a line that has begun and break inside, and which are so small that they are never
 * broken. Only the tree and its comments decide, never widths.
 */
import { Kind } from "@lix-tools/parser";
import { isAnnotation } from "../trivia/trivium.ts";
import {
  childAt,
  closingAt,
  firstToken,
  isSameLine,
  kindAt,
  lastChildAt,
  nextOf,
  siblingOf,
  skipComments,
  type StyleVersion,
  type View,
} from "../view/view.ts";
import { bracketsOf, entriesOf, hasItems, hasPlainParameter, hasSetParameter, isSet, lambdaOf } from "../view/shape.ts";
import { countIndentedLines } from "./string-lines.ts";

/** Tells whether the kind is what the reference calls a term: what may be an argument. */
export function isTerm(kind: Kind): boolean {
  switch (kind) {
    case Kind.VariableExpression:
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.SpathExpression:
    case Kind.UriExpression:
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
    case Kind.PathExpression:
    case Kind.HpathExpression:
    case Kind.ListExpression:
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.LetAttrsetExpression:
    case Kind.SelectExpression:
    case Kind.ParenthesizedExpression:
    case Kind.NullExpression:
    case Kind.TrueExpression:
    case Kind.FalseExpression:
    case Kind.IndexExpression:
    case Kind.ListSliceExpression:
    case Kind.SetSliceExpression:
    case Kind.NullSelectExpression:
      return true;
    default:
      return false;
  }
}

/** Tells whether the kind is a selection of some sort. */
export function isSelection(kind: Kind): boolean {
  switch (kind) {
    case Kind.SelectExpression:
    case Kind.IndexExpression:
    case Kind.ListSliceExpression:
    case Kind.SetSliceExpression:
    case Kind.NullSelectExpression:
      return true;
    default:
      return false;
  }
}

/** Mirrors `isAbsorbable` in nixfmt Pretty.hs; false for what is no term. */
export function isAbsorbable(view: View, node: number): boolean {
  const kind = kindAt(view, node);
  if (kind === Kind.IndentedStringExpression) return countIndentedLines(view, node) > 1;
  if (kind === Kind.ListExpression || isSet(kind)) {
    const brackets = bracketsOf(view, node);
    const { open, close } = brackets;
    return hasItems(view, node, brackets) || !isSameLine(view, open, close) || !view.isLone(open);
  }
  if (kind === Kind.SetSliceExpression || kind === Kind.ListSliceExpression) return isAbsorbableSlice(view, node);
  if (kind !== Kind.ParenthesizedExpression || !view.isLone(node + 1)) return false;
  const inner = childAt(view, node, 1);
  return (
    isTerm(kindAt(view, inner)) &&
    (view.style === "1.2" || view.triviaOf(firstToken(view, inner)).every(isAnnotation)) &&
    isAbsorbable(view, inner)
  );
}

/** Tells whether a slice has keys and is taken from something so small that its bracket ends a line well. */
function isAbsorbableSlice(view: View, node: number): boolean {
  const bracket = siblingOf(view, node + 1);
  return siblingOf(view, bracket) !== closingAt(view, node) && isSimple(view, node + 1);
}

/** Mirrors `isAbsorbableExpr` in nixfmt Pretty.hs. */
export function isAbsorbableExpression(view: View, node: number, style: StyleVersion): boolean {
  const kind = kindAt(view, node);
  if (kind === Kind.WithExpression) return isAbsorbable(view, lastChildAt(view, node));
  if (kind !== Kind.FunctionExpression) return isAbsorbable(view, node);
  const known = view.absorbableLambdas.get(node);
  if (known !== undefined) return known;
  const chain: number[] = [];
  const answer = followLambdas(view, node, style, chain);
  // Every lambda of a chain has the answer of its last; without this long chains would take quadratic time.
  for (const lambda of chain) view.absorbableLambdas.set(lambda, answer);
  return answer;
}

/** Decides for a chain of lambdas and collects those on which the same holds. */
function followLambdas(view: View, node: number, style: StyleVersion, chain: number[]): boolean {
  let at = node;
  for (;;) {
    if (kindAt(view, at) !== Kind.FunctionExpression) {
      return isAbsorbableExpression(view, at, style);
    }
    const lambda = lambdaOf(view, at);
    const { parameter, colon, body } = lambda;
    if (hasPlainParameter(view, lambda)) {
      if (kindAt(view, body) !== Kind.FunctionExpression) return isAbsorbable(view, body);
    } else if (style === "1.2" || !hasSetParameter(view, lambda) || !canFlattenFormals(view, parameter)) {
      return false;
    } else if (!view.isLone(parameter + 1) || !isSameLine(view, colon, firstToken(view, body))) return false;
    chain.push(at);
    at = body;
  }
}

/** Tells whether a set pattern may be on one line. Mirrors `canFlattenAttrs` in nixfmt Pretty.hs. */
export function canFlattenFormals(view: View, formals: number): boolean {
  const open = formals + 1;
  const close = closingAt(view, formals);
  if (!isSameLine(view, open, close)) return false;
  const entries = entriesOf(view, formals);
  const names = entries.filter(({ node }) => kindAt(view, node) !== Kind.Ellipses);
  if (names.length > 2 && kindAt(view, formals) === Kind.Formals) return false;
  if (entries.some(({ question }) => question >= 0)) return false;
  // Release 1.2 did not look at comments here.
  if (view.style === "1.2") return true;
  return (
    view.isLone(close) && entries.every(({ name, comma }) => view.isLone(name) && (comma < 0 || view.isLone(comma)))
  );
}

/** Mirrors `isSimple` in nixfmt Pretty.hs. */
export function isSimple(view: View, node: number): boolean {
  switch (kindAt(view, node)) {
    case Kind.VariableExpression:
      return view.isLone(node + 1);
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
    case Kind.UriExpression:
    case Kind.PathExpression:
    case Kind.HpathExpression:
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.SpathExpression:
    case Kind.NullExpression:
    case Kind.TrueExpression:
    case Kind.FalseExpression:
      return view.isLone(node);
    case Kind.SelectExpression:
      return isSimpleSelection(view, node);
    case Kind.IndexExpression:
      return isSimple(view, node + 1);
    case Kind.ParenthesizedExpression:
      return view.isLone(node + 1) && view.isLone(closingAt(view, node)) && isSimple(view, childAt(view, node, 1));
    case Kind.ApplyExpression:
      return isSimpleCall(view, node);
    default:
      return false;
  }
}

function isSimpleCall(view: View, node: number): boolean {
  let head = node;
  for (let left = 2; kindAt(view, head) === Kind.ApplyExpression; left--) {
    if (left === 0 || !isSimple(view, siblingOf(view, head + 1))) return false;
    head++;
  }
  return isSimple(view, head);
}

function isSimpleSelection(view: View, node: number): boolean {
  const attrpath = childAt(view, node, 2);
  const isWithoutDefault = skipComments(view, nextOf(view, attrpath)) >= nextOf(view, node);
  return isWithoutDefault && isSimple(view, node + 1) && hasOnlyIdentifiers(view, attrpath);
}

/** Tells whether an attribute path has identifiers only. */
export function hasOnlyIdentifiers(view: View, attrpath: number): boolean {
  const end = nextOf(view, attrpath);
  for (let at = attrpath + 1; at < end; at = nextOf(view, at)) {
    const kind = kindAt(view, at);
    if (kind !== Kind.Identifier && kind !== Kind.Dot && kind !== Kind.Comment) return false;
  }
  return true;
}

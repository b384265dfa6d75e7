/**
 * Functions that are called many times: those that are written out as the argument of `map`, `filter`, `foldl'` and the
 * like. What such a function does whatever its argument is, it does again for every element.
 */
import {
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  type Span,
  startOf,
  endOf,
  unwrapParentheses,
} from "@lix-tools/parser";
import { scopeAt } from "@lix-tools/eval-core";
import type { FileContext } from "../engine/context.ts";
import { callAt, flattenCall, knownFunctionAt } from "./calls.ts";
import { boundValue } from "./definitions.ts";
import { operandsOf, operatorName } from "./shape.ts";

/** At which argument each function takes what it calls for every element. */
const functionPlace: ReadonlyMap<string, number> = new Map([
  ...[
    "all any concatMap concatMapAttrs concatMapStrings filter filterAttrs findFirst foldAttrs foldl foldl' foldr genList",
    "groupBy imap0 imap1 map mapAttrs mapAttrs' mapAttrsRecursive mapAttrsToList partition",
  ]
    .flatMap((line) => line.split(" "))
    .map((name): [string, number] => [name, 0]),
  ["concatMapStringsSep", 1],
  ["forEach", 1],
  ["genAttrs", 1],
]);

/** A function that is called for every element of something. */
export interface IteratedFunction {
  /** The outermost of the functions `a: b: …`. */
  readonly outer: NodeIndex;
  /** The innermost one. */
  readonly inner: NodeIndex;
  readonly body: NodeIndex;
  /** Such as `map`. */
  readonly caller: string;
}

/** Returns the function that the call at an `apply_expression` calls for every element, if it is written out there. */
export function iteratedFunctionAt(ctx: FileContext, node: NodeIndex): IteratedFunction | null {
  const { tree } = ctx;
  const call = callAt(ctx, node);
  if (call === null || !call.args.some((arg) => isFunction(ctx, arg))) return null;
  const caller = knownFunctionAt(ctx, call.callee);
  const arg = caller === null ? undefined : call.args[functionPlace.get(caller) ?? call.args.length];
  if (caller === null || arg === undefined || !isFunction(ctx, arg)) return null;
  const outer = unwrapParentheses(tree, arg);
  let inner = outer;
  let body = childByField(tree, inner, Field.Body);
  while (body !== none && kindOf(tree, body) === Kind.FunctionExpression) {
    inner = body;
    body = childByField(tree, inner, Field.Body);
  }
  return body === none ? null : { outer, inner, body: unwrapParentheses(tree, body), caller };
}

function isFunction({ tree }: FileContext, node: NodeIndex): boolean {
  return kindOf(tree, unwrapParentheses(tree, node)) === Kind.FunctionExpression;
}

/**
 * Tells whether a list is written out, where it stands or under the name that stands there, or is made of such lists: it
 * is short, however often something copies it.
 */
export function isShortList(ctx: FileContext, node: NodeIndex): boolean {
  const value = unwrapParentheses(ctx.tree, node);
  switch (kindOf(ctx.tree, value)) {
    case Kind.ListExpression:
      return true;
    case Kind.VariableExpression: {
      const bound = boundValue(ctx, value);
      return bound !== none && kindOf(ctx.tree, bound) === Kind.ListExpression;
    }
    case Kind.BinaryExpression: {
      const { left, right } = operandsOf(ctx, value);
      return operatorName(ctx, value) === "concat" && isShortList(ctx, left) && isShortList(ctx, right);
    }
    case Kind.ApplyExpression: {
      const { callee, args } = flattenCall(ctx, value);
      const [, list] = args;
      return isShortResult(ctx, knownFunctionAt(ctx, callee), list ?? none);
    }
    default:
      return false;
  }
}

/** What a function makes of its second argument. */
function isShortResult(ctx: FileContext, name: string | null, list: NodeIndex): boolean {
  if (name === "throw" || name === "abort" || name === "optional") return true;
  return (name === "map" || name === "filter" || name === "optionals") && list !== none && isShortList(ctx, list);
}

/** Tells whether a name inside `part` is provided by something that opens inside `around` but not inside `part`. */
export function dependsOn(ctx: FileContext, part: NodeIndex, around: Span): boolean {
  const { tree } = ctx;
  const { scopes, targets, definitions } = ctx.resolution();
  const own = ctx.span(part);
  const isBetween = (node: NodeIndex): boolean => {
    const start = startOf(tree, node);
    const isInside = start >= around.start && endOf(tree, node) <= around.end;
    return isInside && !(start >= own.start && endOf(tree, node) <= own.end);
  };
  const end = part + (tree.records[part * 4 + 3] ?? 1);
  for (let node = part; node < end; node++) {
    const code = targets[node] ?? 0;
    if (code > 0 && isBetween(definitions[code - 1]?.scope.node ?? none)) return true;
    // Search paths and names of frames: whatever stands between may provide them.
    const isOpen = code <= -5 || kindOf(tree, node) === Kind.SpathExpression;
    if (!isOpen) continue;
    for (let scope = scopeAt(ctx.resolution(), ctx.parents(), part); scope !== null; scope = scope.outer) {
      if (scope.kind === "with" && isBetween(scopes[scope.number]?.node ?? none)) return true;
    }
  }
  return false;
}

/**
 * Calls of functions that the file defines itself, with a set pattern, on a set literal: what is passed and what is
 * taken are both known.
 */
import {
  childByField,
  childrenByField,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  unwrapParentheses,
} from "@lix-tools/parser";
import type { FileContext } from "../engine/context.ts";
import { callAt } from "./calls.ts";
import { boundValue } from "./definitions.ts";

/** A call whose both sides are known. */
export interface LocalCall {
  /** The set literal that is passed. */
  readonly argument: NodeIndex;
  readonly callee: NodeIndex;
  readonly passed: ReadonlyMap<string, NodeIndex>;
  /** By name; whether the formal has a default. */
  readonly formals: ReadonlyMap<string, boolean>;
  readonly isOpen: boolean;
  readonly formalsNode: NodeIndex;
}

/** Returns the call an `apply_expression` is, if both sides are known. */
export function localCallAt(ctx: FileContext, node: NodeIndex): LocalCall | null {
  const { tree } = ctx;
  const call = callAt(ctx, node);
  const [first] = call?.args ?? [];
  if (call === null || first === undefined) return null;
  const argument = unwrapParentheses(tree, first);
  const kind = kindOf(tree, argument);
  if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return null;
  const fn = functionOf(ctx, call.callee);
  const formalsNode = fn === none ? none : childByField(tree, fn, Field.Formals);
  const bindings = ctx.resolution().bindings.get(argument);
  if (formalsNode === none || bindings === undefined || bindings.dynamics.length + bindings.splats.length > 0)
    return null;
  const formals = childrenByField(tree, formalsNode, Field.Formal).map((formal): [string, boolean] => [
    latin1Of(tree, childByField(tree, formal, Field.Name)),
    childByField(tree, formal, Field.Default) !== none,
  ]);
  return {
    argument,
    callee: call.callee,
    passed: new Map([...bindings.entries].map(([name, { definitions }]) => [name, definitions[0] ?? none])),
    formals: new Map(formals),
    isOpen: childByField(tree, formalsNode, Field.Ellipses) !== none,
    formalsNode,
  };
}

/** Returns the function a callee is: written there, or bound by a `let`. */
function functionOf(ctx: FileContext, callee: NodeIndex): NodeIndex {
  const { tree } = ctx;
  if (kindOf(tree, callee) === Kind.FunctionExpression) return callee;
  const value = boundValue(ctx, callee);
  return value !== none && kindOf(tree, value) === Kind.FunctionExpression ? value : none;
}

/** Takes values for what they must be, or throws. */
import { AttrSet } from "../value/attr-set.ts";
import type { ListTail } from "../value/list.ts";
import { isList, listOrNull } from "../value/list.ts";
import type { SourcePosition } from "../value/positions.ts";
import { force } from "../value/thunk.ts";
import type { List, Value } from "../value/value.ts";
import { BuiltinValue, Closure, ContextString } from "../value/value.ts";
import { describe } from "./describe.ts";
import { EvalError } from "./error.ts";

/** Throws for a value of another kind than expected. */
export function failKind(expected: string, value: Value, position: SourcePosition | null = null): never {
  throw new EvalError("eval/type", `expected ${expected} but found ${describe(value)}`, position);
}

/** Returns the value as a Boolean. */
export function expectBool(value: Value): boolean {
  return value === true || value === false ? value : failKind("a Boolean", value);
}

/** Returns the value as an integer. */
export function expectInt(value: Value): number | bigint {
  return typeof value === "number" || typeof value === "bigint" ? value : failKind("an integer", value);
}

/** Returns the elements of the value, which must be a list. */
export function expectList(value: Value): List {
  return listOrNull(value) ?? failKind("a list", value);
}

/** Returns the value as a list, which may be the rest of another one. */
export function expectListOrTail(value: Value): List | ListTail {
  return isList(value) ? value : failKind("a list", value);
}

/** Returns the value as a set. */
export function expectSet(value: Value): AttrSet {
  return value instanceof AttrSet ? value : failKind("a set", value);
}

/** Returns the bytes of a string, whatever its context. */
export function expectText(value: Value): string {
  if (typeof value === "string") return value;
  return value instanceof ContextString ? value.text : failKind("a string", value);
}

/** Returns the bytes of a string that must not refer to the store. */
export function expectPlainText(value: Value): string {
  if (typeof value === "string") return value;
  if (!(value instanceof ContextString)) return failKind("a string", value);
  const [element = ""] = value.context.elements;
  throw new EvalError(
    "eval/context",
    `the string '${value.text}' is not allowed to refer to a store path (such as '${element.replace(/^=|^![^!]*!/, "")}')`,
  );
}

/** Returns the value as a string, with its context if it has one. */
export function expectString(value: Value): string | ContextString {
  return typeof value === "string" || value instanceof ContextString ? value : failKind("a string", value);
}

/** Tells whether an attribute, which must be a Boolean, is there and true. */
export function isFlagSet(set: AttrSet, name: string): boolean {
  const value = set.get(name);
  return value !== undefined && expectBool(force(value));
}

/** Returns the value as something to call: a lambda, a builtin or a functor. */
export function expectFunction(value: Value): Value {
  if (value instanceof Closure || value instanceof BuiltinValue) return value;
  return value instanceof AttrSet && value.has("__functor") ? value : failKind("a function", value);
}

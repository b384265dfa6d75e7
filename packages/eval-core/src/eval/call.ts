/** Calling functions: lambdas, builtins with some or all of their arguments, and sets with `__functor`. */
import { AttrSet } from "../value/attr-set.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { BuiltinValue, Closure } from "../value/value.ts";
import { describe } from "./describe.ts";
import { EvalError } from "./error.ts";

/** Returns the value of a function for an argument. */
export function call(callee: Value, argument: Lazy): Value {
  let target = callee;
  for (;;) {
    if (target instanceof Closure) return target.code.run(target.env, argument);
    if (target instanceof BuiltinValue) return callBuiltin(target, argument);
    target = call(functorOf(target), target);
  }
}

/** Returns the value of a function for two arguments, without a closure in between where that is possible. */
export function call2(callee: Value, first: Lazy, second: Lazy): Value {
  if (callee instanceof Closure) {
    const { code } = callee;
    if (code.inner !== null) return code.inner.run(code.bind(callee.env, first), second);
  } else if (callee instanceof BuiltinValue && callee.code.arity === 2 && callee.arguments.length === 0) {
    return callee.code.call2(first, second);
  }
  return call(call(callee, first), second);
}

/** Returns the value of a function for three arguments. */
export function call3(callee: Value, first: Lazy, second: Lazy, third: Lazy): Value {
  if (callee instanceof Closure) {
    const { code } = callee;
    const { inner } = code;
    if (inner !== null && inner.inner !== null) {
      return inner.inner.run(inner.bind(code.bind(callee.env, first), second), third);
    }
  } else if (callee instanceof BuiltinValue && callee.code.arity === 3 && callee.arguments.length === 0) {
    return callee.code.call3(first, second, third);
  }
  return call(call2(callee, first, second), third);
}

function callBuiltin(builtin: BuiltinValue, argument: Lazy): Value {
  const { code } = builtin;
  const held = builtin.arguments;
  if (held.length + 1 < code.arity) return new BuiltinValue(code, [...held, argument]);
  // The number of held arguments is one less than the arity, so they are there.
  switch (held.length) {
    case 0:
      return code.call1(argument);
    case 1:
      return code.call2(held[0] as Lazy, argument);
    default:
      return code.call3(held[0] as Lazy, held[1] as Lazy, argument);
  }
}

function functorOf(value: Value): Value {
  const functor = value instanceof AttrSet ? value.get("__functor") : undefined;
  if (functor !== undefined) return force(functor);
  throw new EvalError("eval/type", `attempt to call something which is not a function but ${describe(value)}`);
}

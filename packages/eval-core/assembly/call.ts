/** Calling functions: lambdas, builtins with some or all of their arguments, and sets with `__functor`. */
import { arityOf, callBuiltin } from "./builtin-table";
import { bind } from "./delay";
import { callBody } from "./evaluate";
import { giveUp } from "./failure";
import { force } from "./force";
import { KIND_BUILTIN, KIND_PARTIAL, KIND_SET } from "../src/linear/layout";
import { allocate, isKind, isLambda, lowWord, newCell, payloadOf, plain } from "./memory";
import { findAttribute } from "./sets";
import { sFunctor } from "./symbols";

/** Returns the value of a function for an argument. */
export function callValue(callee: u64, argument: u32): u64 {
  let target = callee;
  for (;;) {
    if (isLambda(target)) {
      const lambda = lowWord(target) & ~7;
      const env = bind(lambda, payloadOf(target), argument);
      return callBody(load<u32>(lambda, 16), env);
    }
    if (isKind(target, KIND_BUILTIN) || isKind(target, KIND_PARTIAL)) return callWithOne(target, argument);
    target = callValue(functorOf(target), newCell(target));
  }
  return 0;
}

/** Returns the value of a function for two arguments. */
export function callValue2(callee: u64, first: u32, second: u32): u64 {
  if (isKind(callee, KIND_BUILTIN)) {
    const builtin = payloadOf(callee);
    if (arityOf(builtin) == 2) return callBuiltin(builtin, first, second, 0);
  }
  return callValue(callValue(callee, first), second);
}

/** Returns a builtin's value for one more argument. */
export function callWithOne(callee: u64, argument: u32): u64 {
  if (isKind(callee, KIND_BUILTIN)) {
    const builtin = payloadOf(callee);
    if (arityOf(builtin) == 1) return callBuiltin(builtin, argument, 0, 0);
    const partial = allocate(12);
    store<u32>(partial, builtin);
    store<u32>(partial, 1, 4);
    store<u32>(partial, argument, 8);
    return plain(KIND_PARTIAL, partial);
  }
  const held = payloadOf(callee);
  const builtin = load<u32>(held);
  if (load<u32>(held, 4) == 2) return callBuiltin(builtin, load<u32>(held, 8), load<u32>(held, 12), argument);
  if (arityOf(builtin) == 2) return callBuiltin(builtin, load<u32>(held, 8), argument, 0);
  const partial = allocate(16);
  store<u32>(partial, builtin);
  store<u32>(partial, 2, 4);
  store<u32>(partial, load<u32>(held, 8), 8);
  store<u32>(partial, argument, 12);
  return plain(KIND_PARTIAL, partial);
}

/** Returns the function that a set is called as. */
export function functorOf(value: u64): u64 {
  if (isKind(value, KIND_SET)) {
    const cell = findAttribute(payloadOf(value), sFunctor);
    if (cell != 0) return force(cell);
  }
  giveUp();
  return 0;
}

/** Returns the value as something to call. */
export function expectFunction(value: u64): u64 {
  if (isLambda(value) || isKind(value, KIND_BUILTIN) || isKind(value, KIND_PARTIAL)) return value;
  if (isKind(value, KIND_SET) && findAttribute(payloadOf(value), sFunctor) != 0) return value;
  giveUp();
  return 0;
}

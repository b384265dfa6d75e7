/** What holds a term that is not evaluated yet, and the environments of lambdas. */
import { failKind, failMissingArgument, failUnexpectedArgument, giveUp } from "./failure";
import { force, isEvaluated } from "./force";
import {
  FORM_LAMBDA,
  FORM_PLAIN,
  KIND_BUILTIN,
  KIND_FLOAT,
  KIND_LIST,
  KIND_SET,
  LAMBDA_AS,
  LAMBDA_OPEN,
  NODE_CONST,
  NODE_FROM,
  NODE_GLOBAL,
  NODE_JUMP,
  NODE_LAMBDA,
  NODE_SELECT,
  NODE_VAR,
  NODE_WITH_VAR,
} from "../src/linear/layout";
import { elementOf, lengthOfList } from "./lists";
import { allocate, isKind, newCell, newThunk, payloadOf } from "./memory";
import { findAttribute, findEntry, sizeOf } from "./sets";

/** Returns the environment some hops out. */
// @ts-ignore: decorator
@inline
export function outer(env: u32, hops: u32): u32 {
  let frame = env;
  for (let left = hops; left > 0; left--) frame = load<u32>(frame);
  return frame;
}

/** Returns a cell for a node: one that is there already where that costs nothing, else a thunk. */
export function delay(start: u32, env: u32): u32 {
  let node = start;
  for (;;) {
    switch (load<u32>(node)) {
      case NODE_CONST:
        return node + 8;
      case NODE_VAR: {
        const cell = load<u32>(outer(env, load<u32>(node, 8)) + load<u32>(node, 12) * 4, 4);
        return cell != 0 ? cell : newThunk(node, env);
      }
      case NODE_GLOBAL:
        return load<u32>(node, 8);
      case NODE_LAMBDA:
        return newCell(((<u64>env) << 32) | <u64>(node | FORM_LAMBDA));
      case NODE_JUMP:
        node = load<u32>(node, 8);
        break;
      case NODE_FROM:
      case NODE_WITH_VAR:
      case NODE_SELECT: {
        const cell = peek(node, env);
        return cell != 0 ? cell : newThunk(node, env);
      }
      default:
        return newThunk(node, env);
    }
  }
  return 0;
}

/** Returns the cell a node stands for if finding it evaluates nothing, else 0. */
function peek(node: u32, env: u32): u32 {
  switch (load<u32>(node)) {
    case NODE_VAR:
      return load<u32>(outer(env, load<u32>(node, 8)) + load<u32>(node, 12) * 4, 4);
    case NODE_GLOBAL:
      return load<u32>(node, 8);
    case NODE_JUMP:
      return peek(load<u32>(node, 8), env);
    case NODE_FROM:
      return attributeIn(load<u32>(env + load<u32>(node, 8) * 4, 4), load<u32>(node, 12));
    case NODE_WITH_VAR:
      return load<u32>(node, 12) == 0
        ? 0
        : attributeIn(load<u32>(outer(env, load<u32>(node, 16)), 4), load<u32>(node, 8));
    case NODE_SELECT: {
      const symbol = load<u32>(node, 12);
      return symbol == 0 ? 0 : attributeIn(peek(load<u32>(node, 8), env), symbol);
    }
    default:
      return 0;
  }
}

/**
 * Returns the attribute of a cell if both are evaluated, else 0. Functions and floats need cells of their own: it is by
 * these that they are told apart.
 */
function attributeIn(cell: u32, symbol: u32): u32 {
  if (cell == 0 || !isEvaluated(cell)) return 0;
  const value = load<u64>(cell);
  if (!isKind(value, KIND_SET)) return 0;
  const found = findAttribute(payloadOf(value), symbol);
  return found != 0 && isShared(load<u32>(found)) ? found : 0;
}

/** Tells whether a cell with this low word is evaluated and may stand for another one. */
function isShared(low: u32): bool {
  if ((low & 7) != FORM_PLAIN) return false;
  const kind = low >> 3;
  return kind < <u32>KIND_BUILTIN && kind != KIND_FLOAT;
}

/** Returns the environment of a lambda's body. */
export function bind(lambda: u32, closureEnv: u32, argument: u32): u32 {
  switch (load<u32>(lambda, 8)) {
    case 0: {
      const env = allocate(8);
      store<u32>(env, closureEnv);
      store<u32>(env, argument, 4);
      return env;
    }
    case 1:
      return bindFormals(lambda, closureEnv, argument);
    default:
      return bindList(lambda, closureEnv, argument);
  }
}

function bindFormals(lambda: u32, closureEnv: u32, argument: u32): u32 {
  const value = force(argument);
  if (!isKind(value, KIND_SET)) failKind(KIND_SET, value);
  const set = payloadOf(value);
  const count = load<u32>(lambda, 24);
  const flags = load<u32>(lambda, 28);
  const env = allocate(4 + load<u32>(lambda, 12) * 4);
  store<u32>(env, closureEnv);
  let found: u32 = 0;
  let formal = lambda + 36;
  for (let at: u32 = 0; at < count; at++, formal += 12) {
    const entry = findEntry(set, load<u32>(formal));
    if (entry != 0) {
      found++;
      store<u32>(env + at * 4, load<u32>(entry, 4), 4);
    } else if (load<u32>(formal, 4) == 0) failMissingArgument(lambda, load<u32>(formal));
  }
  if ((flags & LAMBDA_OPEN) == 0 && found != sizeOf(set)) failUnexpectedArgument(lambda, set);
  if ((flags & LAMBDA_AS) != 0) store<u32>(env + count * 4, argument, 4);
  if (found != count) {
    formal = lambda + 36;
    for (let at: u32 = 0; at < count; at++, formal += 12) {
      if (load<u32>(env + at * 4, 4) == 0) store<u32>(env + at * 4, delay(load<u32>(formal, 4), env), 4);
    }
  }
  return env;
}

function bindList(lambda: u32, closureEnv: u32, argument: u32): u32 {
  const value = force(argument);
  if (!isKind(value, KIND_LIST)) giveUp();
  const list = payloadOf(value);
  const count = load<u32>(lambda, 24);
  const isOpen = (load<u32>(lambda, 28) & LAMBDA_OPEN) != 0;
  if (isOpen ? lengthOfList(list) < count : lengthOfList(list) != count) giveUp();
  const env = allocate(4 + count * 4);
  store<u32>(env, closureEnv);
  for (let at: u32 = 0; at < count; at++) store<u32>(env + at * 4, elementOf(list, at), 4);
  return env;
}

/** Evaluating nodes. What a node ends in is evaluated in the same turn of the loop, so only operands need the stack. */
import { arityOf, callBuiltin } from "./builtin-table";
import { callValue, callWithOne, functorOf } from "./call";
import { coercePath, coerceString } from "./coerce";
import { equalValues, lessThan } from "./compare";
import { bind, delay, outer } from "./delay";
import { checkedBool, expectBool, expectList, expectSet, expectSymbol } from "./expect";
import { failAssertion, failMissingAttribute, failUndefined, giveUp } from "./failure";
import { force } from "./force";
import {
  FORM_LAMBDA,
  KIND_BUILTIN,
  KIND_FLOAT,
  KIND_PARTIAL,
  KIND_SET,
  KIND_STRING,
  NODE_AND,
  NODE_APPLY,
  NODE_ASSERT,
  NODE_CONCAT,
  NODE_CONST,
  NODE_CURRENT_POSITION,
  NODE_DIVIDE,
  NODE_EQUAL,
  NODE_FROM,
  NODE_GLOBAL,
  NODE_HAS,
  NODE_IF,
  NODE_IMPLIES,
  NODE_INDEX,
  NODE_JUMP,
  NODE_LAMBDA,
  NODE_LESS,
  NODE_LET,
  NODE_LIST,
  NODE_MULTIPLY,
  NODE_NOT,
  NODE_NO_FLOAT,
  NODE_OR,
  NODE_PATH,
  NODE_PLUS,
  NODE_SELECT,
  NODE_SELECT_OR,
  NODE_SET,
  NODE_SPLAT_LIST,
  NODE_STRING,
  NODE_STUB,
  NODE_SUBTRACT,
  NODE_UPDATE,
  NODE_VAR,
  NODE_WITH,
  NODE_WITH_VAR,
} from "../src/linear/layout";
import { concatLists, elementOf, lengthOfList, newList, setElement } from "./lists";
import {
  allocate,
  boolValue,
  falseValue,
  isKind,
  isLambda,
  listValue,
  lowWord,
  newCell,
  payloadOf,
  setValue,
  stringValue,
} from "./memory";
import { OPERATION_DIVIDE, OPERATION_MULTIPLY, OPERATION_SUBTRACT, calculate, isNumber } from "./numbers";
import { findAttribute, updateSets } from "./sets";
import { evaluateSet } from "./set-node";
import { currentDepth, enterCall, setDepth } from "./stack";
import { plusOther, plusValues } from "./plus";

// @ts-ignore: decorator
@external("host", "compile")
declare function compile(id: u32): u32;
// @ts-ignore: decorator
@external("host", "position")
declare function positionCell(position: u32): u32;

/** Returns the value of a node. */
export function evaluate(node: u32, env: u32): u64 {
  const depth = currentDepth();
  const value = run(node, env);
  setDepth(depth);
  return value;
}

function run(start: u32, startEnv: u32): u64 {
  let node = start;
  let env = startEnv;
  for (;;) {
    switch (load<u32>(node)) {
      case NODE_CONST:
        return load<u64>(node, 8);
      case NODE_VAR:
        return force(load<u32>(outer(env, load<u32>(node, 8)) + load<u32>(node, 12) * 4, 4));
      case NODE_GLOBAL:
        return force(load<u32>(node, 8));
      case NODE_WITH_VAR:
        return force(findWith(node, env));
      case NODE_LAMBDA:
        return ((<u64>env) << 32) | <u64>(node | FORM_LAMBDA);
      case NODE_FROM:
        return force(selectFrom(force(load<u32>(env + load<u32>(node, 8) * 4, 4)), load<u32>(node, 12)));
      case NODE_APPLY: {
        let callee = evaluate(load<u32>(node, 8), env);
        const count = load<u32>(node, 12);
        const callEnv = env;
        let at: u32 = 0;
        let isDone = false;
        while (at < count) {
          if (isLambda(callee)) {
            const lambda = lowWord(callee) & ~7;
            const inner = bind(lambda, payloadOf(callee), delay(load<u32>(node + at * 4, 16), callEnv));
            at++;
            let body = load<u32>(lambda, 16);
            if (load<u32>(body) == NODE_JUMP) {
              body = load<u32>(body, 8);
              store<u32>(lambda, body, 16);
            }
            if (load<u32>(body) == NODE_LAMBDA) callee = ((<u64>inner) << 32) | <u64>(body | FORM_LAMBDA);
            else if (at == count) {
              enterCall();
              node = body;
              env = inner;
              isDone = true;
            } else callee = callBody(body, inner);
          } else if (isKind(callee, KIND_BUILTIN)) {
            const builtin = payloadOf(callee);
            const arity = arityOf(builtin);
            if (arity <= count - at) {
              const place = node + at * 4;
              const first = delay(load<u32>(place, 16), callEnv);
              const second = arity > 1 ? delay(load<u32>(place, 20), callEnv) : 0;
              const third = arity > 2 ? delay(load<u32>(place, 24), callEnv) : 0;
              at += arity;
              callee = callBuiltin(builtin, first, second, third);
            } else {
              callee = callWithOne(callee, delay(load<u32>(node + at * 4, 16), callEnv));
              at++;
            }
          } else if (isKind(callee, KIND_PARTIAL)) {
            callee = callWithOne(callee, delay(load<u32>(node + at * 4, 16), callEnv));
            at++;
          } else callee = callValue(functorOf(callee), newCell(callee));
        }
        if (isDone) break;
        return callee;
      }
      case NODE_LET: {
        env = enterLet(node, env);
        node = load<u32>(node, 16);
        break;
      }
      case NODE_SET:
        return setValue(evaluateSet(node, env));
      case NODE_LIST:
        return listValue(makeList(node, env));
      case NODE_SELECT: {
        const value = evaluate(load<u32>(node, 8), env);
        let symbol = load<u32>(node, 12);
        if (symbol == 0) symbol = expectSymbol(evaluate(load<u32>(node, 16), env));
        return force(selectFrom(value, symbol));
      }
      case NODE_SELECT_OR: {
        const cell = selectPath(node, env, load<u32>(node, 16), 20);
        if (cell != 0) return force(cell);
        node = load<u32>(node, 12);
        break;
      }
      case NODE_HAS:
        return boolValue(selectPath(node, env, load<u32>(node, 12), 16) != 0);
      case NODE_IF:
        node = expectBool(evaluate(load<u32>(node, 8), env)) ? load<u32>(node, 12) : load<u32>(node, 16);
        break;
      case NODE_ASSERT:
        if (!expectBool(evaluate(load<u32>(node, 8), env))) failAssertion(node, env);
        node = load<u32>(node, 12);
        break;
      case NODE_WITH: {
        const frame = allocate(8);
        store<u32>(frame, env);
        store<u32>(frame, delay(load<u32>(node, 8), env), 4);
        node = load<u32>(node, 12);
        env = frame;
        break;
      }
      case NODE_NOT:
        return boolValue(!expectBool(evaluate(load<u32>(node, 8), env)));
      case NODE_AND:
        if (!expectBool(evaluate(load<u32>(node, 8), env))) return falseValue;
        return checkedBool(evaluate(load<u32>(node, 12), env));
      case NODE_OR:
        if (expectBool(evaluate(load<u32>(node, 8), env))) return boolValue(true);
        return checkedBool(evaluate(load<u32>(node, 12), env));
      case NODE_IMPLIES:
        if (!expectBool(evaluate(load<u32>(node, 8), env))) return boolValue(true);
        return checkedBool(evaluate(load<u32>(node, 12), env));
      case NODE_EQUAL: {
        const left = evaluate(load<u32>(node, 8), env);
        return boolValue(equalValues(left, evaluate(load<u32>(node, 12), env)));
      }
      case NODE_UPDATE: {
        const left = expectSet(evaluate(load<u32>(node, 8), env));
        return setValue(updateSets(left, expectSet(evaluate(load<u32>(node, 12), env))));
      }
      case NODE_CONCAT: {
        const left = evaluate(load<u32>(node, 8), env);
        const right = evaluate(load<u32>(node, 12), env);
        return listValue(concatLists(expectList(left), expectList(right)));
      }
      case NODE_PLUS: {
        const left = evaluate(load<u32>(node, 8), env);
        if (isKind(left, KIND_STRING) || isNumber(left)) return plusValues(left, evaluate(load<u32>(node, 12), env));
        return plusOther(left, load<u32>(node, 12), env);
      }
      case NODE_SUBTRACT:
        return calculateNode(OPERATION_SUBTRACT, node, env);
      case NODE_MULTIPLY:
        return calculateNode(OPERATION_MULTIPLY, node, env);
      case NODE_DIVIDE:
        return calculateNode(OPERATION_DIVIDE, node, env);
      case NODE_LESS: {
        const left = evaluate(load<u32>(node, 8), env);
        return boolValue(lessThan(left, evaluate(load<u32>(node, 12), env)));
      }
      case NODE_STRING:
        return stringValue(coerceString(node, env));
      case NODE_PATH:
        return coercePath(node, env);
      case NODE_CURRENT_POSITION:
        return force(positionCell(load<u32>(node, 4)));
      case NODE_INDEX: {
        const list = expectList(evaluate(load<u32>(node, 8), env));
        const index = load<u32>(node, 12);
        if (index >= lengthOfList(list)) giveUp();
        return force(elementOf(list, index));
      }
      case NODE_STUB: {
        const target = compile(load<u32>(node, 8));
        store<u32>(node, target, 8);
        store<u32>(node, NODE_JUMP);
        node = target;
        break;
      }
      case NODE_JUMP:
        node = load<u32>(node, 8);
        break;
      case NODE_NO_FLOAT: {
        const value = evaluate(load<u32>(node, 8), env);
        if (isKind(value, KIND_FLOAT)) giveUp();
        return value;
      }
      case NODE_SPLAT_LIST:
        return listValue(makeSplatList(node, env));
      default:
        giveUp();
    }
  }
  return 0;
}

/** Returns the value of a lambda's body. */
export function callBody(body: u32, env: u32): u64 {
  const depth = currentDepth();
  enterCall();
  const value = run(body, env);
  setDepth(depth);
  return value;
}

function enterLet(node: u32, env: u32): u32 {
  const slots = load<u32>(node, 8);
  const sources = load<u32>(node, 12);
  const frame = allocate(4 + (slots + sources) * 4);
  store<u32>(frame, env);
  let from = node + 20;
  for (let at: u32 = 0; at < sources; at++, from += 4) {
    store<u32>(frame + (slots + at) * 4, delay(load<u32>(from), frame), 4);
  }
  for (let at: u32 = 0; at < slots; at++, from += 4) store<u32>(frame + at * 4, delay(load<u32>(from), frame), 4);
  return frame;
}

function makeList(node: u32, env: u32): u32 {
  const count = load<u32>(node, 8);
  const list = newList(count);
  for (let at: u32 = 0; at < count; at++) setElement(list, at, delay(load<u32>(node + at * 4, 12), env));
  return list;
}

function makeSplatList(node: u32, env: u32): u32 {
  const count = load<u32>(node, 8);
  let list = newList(0);
  for (let at: u32 = 0; at < count; at++) {
    const place = node + at * 8;
    const element = load<u32>(place, 16);
    if (load<u32>(place, 12) != 0) list = concatLists(list, expectList(evaluate(element, env)));
    else {
      const single = newList(1);
      setElement(single, 0, delay(element, env));
      list = concatLists(list, single);
    }
  }
  return list;
}

/** Returns the cell of a name in the first `with` that has it. */
function findWith(node: u32, env: u32): u32 {
  const symbol = load<u32>(node, 8);
  const count = load<u32>(node, 12);
  for (let at: u32 = 0; at < count; at++) {
    const frame = outer(env, load<u32>(node + at * 4, 16));
    const cell = findAttribute(expectSet(force(load<u32>(frame, 4))), symbol);
    if (cell != 0) return cell;
  }
  failUndefined(symbol);
  return 0;
}

/** Returns the cell of an attribute that must be there. */
function selectFrom(value: u64, symbol: u32): u32 {
  const set = expectSet(value);
  const cell = findAttribute(set, symbol);
  if (cell == 0) failMissingAttribute(set, symbol);
  return cell;
}

/** Returns the cell at the end of an attribute path, or 0 where the path ends early. */
function selectPath(node: u32, env: u32, count: u32, offset: u32): u32 {
  let value = evaluate(load<u32>(node, 8), env);
  let place = node + offset;
  let cell: u32 = 0;
  for (let at: u32 = 0; at < count; at++, place += 8) {
    let symbol = load<u32>(place);
    if (symbol == 0) symbol = expectSymbol(evaluate(load<u32>(place, 4), env));
    if (!isKind(value, KIND_SET)) return 0;
    cell = findAttribute(payloadOf(value), symbol);
    if (cell == 0) return 0;
    if (at + 1 < count) value = force(cell);
  }
  return cell;
}

function calculateNode(operation: i32, node: u32, env: u32): u64 {
  const left = evaluate(load<u32>(node, 8), env);
  const right = evaluate(load<u32>(node, 12), env);
  return calculate(operation, left, right);
}

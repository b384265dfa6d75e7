/** Operators with two operands, and `assert`. Integers that need no more than a machine word take the short way. */
import type { AssertTerm, BinaryTerm, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { ContextCollector } from "../value/context.ts";
import type { Frame } from "../value/frame.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { ContextString, FloatValue, PathValue } from "../value/value.ts";
import { calculate } from "./arithmetic.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { differenceText, falseText } from "./assertion.ts";
import { canonicalPath, coerce, interpolation, keepingPaths, stringWith } from "./coerce.ts";
import { compile } from "./compile.ts";
import { abbreviate, kindOf } from "./describe.ts";
import { EvalError } from "./error.ts";
import { expectBool, expectList, expectSet } from "./expect.ts";
import type { Machine } from "./machine.ts";
import { equal, lessThan } from "./order.ts";
import type { Code, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { positionOf } from "./unit.ts";
import { updateWatch } from "./watch-update.ts";

/** Returns the code of an operator. */
export function compileBinary(term: BinaryTerm, scope: Scope | null, unit: Unit): Code {
  const operand = unit.opaqueFloats && calculating.has(term.operator) ? compileNoFloat : compile;
  const left = operand(term.left, scope, unit);
  const right = operand(term.right, scope, unit);
  const { machine } = unit;
  switch (term.operator) {
    case "and":
      return (env) => expectBool(left(env)) && expectBool(right(env));
    case "or":
      return (env) => expectBool(left(env)) || expectBool(right(env));
    case "implies":
      return (env) => !expectBool(left(env)) || expectBool(right(env));
    case "equal":
      return (env) => {
        const first = left(env);
        const second = right(env);
        return typeof first === "string" && typeof second === "string" ? first === second : equal(first, second);
      };
    case "less":
      return (env) => {
        const first = left(env);
        const second = right(env);
        return typeof first === "number" && typeof second === "number" ? first < second : lessThan(first, second);
      };
    case "update": {
      const watch = updateWatch(term, scope, unit);
      if (watch === null) return (env) => machine.sets.update(expectSet(left(env)), expectSet(right(env)));
      return (env) => {
        const first = expectSet(left(env));
        const second = expectSet(right(env));
        watch(env, first, second);
        return machine.sets.update(first, second);
      };
    }
    case "concat":
      return (env) => {
        // Both are evaluated before either is looked at.
        const first = left(env);
        const second = right(env);
        return concatLists(expectList(first), expectList(second));
      };
    case "plus":
      return (env) => {
        const first = left(env);
        if (typeof first !== "number" && typeof first !== "string") return plus(machine, first, () => right(env));
        const second = right(env);
        if (typeof first === "number" && typeof second === "number") {
          const sum = first + second;
          if (Number.isSafeInteger(sum)) return sum;
        }
        if (typeof first === "string" && typeof second === "string") return first + second;
        return plus(machine, first, () => second);
      };
    case "subtract":
      return (env) => {
        const first = left(env);
        const second = right(env);
        if (typeof first === "number" && typeof second === "number") {
          const difference = first - second;
          if (Number.isSafeInteger(difference)) return difference;
        }
        return calculateNumbers(machine, "subtract", first, second);
      };
    case "multiply":
      return (env) => calculateNumbers(machine, "multiply", left(env), right(env));
    case "divide":
      return (env) => calculateNumbers(machine, "divide", left(env), right(env));
  }
}

/** Operators that calculate with numbers or compare them. */
const calculating: ReadonlySet<BinaryTerm["operator"]> = new Set(["less", "plus", "subtract", "multiply", "divide"]);

/** Returns the code of an operand that must not be a float. */
function compileNoFloat(term: Term, scope: Scope | null, unit: Unit): Code {
  const code = compile(term, scope, unit);
  const position = positionOf(unit, term.origin);
  return (env) => {
    const value = code(env);
    if (!(value instanceof FloatValue)) return value;
    throw new EvalError(
      "eval/type",
      `no operator takes the float ${abbreviate(value)}: floats are opaque here`,
      position,
    );
  };
}

/** Returns the elements of both; the lists themselves where one is empty. */
export function concatLists(left: List, right: List): List {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const list = new Array<Lazy>(left.length + right.length);
  let target = 0;
  for (let at = 0; at < left.length; at++) list[target++] = left[at] as Lazy;
  for (let at = 0; at < right.length; at++) list[target++] = right[at] as Lazy;
  return list;
}

function calculateNumbers(machine: Machine, operation: Arithmetic, left: Value, right: Value): Value {
  return calculate(machine.compat, operation, left, right);
}

/**
 * Returns `left + right`: a sum, a longer path, or a string. Only a string as first operand copies paths. The second
 * operand is evaluated once the first is known to have a sum.
 */
function plus(machine: Machine, left: Value, right: () => Value): Value {
  if (typeof left === "number" || typeof left === "bigint" || left instanceof FloatValue) {
    return addNumbers(machine, left, right());
  }
  if (left instanceof PathValue) return appendToPath(machine, left, right());
  const collector = new ContextCollector();
  const coercion = typeof left === "string" || left instanceof ContextString ? interpolation : keepingPaths;
  const first = coerce(machine, left, collector, coercion);
  return stringWith(first + coerce(machine, right(), collector, coercion), collector);
}

function addNumbers(machine: Machine, left: Value, right: Value): Value {
  if (typeof right === "number" || typeof right === "bigint" || right instanceof FloatValue) {
    return calculate(machine.compat, "add", left, right);
  }
  throw new EvalError("eval/type", `cannot add ${kindOf(right)} to ${kindOf(left)}`);
}

function appendToPath(machine: Machine, left: PathValue, right: Value): PathValue {
  const collector = new ContextCollector();
  const text = coerce(machine, right, collector, keepingPaths);
  if (collector.result !== null) {
    throw new EvalError("eval/context", "a string that refers to a store path cannot be appended to a path");
  }
  return new PathValue(canonicalPath(left.path + text));
}

/** Returns the code of an `assert`. */
export function compileAssert(term: AssertTerm, scope: Scope | null, unit: Unit): Code {
  const condition = compile(term.condition, scope, unit);
  const body = compile(term.body, scope, unit);
  const position = positionOf(unit, term.origin);
  const message = failureMessage(term.condition, scope, unit);
  return (env) => {
    if (!expectBool(condition(env))) throw new EvalError("eval/assertion", message(env), position);
    return body(env);
  };
}

/** Returns how to say why a condition is false: of an equation what differs, else the condition itself. */
function failureMessage(condition: Term, scope: Scope | null, unit: Unit): (env: Frame) => string {
  if (condition.tag === Tag.Binary && condition.operator === "equal") {
    const left = compile(condition.left, scope, unit);
    const right = compile(condition.right, scope, unit);
    return (env) => differenceText(left(env), right(env));
  }
  // What fails once often fails for hundreds of packages, and the source has to be read for it.
  let text: string | null = null;
  return () => {
    text ??= falseText(unit.file, condition.origin.start, condition.origin.end);
    return text;
  };
}

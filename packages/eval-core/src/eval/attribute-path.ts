/** Finding values by attribute path, and calling functions implicitly, as command lines do. */
import { AttrSet } from "../value/attr-set.ts";
import { listOrNull } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { Closure } from "../value/value.ts";
import { call } from "./call.ts";
import { kindOf } from "./describe.ts";
import { EvalError } from "./error.ts";
import type { Machine } from "./machine.ts";
import { attributeMissing } from "./missing.ts";

/** Returns the parts of a path such as `a."b.c".0`; quotes protect dots. Null if a quote is not closed. */
export function parseAttributePathOrNull(path: string): string[] | null {
  if (path === "") return [];
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    if (character === ".") {
      parts.push(part);
      part = "";
    } else if (character === '"') {
      const end = path.indexOf('"', at + 1);
      if (end < 0) return null;
      part += path.slice(at + 1, end);
      at = end;
    } else part += character;
  }
  return [...parts, part];
}

/**
 * Returns a function's result for the arguments of the command line that it has formals for, its own defaults for the
 * others; other values as they are. Functions of files that rule it out are not called.
 */
export function autoCall(machine: Machine, lazy: Lazy, given: AttrSet): Value {
  const value = force(lazy);
  if (value instanceof AttrSet) {
    const functor = value.get("__functor");
    return functor === undefined ? value : autoCall(machine, call(force(functor), value), given);
  }
  if (!(value instanceof Closure) || value.code.formals === null) return value;
  const { onAutoCall } = machine.options;
  if (onAutoCall === null ? !value.code.autoCalled : !onAutoCall(value.code)) return value;
  const { formals, open } = value.code;
  const missing = formals.find(({ name, hasDefault }) => !hasDefault && !given.has(name));
  if (missing !== undefined) {
    throw new EvalError(
      "eval/argument",
      `cannot evaluate a function that has an argument without a value ('${missing.name}')`,
    );
  }
  const passed = given.shape.names.flatMap((name, at) =>
    open || formals.some((formal) => formal.name === name) ? [[name, given.values[at] as Lazy] as const] : [],
  );
  return call(value, machine.sets.fromEntries(passed));
}

/** Returns what is at a path of names and list indices, calling functions on the way. */
export function findAlongPath(machine: Machine, root: Lazy, path: readonly string[], given: AttrSet): Lazy {
  let lazy = root;
  for (const part of path) {
    const value = autoCall(machine, lazy, given);
    lazy = /^[0-9]+$/.test(part) ? elementAlongPath(value, part, path) : attributeAlongPath(value, part, path);
  }
  return lazy;
}

function elementAlongPath(value: Value, part: string, path: readonly string[]): Lazy {
  const list = listOrNull(value);
  if (list === null) throw failStep("a list", value, path);
  const element = list[Number(part)];
  if (element !== undefined) return element;
  throw new EvalError(
    "eval/attribute-missing",
    `list index ${part} in selection path '${path.join(".")}' is out of range`,
  );
}

function attributeAlongPath(value: Value, part: string, path: readonly string[]): Lazy {
  if (!(value instanceof AttrSet)) throw failStep("a set", value, path);
  const attribute = value.get(part);
  if (attribute !== undefined) return attribute;
  const { message } = attributeMissing(value, part, null);
  const text = message.replace(
    `attribute '${part}' missing`,
    `attribute '${part}' in selection path '${path.join(".")}' not found`,
  );
  throw new EvalError("eval/attribute-missing", text);
}

function failStep(wanted: string, value: Value, path: readonly string[]): EvalError {
  const message = `the expression selected by the selection path '${path.join(".")}' should be ${wanted} but is ${kindOf(value)}`;
  return new EvalError("eval/type", message);
}

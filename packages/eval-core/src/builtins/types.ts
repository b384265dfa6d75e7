/** Builtins that tell what a value is. */
import { kindOf } from "../eval/describe.ts";
import { AttrSet } from "../value/attr-set.ts";
import { isList } from "../value/list.ts";
import type { Value } from "../value/value.ts";
import { BuiltinValue, Closure, ContextString, FloatValue, PathValue } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1 } from "./define.ts";
import { any } from "./kinds.ts";

const typeNames: ReadonlyMap<string, string> = new Map([
  ["null", "null"],
  ["a Boolean", "bool"],
  ["an integer", "int"],
  ["a float", "float"],
  ["a string", "string"],
  ["a path", "path"],
  ["a list", "list"],
  ["a set", "set"],
  ["a function", "lambda"],
]);

function predicate(name: string, what: string, test: (value: Value) => boolean): BuiltinRow {
  return builtin1(
    { name, arguments: ["value"], doc: `Returns whether the value is ${what}.` },
    any,
    (_machine, value) => test(value),
  );
}

/** Types, in the order of the manual. */
export const typeBuiltins: readonly BuiltinRow[] = [
  predicate("isAttrs", "a set", (value) => value instanceof AttrSet),
  predicate("isBool", "a Boolean", (value) => typeof value === "boolean"),
  predicate("isFloat", "a float", (value) => value instanceof FloatValue),
  predicate("isFunction", "a function", (value) => value instanceof Closure || value instanceof BuiltinValue),
  predicate("isInt", "an integer", (value) => typeof value === "number" || typeof value === "bigint"),
  predicate("isList", "a list", isList),
  predicate("isNull", "null", (value) => value === null),
  predicate("isPath", "a path", (value) => value instanceof PathValue),
  predicate("isString", "a string", (value) => typeof value === "string" || value instanceof ContextString),
  builtin1(
    {
      name: "typeOf",
      arguments: ["value"],
      doc: 'Returns the name of the value\'s type: `"int"`, `"bool"`, `"string"`, `"path"`, `"null"`, `"set"`, `"list"`, `"lambda"` or `"float"`.',
    },
    any,
    (_machine, value) => typeNames.get(kindOf(value)) ?? "lambda",
  ),
];

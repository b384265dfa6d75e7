/** The kinds of arguments that builtins take. */
import { coerceToPath, coerceToString, interpolation } from "../eval/coerce.ts";
import {
  expectFunction,
  expectInt,
  expectList,
  expectListOrTail,
  expectPlainText,
  expectSet,
  expectString,
  expectText,
} from "../eval/expect.ts";
import { toNumber } from "../eval/arithmetic.ts";
import type { AttrSet } from "../value/attr-set.ts";
import { ContextCollector } from "../value/context.ts";
import type { ListTail } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { ContextString, Lazy, List, Value } from "../value/value.ts";
import type { ArgumentKind } from "./define.ts";

/** Not evaluated. */
export const lazy: ArgumentKind<Lazy> = { name: "any (lazy)", take: (_machine, argument) => argument };
export const any: ArgumentKind<Value> = { name: "any", take: (_machine, argument) => force(argument) };
export const int: ArgumentKind<number | bigint> = {
  name: "int",
  take: (_machine, argument) => expectInt(force(argument)),
};
export const list: ArgumentKind<List> = { name: "list", take: (_machine, argument) => expectList(force(argument)) };
/** A list of which not all elements are wanted. */
export const listOrTail: ArgumentKind<List | ListTail> = {
  name: "list",
  take: (_machine, argument) => expectListOrTail(force(argument)),
};
export const set: ArgumentKind<AttrSet> = { name: "set", take: (_machine, argument) => expectSet(force(argument)) };
/** A string, taken for its bytes whatever it refers to. */
export const text: ArgumentKind<string> = { name: "string", take: (_machine, argument) => expectText(force(argument)) };
/** A string that refers to no store path. */
export const plainText: ArgumentKind<string> = {
  name: "string without context",
  take: (_machine, argument) => expectPlainText(force(argument)),
};
export const string: ArgumentKind<string | ContextString> = {
  name: "string",
  take: (_machine, argument) => expectString(force(argument)),
};
/** What can be interpolated: strings, paths (which are copied to the store), sets that say how. */
export const interpolable: ArgumentKind<string | ContextString> = {
  name: "string, path or set",
  take: (machine, argument) => coerceToString(machine, argument, interpolation),
};
/** A path, or a string that is an absolute path. */
export const path: ArgumentKind<string> = {
  name: "path",
  take: (machine, argument) => coerceToPath(machine, argument, new ContextCollector()),
};
export const callable: ArgumentKind<Value> = {
  name: "function",
  take: (_machine, argument) => expectFunction(force(argument)),
};
/** A number where the reference asks for a float: another value is named so in the message. */
export const numeric: ArgumentKind<Value> = {
  name: "number",
  take: (_machine, argument) => {
    const value = force(argument);
    toNumber(value);
    return value;
  },
};

/**
 * Catalogue of the values of the language and how each is represented:
 *
 * | Nix type | here                        | notes                                                                  |
 * |----------|-----------------------------|------------------------------------------------------------------------|
 * | null     | `null`                      |                                                                        |
 * | bool     | `boolean`                   |                                                                        |
 * | int      | `number`, else `bigint`     | a `number` whenever it is a safe integer, a `bigint` only beyond        |
 * | float    | `FloatValue`                | boxed, because `number` means int                                       |
 * | string   | `string`, `ContextString`   | Latin-1, one character per byte; a context is never empty               |
 * | path     | `PathValue`                 | absolute, canonical                                                     |
 * | list     | array of `Lazy`, `ListTail`  | changed after it is made only by putting values in place of thunks      |
 * | set      | `AttrSet`                   | sorted names (a `Shape`, often shared) and values                       |
 * | lambda   | `Closure`, `BuiltinValue`   | a builtin may already hold some arguments                               |
 *
 * Whatever may hold a value holds a `Lazy`: a value, or a `Thunk` that yields one. Functions and floats are reached
 * through the thunk that yielded them as long as there is one, because comparing lists and sets takes the same slot
 * for equal, functions and NaN included; every other value may take its thunk's place.
 */
import type { AttrSet } from "./attr-set.ts";
import type { StringContext } from "./context.ts";
import type { Frame } from "./frame.ts";
import type { ListTail } from "./list.ts";
import type { Thunk } from "./thunk.ts";

/** A list; its elements may be thunks. */
export type List = readonly Lazy[];

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | FloatValue
  | ContextString
  | PathValue
  | List
  | ListTail
  | AttrSet
  | Closure
  | BuiltinValue;

/** What a variable, an attribute or an element holds. */
export type Lazy = Value | Thunk;

/** A float. */
export class FloatValue {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A string that refers to store paths. */
export class ContextString {
  readonly text: string;
  readonly context: StringContext;

  constructor(text: string, context: StringContext) {
    this.text = text;
    this.context = context;
  }
}

/** Returns the bytes of a string, without its context. */
export function textOf(value: string | ContextString): string {
  return typeof value === "string" ? value : value.text;
}

/** Returns the bytes of a value that is a string, null for any other. */
export function textOrNull(value: Value): string | null {
  if (typeof value === "string") return value;
  return value instanceof ContextString ? value.text : null;
}

/** An absolute path without `.` and `..`. */
export class PathValue {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

/** A formal parameter as `functionArgs` shows it. */
export interface FormalName {
  readonly name: string;
  readonly hasDefault: boolean;
  /** Where it is written: a byte offset in the lambda's file. */
  readonly offset: number;
}

/** The compiled form of a lambda. */
export interface LambdaCode {
  /** The name it was first bound to, for messages and profiles; empty if it has none. */
  readonly name: string;
  /** The formals of a set pattern, else null. */
  readonly formals: readonly FormalName[] | null;
  /** Whether a set pattern ends in `...`. */
  readonly open: boolean;
  /** The name of a plain parameter or after `@`, or empty. */
  readonly parameter: string;
  /** The file and byte offset it is written at. */
  readonly file: SourceName;
  readonly offset: number;
  /** Whether command lines may call it implicitly; files in newer editions say no. */
  readonly autoCalled: boolean;
  /** The code of the body if that is itself a lambda, so that calls with several arguments skip a closure. */
  readonly inner: LambdaCode | null;
  /** Returns the frame the body runs in. */
  bind(env: Frame, argument: Lazy): Frame;
  /** Returns the value of the body. */
  run(env: Frame, argument: Lazy): Value;
}

/** The name of a source, and how to say where a byte of it is. */
export interface SourceName {
  /** The path of a file, or a description such as `«string»`. */
  readonly name: string;
  readonly isFile: boolean;
  lineAndColumn(offset: number): { readonly line: number; readonly column: number };
}

/** A lambda and the environment it was made in. */
export class Closure {
  readonly code: LambdaCode;
  readonly env: Frame;

  constructor(code: LambdaCode, env: Frame) {
    this.code = code;
    this.env = env;
  }
}

/** A builtin as values refer to it. */
export interface BuiltinCode {
  readonly name: string;
  readonly arity: number;
  readonly call1: (first: Lazy) => Value;
  readonly call2: (first: Lazy, second: Lazy) => Value;
  readonly call3: (first: Lazy, second: Lazy, third: Lazy) => Value;
}

/** A builtin with fewer arguments than it takes. */
export class BuiltinValue {
  readonly code: BuiltinCode;
  readonly arguments: readonly Lazy[];

  constructor(code: BuiltinCode, args: readonly Lazy[]) {
    this.code = code;
    this.arguments = args;
  }
}

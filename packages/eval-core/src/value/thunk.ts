/**
 * Suspended computations. A thunk is in one of four states, told apart by `code`:
 *
 * | `code`        | `payload`             | meaning                                                          |
 * |---------------|-----------------------|------------------------------------------------------------------|
 * | a function    | what it is called with | not evaluated                                                    |
 * | `blackhole`   | `null`                | being evaluated: forcing it now is infinite recursion            |
 * | `null`        | the value             | evaluated; the value may take the thunk's place wherever it is    |
 * | `keep`        | the value             | evaluated to a function or float, which stays behind its thunk    |
 *
 * When evaluation fails the thunk goes back to where it was, so that `tryEval` can be repeated.
 */
import { infiniteRecursion } from "../eval/error.ts";
import { AttrSet } from "./attr-set.ts";
import type { Lazy, Value } from "./value.ts";
import { BuiltinValue, Closure, FloatValue } from "./value.ts";

/** The code of a thunk. Only `Thunk.force` calls it, with the payload it was made with. */
export type ThunkCode = (payload: never) => Value;

function blackhole(): Value {
  throw infiniteRecursion();
}

function keep(payload: never): Value {
  return payload;
}

/** Tells whether a value is a function or float, which stays behind its thunk. Sets and lists, which most objects are, are ruled out first. */
export function staysBehind(value: Value): boolean {
  if (typeof value !== "object" || value === null || value instanceof AttrSet || Array.isArray(value)) return false;
  return value instanceof Closure || value instanceof BuiltinValue || value instanceof FloatValue;
}

export class Thunk {
  code: ThunkCode | null;
  payload: unknown;

  constructor(code: ThunkCode | null, payload: unknown) {
    this.code = code;
    this.payload = payload;
  }

  /** Returns the value, computing it if need be. */
  force(): Value {
    const { code, payload } = this;
    // The state says what the payload is: the argument of the code, or the value.
    if (code === null || code === keep) return payload as Value;
    this.code = blackhole;
    this.payload = null;
    try {
      const value = code(payload as never);
      this.payload = value;
      this.code = staysBehind(value) ? keep : null;
      return value;
    } catch (error) {
      this.code = code;
      this.payload = payload;
      throw error;
    }
  }

  /** Returns whether it has been evaluated. */
  get isEvaluated(): boolean {
    return this.code === null || this.code === keep;
  }
}

/** Returns a thunk that calls a function with a payload: what closures would capture, without a closure. */
export function suspend<T>(code: (payload: T) => Value, payload: T): Thunk {
  return new Thunk(code, payload);
}

/** Returns the value of a lazy. */
export function force(lazy: Lazy): Value {
  if (!(lazy instanceof Thunk)) return lazy;
  return lazy.code === null ? (lazy.payload as Value) : lazy.force();
}

/** Returns a lazy with an evaluated thunk replaced by its value, where that may take its place. */
export function shorten(lazy: Lazy): Lazy {
  return lazy instanceof Thunk && lazy.code === null ? (lazy.payload as Value) : lazy;
}

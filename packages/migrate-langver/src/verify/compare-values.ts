/**
 * Deep comparison of a value before and after a rewrite, in two evaluations of their own. Functions are the same if they
 * are the same lambda of a file whose two texts were shown to be the same program.
 */
import {
  AttrSet,
  BuiltinValue,
  Closure,
  ContextString,
  FloatValue,
  force,
  isDerivation,
  type Lazy,
  type List,
  listOrNull,
  PathValue,
  type Value,
} from "@lix-tools/eval-core";
import { derivationOutcome, failureOf, failures } from "./outcome.ts";

/** Tells whether two lambdas, each given by file and offset, are the same. */
export type SameLambda = (before: Place, after: Place) => boolean;

/** Where a lambda is written. */
export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** How two values compare: they are equal, they could not be evaluated in the limits, or where they differ. */
export type Comparison = "equal" | "exhausted" | { readonly path: string; readonly reason: string };

/** Pairs of values looked at, at most: what is larger is not compared to its end. */
const mostPairs = 2_000_000;

interface Pair {
  readonly before: Lazy;
  readonly after: Lazy;
  readonly path: string;
}

/** Returns how two values compare. */
export function compareValues(before: Lazy, after: Lazy, sameLambda: SameLambda): Comparison {
  const pending: Pair[] = [{ before, after, path: "" }];
  const seen = new Map<object, WeakSet<object>>();
  let count = 0;
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    if (++count > mostPairs) return "exhausted";
    const result = comparePair(pair, sameLambda, seen);
    if (!Array.isArray(result)) return result;
    pending.push(...result);
  }
  return "equal";
}

type Evaluated = { readonly value: Value } | { readonly failure: string };

function evaluate(lazy: Lazy): Evaluated {
  try {
    return { value: force(lazy) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureIn(side: Evaluated): string | null {
  return "failure" in side ? side.failure : null;
}

/** Returns how two evaluations compare of which one failed or both did; null stands for a value. */
export function compareFailures(before: string | null, after: string | null, path: string): Comparison {
  if (before === failures.exhausted || after === failures.exhausted) return "exhausted";
  if (before === after) return "equal";
  return { path, reason: `${before ?? "a value"} before, ${after ?? "a value"} after` };
}

function comparePair(pair: Pair, same: SameLambda, seen: Map<object, WeakSet<object>>): Pair[] | Comparison {
  const { path } = pair;
  const left = evaluate(pair.before);
  const right = evaluate(pair.after);
  if ("failure" in left || "failure" in right) {
    const result = compareFailures(failureIn(left), failureIn(right), path);
    return result === "equal" ? [] : result;
  }
  const { value } = left;
  if (typeof value === "object" && value !== null && typeof right.value === "object" && right.value !== null) {
    const partners = seen.get(value) ?? new WeakSet<object>();
    if (partners.has(right.value)) return [];
    seen.set(value, partners.add(right.value));
  }
  return compareEvaluated(value, right.value, path, same);
}

function compareEvaluated(left: Value, right: Value, path: string, same: SameLambda): Pair[] | Comparison {
  const list = listOrNull(left);
  if (list !== null) {
    const other = listOrNull(right);
    return other === null ? differ(path, "a list became something else") : compareLists(list, other, path);
  }
  if (left instanceof AttrSet) {
    return right instanceof AttrSet ? compareSets(left, right, path) : differ(path, "a set became something else");
  }
  if (left instanceof Closure) {
    const isSame = right instanceof Closure && same(placeOf(left), placeOf(right));
    return isSame ? [] : differ(path, "a function became another");
  }
  if (left instanceof BuiltinValue) return compareBuiltins(left, right, path);
  return sameScalar(left, right) ? [] : differ(path, "another value");
}

function differ(path: string, reason: string): Comparison {
  return { path, reason };
}

function placeOf({ code }: Closure): Place {
  return { path: code.file.name, offset: code.offset };
}

function sameScalar(left: Value, right: Value): boolean {
  if (left instanceof FloatValue) return right instanceof FloatValue && Object.is(left.value, right.value);
  if (left instanceof PathValue) return right instanceof PathValue && left.path === right.path;
  if (left instanceof ContextString) return right instanceof ContextString && sameText(left, right);
  return left === right;
}

function sameText(left: ContextString, right: ContextString): boolean {
  const [before, after] = [left, right].map(({ context }) => context.sorted().join("\0"));
  return left.text === right.text && before === after;
}

function compareBuiltins(left: BuiltinValue, right: Value, path: string): Pair[] | Comparison {
  if (!(right instanceof BuiltinValue) || right.code.name !== left.code.name) {
    return differ(path, "a builtin function became another");
  }
  return compareLists(left.arguments, right.arguments, path);
}

function compareLists(left: List, right: List, path: string): Pair[] | Comparison {
  if (left.length !== right.length) return differ(path, "a list has another length");
  return left.map((before, at) => ({ before, after: right[at] ?? null, path: join(path, String(at)) }));
}

function compareSets(left: AttrSet, right: AttrSet, path: string): Pair[] | Comparison {
  const { names } = left.shape;
  const isSameShape = names.length === right.size && names.every((name, at) => right.shape.names[at] === name);
  if (!isSameShape) return differ(path, "a set has other names");
  if (isDerivationSafely(left)) return compareDerivations(left, right, path);
  return names.map((name, at) => ({
    before: left.values[at] ?? null,
    after: right.values[at] ?? null,
    path: join(path, name),
  }));
}

function isDerivationSafely(set: AttrSet): boolean {
  try {
    return isDerivation(set);
  } catch (error) {
    failureOf(error);
    return false;
  }
}

function compareDerivations(left: AttrSet, right: AttrSet, path: string): Pair[] | Comparison {
  const [before, after] = [left, right].map((set) => {
    try {
      return derivationOutcome(set);
    } catch (error) {
      return failureOf(error);
    }
  });
  return before === after ? [] : differ(path, `${before} became ${after}`);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Why an `assert` failed: for an equation the first difference between its sides, else the condition itself. */
import { AttrSet } from "../value/attr-set.ts";
import { elementsOf, isList } from "../value/list.ts";
import { force, shorten } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { abbreviate, kindOf } from "./describe.ts";
import { equal, isDerivation } from "./order.ts";
import type { SourceFile } from "./source-file.ts";

/** Returns what is said of a condition that is false and no equation, by the bytes it is written with. */
export function falseText(file: SourceFile, start: number, end: number): string {
  return `assertion '${file.excerpt(start, end)}' failed`;
}

/** Returns the first difference between the sides of an equation that does not hold. */
export function differenceText(left: Value, right: Value): string {
  if (isList(left) && isList(right))
    return listDifference(elementsOf(left), elementsOf(right)) ?? valueDifference(left, right);
  if (left instanceof AttrSet && right instanceof AttrSet) {
    if (isDerivation(left) && isDerivation(right)) return outPathDifference(left, right);
    return setDifference(left, right) ?? valueDifference(left, right);
  }
  return valueDifference(left, right);
}

function outPathDifference(left: AttrSet, right: AttrSet): string {
  const leftPath = left.get("outPath");
  const rightPath = right.get("outPath");
  if (leftPath === undefined || rightPath === undefined) return valueDifference(left, right);
  return differenceText(force(leftPath), force(rightPath));
}

function listDifference(left: readonly Lazy[], right: readonly Lazy[]): string | null {
  if (left.length !== right.length) {
    return (
      `list of size '${left.length}' is not equal to list of size '${right.length}', ` +
      `left hand side is '${abbreviate(left)}', right hand side is '${abbreviate(right)}'`
    );
  }
  for (let at = 0; at < left.length; at++) {
    const text = slotDifference(left[at] as Lazy, right[at] as Lazy);
    if (text !== null) return text;
  }
  return null;
}

function setDifference(left: AttrSet, right: AttrSet): string | null {
  const rightNames = right.shape.names;
  if (left.size !== right.size || left.shape.names.some((name, at) => name !== rightNames[at])) {
    return `attribute names of attribute set '${abbreviate(left)}' differs from attribute set '${abbreviate(right)}'`;
  }
  for (let at = 0; at < left.values.length; at++) {
    const text = slotDifference(left.values[at] as Lazy, right.values[at] as Lazy);
    if (text !== null) return text;
  }
  return null;
}

function slotDifference(left: Lazy, right: Lazy): string | null {
  if (shorten(left) === shorten(right)) return null;
  const first = force(left);
  const second = force(right);
  return equal(first, second) ? null : differenceText(first, second);
}

function valueDifference(left: Value, right: Value): string {
  const kind = kindOf(left);
  if (kind === "a function" && kindOf(right) === kind) {
    return "distinct functions and immediate comparisons of identical functions compare as unequal";
  }
  if (kind !== kindOf(right)) return `${valued(left)} is not equal to ${valued(right)}`;
  const bare = kind === "a Boolean" ? "boolean" : kind.replace(/^an? /, "");
  if (kind === "a string" || kind === "a path" || kind === "a Boolean") {
    return `${bare} '${abbreviate(left)}' is not equal to ${bare} '${abbreviate(right)}'`;
  }
  return `${kind} with value '${abbreviate(left)}' is not equal to ${kind} with value '${abbreviate(right)}'`;
}

function valued(value: Value): string {
  const kind = kindOf(value);
  const link = kind === "an integer" || kind === "a float" ? "with" : "of";
  return `${kind} ${link} value '${abbreviate(value)}'`;
}

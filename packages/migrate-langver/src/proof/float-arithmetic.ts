/**
 * Which operations of a program may calculate with a float: what the feature `opaque-floats` makes an error, and every
 * other edition does. An operation that fails on a float anyway, because its other operand is no number, is none of them.
 */
import { mapChildren, type Origin, type SlotValue, Tag, type Term } from "@lix-tools/eval-core";
import { isBuiltin, isGlobal } from "../downlevel/laws/terms.ts";

/** Why an operation stays or fails. */
export const floatReason = "an operand may be a float, which the feature `opaque-floats` makes an error";

/** What a value is, as far as the text tells. */
type Sort = "integer" | "float" | "no number" | "unknown";

/** What the binders around a term bind, nearest first. */
interface Scope {
  /** The values of the slots; null for those of a function, which nobody knows. */
  readonly slots: readonly SlotValue[] | null;
  readonly outer: Scope | null;
}

/** A term deeper than this is not looked into, and counts as one that calculates. */
const deepest = 1000;

/** Terms that are looked at for one operand. */
const mostSteps = 100;

/** How many terms may still be looked at. */
interface Budget {
  left: number;
}

/** Returns the operations that may calculate with a float, in the order of the source. */
export function findFloatArithmetic(term: Term): Origin[] {
  const found: Origin[] = [];
  const visit = (part: Term, scope: Scope | null, depth: number): Term => {
    if (depth > deepest || isFloatOperation(part, scope)) found.push(part.origin);
    if (depth > deepest) return part;
    const inside = hasBinder(part) ? { slots: slotsOf(part), outer: scope } : scope;
    return mapChildren(part, (inner, binders) => visit(inner, binders === 1 ? inside : scope, depth + 1));
  };
  visit(term, null, 0);
  return found.toSorted((a, b) => a.start - b.start);
}

function hasBinder(term: Term): boolean {
  return term.tag === Tag.Function || term.tag === Tag.Let || (term.tag === Tag.Set && term.recursive);
}

function slotsOf(term: Term): readonly SlotValue[] | null {
  if (term.tag === Tag.Let) return term.slots.map(({ value }) => value);
  return term.tag === Tag.Set && term.overrides < 0 ? term.statics.map(({ value }) => value) : null;
}

const calculating: ReadonlySet<string> = new Set(["plus", "subtract", "multiply", "divide", "less"]);

function isFloatOperation(term: Term, scope: Scope | null): boolean {
  if (term.tag !== Tag.Binary || !calculating.has(term.operator)) return false;
  const sorts = [term.left, term.right].map((operand) => sortOf(operand, scope, { left: mostSteps }));
  return !sorts.includes("no number") && !sorts.every((sort) => sort === "integer");
}

/** Returns what the value of a term is, if it has one. */
function sortOf(term: Term, scope: Scope | null, budget: Budget): Sort {
  if (budget.left-- <= 0) return "unknown";
  switch (term.tag) {
    case Tag.Int:
      return "integer";
    case Tag.Float:
      return "float";
    case Tag.Bound:
      return sortOfVariable(scope, term.depth, term.slot, budget);
    case Tag.If:
      return either(sortOf(term.consequence, scope, budget), sortOf(term.alternative, scope, budget));
    case Tag.Let:
      return sortOf(term.body, { slots: slotsOf(term), outer: scope }, budget);
    case Tag.Assert:
    case Tag.With:
      return sortOf(term.body, scope, budget);
    case Tag.Binary:
      if (!calculating.has(term.operator) || term.operator === "less") return "no number";
      return sum(sortOf(term.left, scope, budget), sortOf(term.right, scope, budget));
    case Tag.Apply:
      return sortOfCall(term);
    case Tag.Name:
    case Tag.Select:
    case Tag.SelectOr:
    case Tag.Index:
      return "unknown";
    default:
      return "no number";
  }
}

function sortOfVariable(scope: Scope | null, depth: number, slot: number, budget: Budget): Sort {
  let around = scope;
  for (let out = 0; out < depth; out++) around = around?.outer ?? null;
  const value = around?.slots?.[slot];
  return value === undefined || value.tag === "from" ? "unknown" : sortOf(value, around, budget);
}

function either(left: Sort, right: Sort): Sort {
  return left === right ? left : "unknown";
}

/** Only `+` takes anything but numbers, and what it makes of them is none. */
function sum(left: Sort, right: Sort): Sort {
  if (left === "no number" || right === "no number") return "no number";
  if (left === "float" || right === "float") return "float";
  return either(left, right);
}

/** Builtins by what they return; in the standard global scope, which every proof is for. */
const results: ReadonlyMap<string, Sort> = new Map<string, Sort>([
  ...["ceil", "floor", "length", "stringLength"].map((name) => [name, "integer"] as const),
  ...["baseNameOf", "readFile", "toString", "typeOf", "getEnv"].map((name) => [name, "no number"] as const),
]);

/** The builtins of those that have a global name, too. */
const globals: ReadonlySet<string> = new Set(["baseNameOf", "toString"]);

function sortOfCall({ function: callee }: Extract<Term, { tag: typeof Tag.Apply }>): Sort {
  for (const [name, sort] of results) {
    if (isBuiltin(callee, name) || (globals.has(name) && isGlobal(callee, name))) return sort;
  }
  return "unknown";
}

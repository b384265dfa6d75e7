/**
 * What is told of `//` to whoever wants to know: the sets it joins, and the functions that gave them where they are calls
 * of a named function. Nothing is evaluated for it that was not evaluated already.
 */
import type { BinaryTerm, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import type { AttrSet } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import type { SourcePosition } from "../value/positions.ts";
import type { Value } from "../value/value.ts";
import { compile } from "./compile.ts";
import type { Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { positionOf } from "./unit.ts";

/** A `//` that was evaluated. */
export interface ObservedUpdate {
  /** Where the expression begins; the same object every time. */
  readonly position: SourcePosition;
  readonly left: AttrSet;
  readonly right: AttrSet;
  /** The operands that are calls with two arguments of a function that is named. */
  readonly calls: readonly ObservedCall[];
}

/** A call that gave an operand. */
export interface ObservedCall {
  /** Where the call begins; the same object every time. */
  readonly position: SourcePosition;
  readonly callee: Value;
}

/** Returns what tells of a `//` once both sides are evaluated, or null where nobody wants to know. */
export function updateWatch(
  term: BinaryTerm,
  scope: Scope | null,
  unit: Unit,
): ((env: Frame, left: AttrSet, right: AttrSet) => void) | null {
  const { onUpdate } = unit.machine.options;
  if (onUpdate === null) return null;
  const position = positionOf(unit, term.origin);
  const callees = [term.left, term.right].flatMap((operand) => {
    const callee = namedCalleeOf(operand);
    return callee === null ? [] : [{ position: positionOf(unit, operand.origin), code: compile(callee, scope, unit) }];
  });
  return (env, left, right) => {
    const calls = callees.map((call): ObservedCall => ({ position: call.position, callee: call.code(env) }));
    onUpdate({ position, left, right, calls });
  };
}

/** Looking at a name or at what is selected from one again costs nothing and has no effect. */
function namedCalleeOf(operand: Term): Term | null {
  if (operand.tag !== Tag.Apply || operand.function.tag !== Tag.Apply) return null;
  const callee = operand.function.function;
  let head = callee;
  while (head.tag === Tag.Select && typeof head.name === "string") head = head.value;
  return head.tag === Tag.Bound || head.tag === Tag.Name ? callee : null;
}

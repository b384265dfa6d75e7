/**
 * Operators to terms. Legacy calls `__sub`, `__mul`, `__div` and `__lessThan` by name; only where a binder provides the
 * name does the call stand in the term, otherwise the operator itself does (assumption A1 of specification E.2).
 */
import {
  childByField,
  Field,
  infixOperator,
  kindOf,
  type NodeIndex,
  type Operator,
  type OperatorName,
  prefixOperator,
  type Tree,
} from "@lix-tools/parser";
import { type BinaryOperator, type Origin, Tag, type Term } from "../core/term.ts";
import { applyTerm, type Lowering, nullTerm, originOf, report } from "./lowering.ts";
import { TargetCode } from "./resolution.ts";
import { lowerTarget } from "./variables.ts";

interface Operands {
  readonly left: Term;
  readonly right: Term;
}

/** Tells whether a chain of the operator of a `binary_expression` nests to the right. */
export function rightAssociative(tree: Tree, node: NodeIndex): boolean {
  const token = childByField(tree, node, Field.Operator);
  return infixOperator(kindOf(tree, token))?.associativity === "right";
}

/** Returns the term of a `unary_expression`. */
export function lowerUnary(lowering: Lowering, node: NodeIndex, operand: Term): Term {
  const origin = originOf(lowering, node);
  const token = childByField(lowering.tree, node, Field.Operator);
  const operator = prefixOperator(kindOf(lowering.tree, token));
  if (operator?.name === "not") return { tag: Tag.Not, origin, operand };
  if (operator?.name !== "negate") return unknownOperator(lowering, node);
  const zero: Term = { tag: Tag.Int, origin, value: 0n };
  return combine(calledFunction(lowering, token, operator), "subtract", { left: zero, right: operand }, origin);
}

/** Returns the term of a `binary_expression`. */
export function lowerBinary(lowering: Lowering, node: NodeIndex, { left, right }: Operands): Term {
  const origin = originOf(lowering, node);
  const token = childByField(lowering.tree, node, Field.Operator);
  const operator = infixOperator(kindOf(lowering.tree, token));
  if (operator === null) return unknownOperator(lowering, node);
  const called = calledFunction(lowering, token, operator);
  const swapped: Operands = { left: right, right: left };
  switch (operator.name) {
    case "pipe-right":
      return { tag: Tag.Apply, origin, function: right, argument: left };
    case "pipe-left":
      return { tag: Tag.Apply, origin, function: left, argument: right };
    case "greater":
      return combine(called, "less", swapped, origin);
    case "less-equal":
      return not(combine(called, "less", swapped, origin));
    case "greater-equal":
      return not(combine(called, "less", { left, right }, origin));
    case "not-equal":
      return not(combine(null, "equal", { left, right }, origin));
    default: {
      const name = coreOperators[operator.name];
      return name === undefined ? unknownOperator(lowering, node) : combine(called, name, { left, right }, origin);
    }
  }
}

/** The operators that are one term with the operands as they stand. */
const coreOperators: Readonly<Partial<Record<OperatorName, BinaryOperator>>> = {
  and: "and",
  or: "or",
  implies: "implies",
  equal: "equal",
  update: "update",
  concat: "concat",
  plus: "plus",
  subtract: "subtract",
  multiply: "multiply",
  divide: "divide",
  less: "less",
};

function combine(called: Term | null, operator: BinaryOperator, { left, right }: Operands, origin: Origin): Term {
  return called === null ? { tag: Tag.Binary, origin, operator, left, right } : applyTerm(origin, called, left, right);
}

function not(operand: Term): Term {
  return { tag: Tag.Not, origin: operand.origin, operand };
}

/** Returns the variable that provides the operator's function, or null where nothing but the global scope does. */
function calledFunction(lowering: Lowering, token: NodeIndex, { legacyFunction }: Operator): Term | null {
  const code = lowering.resolution.targets[token] ?? TargetCode.None;
  if (code === TargetCode.None || legacyFunction === null) return null;
  return lowerTarget(lowering, code, { name: legacyFunction, origin: originOf(lowering, token) });
}

function unknownOperator(lowering: Lowering, node: NodeIndex): Term {
  report(lowering, node, "eval/syntax-error", "found an operator that is none");
  return nullTerm(originOf(lowering, node));
}

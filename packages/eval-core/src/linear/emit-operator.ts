/** Operators, and `assert`. */
import {
  NODE_AND,
  NODE_ASSERT,
  NODE_CONCAT,
  NODE_DIVIDE,
  NODE_EQUAL,
  NODE_IMPLIES,
  NODE_LESS,
  NODE_MULTIPLY,
  NODE_NO_FLOAT,
  NODE_OR,
  NODE_PLUS,
  NODE_SUBTRACT,
  NODE_UPDATE,
} from "./layout.ts";
import type { AssertTerm, BinaryOperator, BinaryTerm, Term } from "../core/term.ts";
import { emit } from "./emit.ts";
import type { Place } from "./place.ts";
import { writeNode } from "./place.ts";

const tags: Readonly<Record<BinaryOperator, number>> = {
  and: NODE_AND,
  or: NODE_OR,
  implies: NODE_IMPLIES,
  equal: NODE_EQUAL,
  update: NODE_UPDATE,
  concat: NODE_CONCAT,
  plus: NODE_PLUS,
  subtract: NODE_SUBTRACT,
  multiply: NODE_MULTIPLY,
  divide: NODE_DIVIDE,
  less: NODE_LESS,
};

/** Operators that calculate with numbers or compare them. */
const calculating: ReadonlySet<BinaryOperator> = new Set(["less", "plus", "subtract", "multiply", "divide"]);

/** Returns the node of an operator with two operands. */
export function emitBinary(term: BinaryTerm, place: Place): number {
  const operand = place.unit.opaqueFloats && calculating.has(term.operator) ? emitNoFloat : emit;
  const left = operand(term.left, place);
  const right = operand(term.right, place);
  return writeNode(place, tags[term.operator], term.origin, [left, right]);
}

/** Returns the node of an operand that must not be a float. */
function emitNoFloat(term: Term, place: Place): number {
  return writeNode(place, NODE_NO_FLOAT, term.origin, [emit(term, place)]);
}

/** Returns the node of an `assert`. */
export function emitAssert(term: AssertTerm, place: Place): number {
  const condition = emit(term.condition, place);
  const body = emit(term.body, place);
  const end = place.unit.base + term.condition.origin.end;
  return writeNode(place, NODE_ASSERT, term.origin, [condition, body, end]);
}

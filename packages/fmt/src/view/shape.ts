/**
 * The tree in the reference's terms: what counts as a term, where brackets and elements are, how calls and operator
 * chains unfold.
 */
import { Field, Kind } from "@lix-tools/parser";
import {
  childAt,
  endAt,
  fieldAt,
  kindAt,
  closingAt,
  nextOf,
  siblingOf,
  skipComments,
  startAt,
  type View,
} from "./view.ts";

/** The brackets around the elements of a list or a set. */
export interface Brackets {
  /** `rec` or `let`, or -1. */
  readonly keyword: number;
  readonly open: number;
  readonly close: number;
}

/** Tells whether the kind is one of the set literals. */
export function isSet(kind: Kind): boolean {
  return kind === Kind.AttrsetExpression || kind === Kind.RecAttrsetExpression || kind === Kind.LetAttrsetExpression;
}

/** Returns the brackets of a list or a set. */
export function bracketsOf(view: View, node: number): Brackets {
  const first = node + 1;
  const kind = kindAt(view, first);
  const hasKeyword = kind === Kind.RecKeyword || kind === Kind.LetKeyword;
  const open = hasKeyword ? skipComments(view, nextOf(view, first)) : first;
  return { keyword: hasKeyword ? first : -1, open, close: closingAt(view, node) };
}

/** Returns the elements of a list, the bindings of a set or a `let`. */
export function elementsOf(view: View, node: number): number[] {
  const elements: number[] = [];
  const end = nextOf(view, node);
  for (let at = node + 1; at < end; at = nextOf(view, at)) {
    const field = fieldAt(view, at);
    if (field === Field.Element && isOrCall(view, at)) {
      const { head, args } = callOf(view, at);
      elements.push(head, ...args);
    } else if (field === Field.Element || field === Field.Binding) elements.push(at);
  }
  return elements;
}

/**
 * Tells whether the node is the call legacy Nix makes of `x or` where only a term may stand. The reference takes the
 * two for neighbours.
 */
export function isOrCall(view: View, node: number): boolean {
  if (kindAt(view, node) !== Kind.ApplyExpression) return false;
  const argument = childAt(view, node, 1);
  if (kindAt(view, argument) !== Kind.VariableExpression) return false;
  const { bytes } = view.pool;
  const start = startAt(view, argument);
  return endAt(view, argument) - start === 2 && bytes[start] === 0x6f && bytes[start + 1] === 0x72;
}

/** Tells whether anything, be it a comment, is between the brackets. */
export function hasItems(view: View, node: number, { open, close }: Brackets): boolean {
  return view.hasItemTrivia(close) || hasElements(view, node, { open, close });
}

/** Tells whether an element is between the brackets. */
export function hasElements(view: View, node: number, { open, close }: Pick<Brackets, "open" | "close">): boolean {
  return skipComments(view, nextOf(view, open)) !== close && nextOf(view, node) > node + 1;
}

/** A function call: what is called and with what. */
export interface Call {
  readonly head: number;
  readonly args: readonly number[];
}

/** Returns the call an `apply_expression` makes, the arguments of calls it applies further included. */
export function callOf(view: View, node: number): Call {
  const args: number[] = [];
  let head = node;
  while (kindAt(view, head) === Kind.ApplyExpression) {
    const argument = childAt(view, head, 1);
    if (kindAt(view, argument) === Kind.ApplyExpression) args.push(childAt(view, argument, 1), argument + 1);
    else args.push(argument);
    head = childAt(view, head, 0);
  }
  return { head, args: args.toReversed() };
}

/** The parts of an operation. */
export interface Operation {
  readonly left: number;
  readonly operator: number;
  readonly right: number;
}

/** Returns the operands and the operator of a binary expression. */
export function operationOf(view: View, node: number): Operation {
  const left = node + 1;
  const operator = skipComments(view, nextOf(view, left));
  return { left, operator, right: skipComments(view, nextOf(view, operator)) };
}

/** An operand with the operator in front of it; the first has none (-1). */
export interface Operand {
  readonly operator: number;
  readonly node: number;
}

/** Returns the operands of a chain of one operator. Mirrors `flatten` in `prettyOp` of nixfmt Pretty.hs. */
export function operandsOf(view: View, node: number): Operand[] {
  const kind = kindAt(view, operationOf(view, node).operator);
  const operands: Operand[] = [];
  const waiting: Operand[] = [{ operator: -1, node }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (kindAt(view, next.node) === Kind.BinaryExpression) {
      const { left, operator, right } = operationOf(view, next.node);
      if (kindAt(view, operator) === kind) {
        waiting.push({ operator, node: right }, { operator: next.operator, node: left });
        continue;
      }
    }
    operands.push(next);
  }
  return operands;
}

/** Returns the leftmost operand of a chain of the node's operator. */
export function firstOperand(view: View, node: number): number {
  const kind = kindAt(view, operationOf(view, node).operator);
  let at = node;
  while (kindAt(view, at) === Kind.BinaryExpression) {
    const { left, operator } = operationOf(view, at);
    if (kindAt(view, operator) !== kind) return at;
    at = left;
  }
  return at;
}

/** The parts of a lambda. A parameter that is not there is -1. */
export interface Lambda {
  /** The parameter as written first: an identifier, a pattern, or of `a@b` the one in front. */
  readonly parameter: number;
  readonly at: number;
  /** Of `a@b` the parameter behind the `@`. */
  readonly second: number;
  readonly colon: number;
  readonly body: number;
}

/** Returns the parts of a function; -1 for those it does not have. */
export function lambdaOf(view: View, node: number): Lambda {
  const parameter = node + 1;
  const next = siblingOf(view, parameter);
  if (kindAt(view, next) !== Kind.At) {
    return { parameter, at: -1, second: -1, colon: next, body: siblingOf(view, next) };
  }
  const second = siblingOf(view, next);
  const colon = siblingOf(view, second);
  return { parameter, at: next, second, colon, body: siblingOf(view, colon) };
}

/** Tells whether the lambda has one identifier for its parameter. */
export function hasPlainParameter(view: View, { parameter, at }: Lambda): boolean {
  return at < 0 && kindAt(view, parameter) === Kind.Identifier;
}

/** Tells whether the lambda has one set or list pattern for its parameter and no name for the whole. */
export function hasSetParameter(view: View, { parameter, at }: Lambda): boolean {
  const kind = kindAt(view, parameter);
  return at < 0 && (kind === Kind.Formals || kind === Kind.ListPattern);
}

/** One entry of a set pattern. */
export interface PatternEntry {
  /** The `formal`, the name of a list pattern, or the `...`. */
  readonly node: number;
  readonly name: number;
  /** The `?`, or -1. */
  readonly question: number;
  readonly defaultValue: number;
  /** The comma behind it, or -1. */
  readonly comma: number;
}

/** Returns the entries of `formals` or of a list pattern. */
export function entriesOf(view: View, formals: number): PatternEntry[] {
  const entries: PatternEntry[] = [];
  const close = closingAt(view, formals);
  for (let node = siblingOf(view, formals + 1); node < close; node = siblingOf(view, node)) {
    const kind = kindAt(view, node);
    if (kind === Kind.Comma) continue;
    const next = siblingOf(view, node);
    const comma = kindAt(view, next) === Kind.Comma ? next : -1;
    entries.push(entryOf(view, node, comma));
  }
  return entries;
}

function entryOf(view: View, node: number, comma: number): PatternEntry {
  if (kindAt(view, node) !== Kind.Formal) return { node, name: node, question: -1, defaultValue: -1, comma };
  const name = node + 1;
  if (nextOf(view, name) === nextOf(view, node)) return { node, name, question: -1, defaultValue: -1, comma };
  const question = siblingOf(view, name);
  return { node, name, question, defaultValue: siblingOf(view, question), comma };
}

/**
 * The operators, one row each and dialect (specification B.2, C.12): how tight they bind, how they associate, and what
 * they are in the core. Printers decide about parentheses with it, the lowering about terms. Levels count as in the
 * specification: 1 binds tightest. Selection (level 1) and application (level 2) have no token and so no row.
 */
import { Kind } from "../cst/kinds.generated.ts";
import type { Dialect } from "../langver/langver.ts";

/** How operators of one precedence group in a row. */
export type Associativity = "left" | "right" | "none";

/** What an operator is in the core (specification E.2). `negate` is a subtraction from 0. */
export type OperatorName =
  | "and"
  | "concat"
  | "divide"
  | "equal"
  | "greater"
  | "greater-equal"
  | "has"
  | "implies"
  | "less"
  | "less-equal"
  | "multiply"
  | "negate"
  | "not"
  | "not-equal"
  | "or"
  | "pipe-left"
  | "pipe-right"
  | "plus"
  | "subtract"
  | "update";

/** One row of the operator table. */
export interface Operator {
  readonly name: OperatorName;
  readonly text: string;
  /** The kind of its token. */
  readonly kind: Kind;
  readonly position: "prefix" | "infix" | "postfix";
  /** 3 to 16; a smaller number binds tighter. */
  readonly level: number;
  /** For prefix operators how a chain of them nests, which is to the right. */
  readonly associativity: Associativity;
  readonly dialects: readonly Dialect[];
  /** The global function that legacy calls instead, looked up by name, or null. */
  readonly legacyFunction: string | null;
}

/** The level of `e.path`, indices and slices. */
export const selectionLevel = 1;
/** The level of application. */
export const applicationLevel = 2;
/** The level behind the weakest operator: functions, `let`, `if`, `with`, `assert`, `e ? p : d`. */
export const expressionLevel = 17;

const everywhere: readonly Dialect[] = ["nix", "nix2", "nix2_future"];
const legacyOnly: readonly Dialect[] = ["nix"];
const nix2Only: readonly Dialect[] = ["nix2", "nix2_future"];
const withPipeLeft: readonly Dialect[] = ["nix", "nix2_future"];

type Row = readonly [
  name: OperatorName,
  text: string,
  kind: Kind,
  level: number,
  associativity: Associativity,
  dialects?: readonly Dialect[],
  legacyFunction?: string,
];

const infixRows: readonly Row[] = [
  ["concat", "++", Kind.PlusPlus, 5, "right"],
  ["multiply", "*", Kind.Star, 6, "left", everywhere, "__mul"],
  ["divide", "/", Kind.Slash, 6, "left", everywhere, "__div"],
  ["plus", "+", Kind.Plus, 7, "left"],
  ["subtract", "-", Kind.Minus, 7, "left", everywhere, "__sub"],
  ["update", "//", Kind.SlashSlash, 9, "right"],
  ["less", "<", Kind.Less, 10, "none", everywhere, "__lessThan"],
  ["less-equal", "<=", Kind.LessEqual, 10, "none", everywhere, "__lessThan"],
  ["greater", ">", Kind.Greater, 10, "none", everywhere, "__lessThan"],
  ["greater-equal", ">=", Kind.GreaterEqual, 10, "none", everywhere, "__lessThan"],
  ["equal", "==", Kind.EqualEqual, 11, "none"],
  ["not-equal", "!=", Kind.BangEqual, 11, "none"],
  ["and", "&&", Kind.AndAnd, 12, "left"],
  ["or", "||", Kind.OrOr, 13, "left"],
  ["implies", "->", Kind.Arrow, 14, "right"],
  ["pipe-right", "|>", Kind.PipeRight, 15, "left"],
  ["pipe-left", "<|", Kind.PipeLeft, 16, "right", withPipeLeft],
];

const prefixRows: readonly Row[] = [
  ["negate", "-", Kind.Minus, 3, "right", everywhere, "__sub"],
  ["not", "!", Kind.Bang, 8, "right"],
];

/** `e ? path` chains in legacy; Nix 2 wants parentheses. */
const postfixRows: readonly Row[] = [
  ["has", "?", Kind.Question, 4, "left", legacyOnly],
  ["has", "?", Kind.Question, 4, "none", nix2Only],
];

function makeOperator(row: Row, position: Operator["position"]): Operator {
  const [name, text, kind, level, associativity, dialects = everywhere, legacyFunction = null] = row;
  return { name, text, kind, position, level, associativity, dialects, legacyFunction };
}

/** Every operator, tightest first within each position. */
export const operators: readonly Operator[] = [
  ...prefixRows.map((row) => makeOperator(row, "prefix")),
  ...postfixRows.map((row) => makeOperator(row, "postfix")),
  ...infixRows.map((row) => makeOperator(row, "infix")),
];

function byKind(position: Operator["position"]): ReadonlyMap<Kind, Operator> {
  return new Map(operators.filter((row) => row.position === position).map((row) => [row.kind, row]));
}

const infixByKind = byKind("infix");
const prefixByKind = byKind("prefix");

/** Returns the operator of a `binary_expression` by the kind of its token, or null. */
export function infixOperator(kind: Kind): Operator | null {
  return infixByKind.get(kind) ?? null;
}

/** Returns the operator of a `unary_expression` by the kind of its token, or null. */
export function prefixOperator(kind: Kind): Operator | null {
  return prefixByKind.get(kind) ?? null;
}

/**
 * Random programs for properties. A program is a model of what it means, not a text: variables point at their binders,
 * sets have attributes without an order. `print-program.ts` writes one model in many ways, in either dialect, all of
 * which must be core-equal; `mutate-program.ts` changes the model, which must never go unnoticed.
 *
 * Programs are closed and evaluate without errors: every expression has a type, attributes have the type their name
 * says, and values refer only to what was defined before them, so that nothing recurs for ever.
 *
 * Everything is drawn from a tape of numbers, which fast-check shrinks: a shorter tape and smaller numbers give a
 * smaller program.
 */
import fc from "fast-check";

export type Type = "int" | "bool" | "string" | "list" | "set";

/** What a name stands for. A null name can be chosen freely when printing. */
export interface Binder {
  readonly id: number;
  readonly name: string | null;
  readonly type: Type;
}

export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  /** In a recursive set what the attribute's name binds. */
  readonly binder: Binder | null;
}

export interface Binding {
  readonly binder: Binder;
  readonly value: Expression;
}

export interface Parameter {
  readonly binder: Binder;
  readonly fallback: Expression | null;
}

export type ArithmeticOperator = "+" | "-" | "*";
export type LogicOperator = "&&" | "||" | "->";

export type Expression =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "string"; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "variable"; readonly binder: Binder }
  /** A name that only a `with` around it provides. */
  | { readonly kind: "with-name"; readonly name: string }
  | { readonly kind: "builtin"; readonly name: string; readonly argument: Expression }
  | { readonly kind: "call"; readonly parameter: Binder; readonly body: Expression; readonly argument: Expression }
  | {
      readonly kind: "set-call";
      readonly parameters: readonly Parameter[];
      readonly open: boolean;
      readonly as: Binder | null;
      readonly body: Expression;
      readonly argument: Expression;
    }
  | { readonly kind: "let"; readonly bindings: readonly Binding[]; readonly body: Expression }
  | {
      readonly kind: "set";
      readonly recursive: boolean;
      readonly attributes: readonly Attribute[];
      /** Attributes inherited from one set: `inherit (from) names`. */
      readonly inherited: { readonly from: Expression; readonly names: readonly string[] } | null;
    }
  | { readonly kind: "select"; readonly set: Expression; readonly name: string }
  | {
      readonly kind: "select-or";
      readonly set: Expression;
      readonly path: readonly string[];
      readonly fallback: Expression;
    }
  | { readonly kind: "has"; readonly set: Expression; readonly path: readonly string[] }
  | { readonly kind: "list"; readonly elements: readonly { readonly splat: boolean; readonly value: Expression }[] }
  | {
      readonly kind: "slice";
      readonly shape: "list" | "set";
      readonly set: Expression;
      readonly names: readonly string[];
    }
  | { readonly kind: "if"; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: "assert"; readonly condition: Expression; readonly body: Expression }
  | { readonly kind: "with"; readonly set: Expression; readonly body: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "join"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "logic"; readonly operator: LogicOperator; readonly left: Expression; readonly right: Expression }
  /** `left < right`, or its negation. */
  | { readonly kind: "less"; readonly negated: boolean; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "equal"; readonly negated: boolean; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "negate"; readonly operand: Expression }
  | { readonly kind: "update"; readonly left: Expression; readonly right: Expression };

/** Numbers to draw choices from; past its end every choice is the first, which is the simplest. */
export interface Tape {
  readonly numbers: readonly number[];
  position: number;
}

/** Returns a tape at its beginning. */
export function tapeOf(numbers: readonly number[]): Tape {
  return { numbers, position: 0 };
}

/** Returns a number from 0 up to, not including, `count`. */
export function choose(tape: Tape, count: number): number {
  return (tape.numbers[tape.position++] ?? 0) % count;
}

/** Returns one of the options. */
export function pick<T>(tape: Tape, options: readonly [T, ...T[]]): T {
  return options[choose(tape, options.length)] ?? options[0];
}

/** The attributes of every set, by type. `q q` cannot be written without quotes. */
export const attributeTypes: Readonly<Record<string, Type>> = {
  i0: "int",
  i1: "int",
  "q q": "int",
  s0: "string",
  b0: "bool",
  l0: "list",
  n0: "set",
  n1: "set",
};

const attributeNames = Object.keys(attributeTypes);

/** What can be referred to at a place. */
interface Scope {
  readonly binders: readonly Binder[];
  /** Attributes that a `with` provides for sure. */
  readonly withNames: readonly string[];
  /** Names that binders around have, whether they can be referred to yet or not: no `with` provides them. */
  readonly taken: readonly string[];
}

const nowhere: Scope = { binders: [], withNames: [], taken: [] };

interface Generator {
  readonly tape: Tape;
  nextId: number;
}

const texts = ["", "a", "b c", "$", "$$", "\\", '"', "''", "\n", "  x\n    y", "\t", "${", "é", "\r", "'"] as const;

/** Returns an arbitrary of programs; `size` bounds the numbers they are drawn from. */
export function programs({ size = 250 }: { readonly size?: number } = {}): fc.Arbitrary<Expression> {
  return fc.array(fc.nat({ max: 0xffff }), { maxLength: size, size: "max" }).map((numbers) => generateProgram(numbers));
}

/** Returns the program that a tape of numbers says. */
export function generateProgram(numbers: readonly number[]): Expression {
  const generator: Generator = { tape: tapeOf(numbers), nextId: 0 };
  const type = pick<Type>(generator.tape, ["set", "int", "list", "string", "bool"]);
  return expression(generator, type, nowhere, 7);
}

function binder(generator: Generator, type: Type, name: string | null): Binder {
  return { id: generator.nextId++, name, type };
}

const anyType = ["int", "string", "set", "list", "bool"] as const;

function expression(generator: Generator, type: Type, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  if (fuel <= 0 || tape.position >= tape.numbers.length) return leaf(generator, type, scope);
  const recur = (inner: Type, at: Scope = scope): Expression => expression(generator, inner, at, fuel - 1);
  switch (choose(tape, 14)) {
    case 0:
    case 1:
      return leaf(generator, type, scope);
    case 2:
    case 3:
      return letExpression(generator, type, scope, fuel);
    case 4:
      return call(generator, type, scope, fuel);
    case 5:
      return setCall(generator, type, scope, fuel);
    case 6:
      return { kind: "if", condition: recur("bool"), yes: recur(type), no: recur(type) };
    case 7:
      return withExpression(generator, type, scope, fuel);
    case 8:
      return {
        kind: "assert",
        condition: { kind: "logic", operator: "||", left: recur("bool"), right: { kind: "bool", value: true } },
        body: recur(type),
      };
    case 9: {
      const name = pick(tape, namesOf(type));
      return { kind: "select-or", set: recur("set"), path: [name], fallback: recur(type) };
    }
    case 10: {
      const name = pick(tape, namesOf(type));
      const provided: Expression = {
        kind: "set",
        recursive: false,
        attributes: [{ name, value: recur(type), binder: null }],
        inherited: null,
      };
      return { kind: "select", set: { kind: "update", left: recur("set"), right: provided }, name };
    }
    default:
      return typed(generator, type, scope, fuel);
  }
}

function namesOf(type: Type): [string, ...string[]] {
  const [first = "i0", ...rest] = attributeNames.filter((name) => attributeTypes[name] === type);
  return [first, ...rest];
}

function leaf(generator: Generator, type: Type, scope: Scope): Expression {
  const { tape } = generator;
  const known = scope.binders.filter((candidate) => candidate.type === type);
  const provided = scope.withNames.filter((name) => attributeTypes[name] === type);
  const choice = choose(tape, known.length + provided.length + 1);
  const chosen = known[choice - 1];
  if (chosen !== undefined) return { kind: "variable", binder: chosen };
  const name = provided[choice - known.length - 1];
  if (name !== undefined) return { kind: "with-name", name };
  switch (type) {
    case "int":
      return { kind: "int", value: choose(tape, 100) };
    case "bool":
      return { kind: "bool", value: choose(tape, 2) === 1 };
    case "string":
      return { kind: "string", parts: [pick(tape, texts)] };
    case "list":
      return { kind: "list", elements: [] };
    case "set":
      return { kind: "set", recursive: false, attributes: [], inherited: null };
  }
}

/** Forms that give a value of the one type. */
function typed(generator: Generator, type: Type, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  const recur = (inner: Type): Expression => expression(generator, inner, scope, fuel - 1);
  switch (type) {
    case "int":
      if (choose(tape, 5) === 4) return { kind: "builtin", name: "length", argument: recur("list") };
      if (choose(tape, 5) === 4) return { kind: "negate", operand: recur("int") };
      return { kind: "arithmetic", operator: pick(tape, ["+", "-", "*"]), left: recur("int"), right: recur("int") };
    case "bool":
      return boolExpression(generator, scope, fuel);
    case "string":
      if (choose(tape, 3) === 2) return { kind: "join", left: recur("string"), right: recur("string") };
      return { kind: "string", parts: stringParts(generator, scope, fuel) };
    case "list":
      return listExpression(generator, scope, fuel);
    case "set":
      if (choose(tape, 5) === 4) return { kind: "update", left: recur("set"), right: recur("set") };
      if (choose(tape, 5) === 4) return slice(generator, "set", scope, fuel);
      return setLiteral(generator, scope, fuel);
  }
}

function boolExpression(generator: Generator, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  const recur = (inner: Type): Expression => expression(generator, inner, scope, fuel - 1);
  const negated = choose(tape, 2) === 1;
  switch (choose(tape, 5)) {
    case 0:
      return { kind: "less", negated, left: recur("int"), right: recur("int") };
    case 1: {
      const type = pick(tape, anyType);
      return { kind: "equal", negated, left: recur(type), right: recur(type) };
    }
    case 2:
      return { kind: "not", operand: recur("bool") };
    case 3:
      return {
        kind: "has",
        set: recur("set"),
        path: [pick(tape, ["n0", "n1", "i0"]), pick(tape, ["i0", "s0"])].slice(choose(tape, 2)),
      };
    default:
      return { kind: "logic", operator: pick(tape, ["&&", "||", "->"]), left: recur("bool"), right: recur("bool") };
  }
}

function stringParts(generator: Generator, scope: Scope, fuel: number): (string | Expression)[] {
  const { tape } = generator;
  return Array.from({ length: 1 + choose(tape, 4) }, () =>
    choose(tape, 2) === 0 ? pick(tape, texts) : stringPart(generator, scope, fuel),
  );
}

function stringPart(generator: Generator, scope: Scope, fuel: number): Expression {
  if (choose(generator.tape, 2) === 0) return expression(generator, "string", scope, fuel - 1);
  return { kind: "builtin", name: "toString", argument: expression(generator, "int", scope, fuel - 1) };
}

function listExpression(generator: Generator, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  if (choose(tape, 6) === 5) return slice(generator, "list", scope, fuel);
  const elements = Array.from({ length: choose(tape, 5) }, () => {
    const splat = choose(tape, 4) === 3;
    return { splat, value: expression(generator, splat ? "list" : pick(tape, anyType), scope, fuel - 1) };
  });
  return { kind: "list", elements };
}

/** A slice of a set that has what is sliced. */
function slice(generator: Generator, shape: "list" | "set", scope: Scope, fuel: number): Expression {
  const set = setLiteral(generator, scope, fuel);
  if (set.kind !== "set") return set;
  return { kind: "slice", shape, set, names: chosenNames(generator, set.attributes) };
}

function chosenNames(generator: Generator, attributes: readonly Attribute[]): string[] {
  return attributes.map(({ name }) => name).filter(() => choose(generator.tape, 2) === 1);
}

function setLiteral(generator: Generator, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  const recursive = choose(tape, 3) === 2;
  const inherited = choose(tape, 4) === 3 ? inheritance(generator, fuel) : null;
  const names = attributeNames.filter((name) => choose(tape, 3) === 2 && !inherited?.names.includes(name));
  const binders = names.map((name) =>
    recursive && name !== "q q" ? binder(generator, attributeTypes[name] ?? "int", name) : null,
  );
  const inner = recursive ? hiding(scope, [...names, ...(inherited?.names ?? [])]) : scope;
  const attributes: Attribute[] = [];
  for (const [index, name] of names.entries()) {
    const earlier = attributes.flatMap((attribute) => attribute.binder ?? []);
    const at: Scope = { ...inner, binders: [...inner.binders, ...earlier] };
    const value = expression(generator, attributeTypes[name] ?? "int", at, fuel - 1);
    attributes.push({ name, value, binder: binders[index] ?? null });
  }
  return { kind: "set", recursive, attributes, inherited };
}

function inheritance(generator: Generator, fuel: number): { from: Expression; names: string[] } | null {
  const from = setLiteral(generator, nowhere, Math.min(fuel - 1, 2));
  if (from.kind !== "set") return null;
  const names = chosenNames(generator, from.attributes);
  return names.length === 0 ? null : { from, names };
}

/** Returns the scope inside a binder of names that programs can see: what has such a name outside is out of reach. */
function hiding({ binders, withNames, taken }: Scope, names: readonly string[]): Scope {
  return {
    taken: [...taken, ...names],
    binders: binders.filter((candidate) => candidate.name === null || !names.includes(candidate.name)),
    withNames: withNames.filter((name) => !names.includes(name)),
  };
}

function letExpression(generator: Generator, type: Type, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  const bindings: Binding[] = [];
  for (let count = choose(tape, 4); count > 0; count--) {
    const at = { ...scope, binders: [...scope.binders, ...bindings.map((binding) => binding.binder)] };
    const bound = pick(tape, anyType);
    bindings.push({ binder: binder(generator, bound, null), value: expression(generator, bound, at, fuel - 1) });
  }
  const inner = { ...scope, binders: [...scope.binders, ...bindings.map((binding) => binding.binder)] };
  return { kind: "let", bindings, body: expression(generator, type, inner, fuel - 1) };
}

function call(generator: Generator, type: Type, scope: Scope, fuel: number): Expression {
  const bound = pick(generator.tape, anyType);
  const argument = expression(generator, bound, scope, fuel - 1);
  const parameter = binder(generator, bound, null);
  const inner = { ...scope, binders: [...scope.binders, parameter] };
  return { kind: "call", parameter, body: expression(generator, type, inner, fuel - 1), argument };
}

/** `({ i0, s0 ? "x", ... }@all: body) { i0 = 1; }`, with an argument that fits. */
function setCall(generator: Generator, type: Type, scope: Scope, fuel: number): Expression {
  const { tape } = generator;
  const names = attributeNames.filter((name) => name !== "q q" && choose(tape, 3) === 2);
  const inner = hiding(scope, names);
  const parameters: Parameter[] = [];
  const given: Attribute[] = [];
  for (const name of names) {
    const bound = attributeTypes[name] ?? "int";
    const at = { ...inner, binders: [...inner.binders, ...parameters.map((parameter) => parameter.binder)] };
    const hasDefault = choose(tape, 2) === 1;
    const fallback = hasDefault ? expression(generator, bound, at, fuel - 2) : null;
    if (!hasDefault || choose(tape, 2) === 1)
      given.push({ name, value: expression(generator, bound, scope, fuel - 2), binder: null });
    parameters.push({ binder: binder(generator, bound, name), fallback });
  }
  const as = choose(tape, 3) === 2 ? binder(generator, "set", null) : null;
  const binders = [...inner.binders, ...parameters.map((parameter) => parameter.binder), ...(as === null ? [] : [as])];
  const body = expression(generator, type, { ...inner, binders }, fuel - 1);
  const open = choose(tape, 2) === 1;
  const argument: Expression = { kind: "set", recursive: false, attributes: given, inherited: null };
  return { kind: "set-call", parameters, open, as, body, argument };
}

function withExpression(generator: Generator, type: Type, scope: Scope, fuel: number): Expression {
  const set = setLiteral(generator, scope, fuel);
  if (set.kind !== "set") return set;
  const provided = set.attributes
    .map(({ name }) => name)
    .filter((name) => name !== "q q" && !scope.taken.includes(name));
  const withNames = [...scope.withNames, ...provided.filter((name) => !scope.withNames.includes(name))];
  return { kind: "with", set, body: expression(generator, type, { ...scope, withNames }, fuel - 1) };
}

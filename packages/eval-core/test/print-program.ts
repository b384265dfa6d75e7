/**
 * One program written in many ways. A style is a tape of numbers (see `generate-program.ts`) that decides everything
 * the meaning does not depend on: names of variables, the order of attributes and bindings, attribute paths and merged
 * literals, quotes, parentheses, escapes, kinds of string, spelling of numbers, operators that have two spellings,
 * comments. All texts of one program are core-equal, across dialects too.
 */
import fc from "fast-check";
import {
  type Attribute,
  type Binder,
  type Binding,
  choose,
  type Expression,
  pick,
  type Tape,
  tapeOf,
} from "./generate-program.ts";

export interface Style {
  readonly dialect: "legacy" | "nix2";
  readonly choices: readonly number[];
}

/** Returns an arbitrary of choices. */
export function choices(): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: 0xffff }), { minLength: 0, maxLength: 300, size: "max" });
}

/** How tight forms bind; a larger number binds tighter. */
const Level = {
  Expression: 0,
  Pipe: 1,
  Implies: 2,
  Or: 3,
  And: 4,
  Equality: 5,
  Order: 6,
  Update: 7,
  Not: 8,
  Sum: 9,
  Product: 10,
  Concat: 11,
  Has: 12,
  Negate: 13,
  Call: 14,
  Select: 15,
  Atom: 16,
} as const;

interface Printer {
  readonly tape: Tape;
  readonly isNix2: boolean;
  readonly names: Map<number, string>;
  hidden: number;
}

interface Printed {
  readonly text: string;
  readonly level: number;
}

/** Returns a text of the program. */
export function printProgram(program: Expression, { dialect, choices: numbers }: Style): string {
  const printer: Printer = { tape: tapeOf(numbers), isNix2: dialect === "nix2", names: new Map(), hidden: 0 };
  return `${space(printer)}${print(printer, program, Level.Expression)}${space(printer)}`;
}

const spaces = [" ", "  ", "\n", "\t", " /* c */ ", " # c\n", "\r\n"] as const;

function space({ tape }: Printer): string {
  return pick(tape, spaces);
}

function print(printer: Printer, expression: Expression, level: number): string {
  const { text, level: own } = form(printer, expression);
  const isWrapped = own < level || choose(printer.tape, 8) === 7;
  return isWrapped ? `(${text})` : text;
}

function nameOf(printer: Printer, { id, name }: Binder): string {
  const known = name ?? printer.names.get(id);
  if (known !== undefined) return known;
  const fresh = `${pick(printer.tape, ["v", "x_", "long-name-", "_", "V'"])}${id}`;
  printer.names.set(id, fresh);
  return fresh;
}

function attribute({ tape, isNix2 }: Printer, name: string): string {
  const quoted = `"${name}"`;
  if (name.includes(" ")) return quoted;
  return pick(tape, [name, name, quoted, isNix2 ? name : `\${"${name}"}`]);
}

function inheritedNames(printer: Printer, names: readonly string[]): string {
  return names
    .map((name) => (name.includes(" ") ? `"${name}"` : pick(printer.tape, [name, name, `"${name}"`])))
    .join(" ");
}

// One flat switch over the kinds.
function form(printer: Printer, expression: Expression): Printed {
  const { tape, isNix2 } = printer;
  const at = (inner: Expression, level: number): string => print(printer, inner, level);
  const whole = (inner: Expression): string => print(printer, inner, Level.Expression);
  switch (expression.kind) {
    case "int":
      return { text: `${isNix2 ? "" : pick(tape, ["", "0", "00"])}${expression.value}`, level: Level.Select };
    case "bool":
      return { text: String(expression.value), level: Level.Atom };
    case "string":
      return { text: stringText(printer, expression.parts), level: Level.Atom };
    case "variable":
      return { text: nameOf(printer, expression.binder), level: Level.Atom };
    case "with-name":
      return { text: expression.name, level: Level.Atom };
    case "builtin": {
      const text = expression.name === "toString" ? "toString" : `builtins.${expression.name}`;
      return callForm(printer, text, expression.argument);
    }
    case "call":
      return callForm(
        printer,
        `(${nameOf(printer, expression.parameter)}:${space(printer)}${whole(expression.body)})`,
        expression.argument,
      );
    case "set-call":
      return callForm(
        printer,
        `(${formalsText(printer, expression)}:${space(printer)}${whole(expression.body)})`,
        expression.argument,
      );
    case "let":
      return {
        text: `let${space(printer)}${bindingsText(printer, expression.bindings)}in${space(printer)}${whole(expression.body)}`,
        level: Level.Expression,
      };
    case "set":
      return setForm(printer, expression);
    case "select":
      return {
        text: `${at(expression.set, isNix2 ? Level.Select : Level.Atom)}.${attribute(printer, expression.name)}`,
        level: Level.Select,
      };
    case "select-or":
      return selectOrForm(printer, expression);
    case "has":
      return { text: `${at(expression.set, Level.Negate)} ? ${pathText(printer, expression.path)}`, level: Level.Has };
    case "list":
      return listForm(printer, expression.elements);
    case "slice":
      return sliceForm(printer, expression);
    case "if":
      return {
        text: `if ${whole(expression.condition)} then ${whole(expression.yes)}${space(printer)}else ${whole(expression.no)}`,
        level: Level.Expression,
      };
    case "assert":
      return {
        text: `assert ${whole(expression.condition)};${space(printer)}${whole(expression.body)}`,
        level: Level.Expression,
      };
    case "with":
      return {
        text: `with ${whole(expression.set)};${space(printer)}${whole(expression.body)}`,
        level: Level.Expression,
      };
    case "arithmetic":
      return infix(printer, expression, expression.operator === "*" ? Level.Product : Level.Sum, expression.operator);
    case "join":
      return infix(printer, expression, Level.Sum, "+");
    case "logic":
      return logicForm(printer, expression);
    case "less":
      return lessForm(printer, expression);
    case "equal": {
      const operands = { left: at(expression.left, Level.Order), right: at(expression.right, Level.Order) };
      if (!expression.negated) return { text: `${operands.left} == ${operands.right}`, level: Level.Equality };
      if (choose(tape, 2) === 0) return { text: `${operands.left} != ${operands.right}`, level: Level.Equality };
      return { text: `!(${operands.left} == ${operands.right})`, level: Level.Not };
    }
    case "not":
      return { text: `!${at(expression.operand, Level.Not)}`, level: Level.Not };
    case "negate":
      return { text: `-${at(expression.operand, Level.Negate)}`, level: Level.Negate };
    case "update":
      return {
        text: `${at(expression.left, Level.Not)} // ${at(expression.right, Level.Update)}`,
        level: Level.Update,
      };
  }
}

interface Operands {
  readonly left: Expression;
  readonly right: Expression;
}

/** A left-associative operator. */
function infix(printer: Printer, { left, right }: Operands, level: number, operator: string): Printed {
  return {
    text: `${print(printer, left, level)} ${operator}${space(printer)}${print(printer, right, level + 1)}`,
    level,
  };
}

function logicForm(printer: Printer, expression: Extract<Expression, { kind: "logic" }>): Printed {
  const { operator, left, right } = expression;
  if (operator === "&&") return infix(printer, expression, Level.And, operator);
  if (operator === "||") return infix(printer, expression, Level.Or, operator);
  return { text: `${print(printer, left, Level.Or)} -> ${print(printer, right, Level.Implies)}`, level: Level.Implies };
}

function lessForm(printer: Printer, { negated, left, right }: Extract<Expression, { kind: "less" }>): Printed {
  const a = print(printer, left, Level.Update);
  const b = print(printer, right, Level.Update);
  const isSwapped = choose(printer.tape, 2) === 1;
  if (!negated) return { text: isSwapped ? `${b} > ${a}` : `${a} < ${b}`, level: Level.Order };
  if (choose(printer.tape, 3) === 2) return { text: `!(${a} < ${b})`, level: Level.Not };
  return { text: isSwapped ? `${b} <= ${a}` : `${a} >= ${b}`, level: Level.Order };
}

/** `f x`, or `x |> f` where the dialect has it. */
function callForm(printer: Printer, fn: string, argument: Expression): Printed {
  if (printer.isNix2 && choose(printer.tape, 3) === 2) {
    return { text: `${print(printer, argument, Level.Pipe)} |> ${fn}`, level: Level.Pipe };
  }
  return { text: `${fn}${space(printer)}${print(printer, argument, Level.Select)}`, level: Level.Call };
}

function formalsText(printer: Printer, { parameters, open, as }: Extract<Expression, { kind: "set-call" }>): string {
  const formals = shuffled(printer, parameters).map(({ binder, fallback }) =>
    fallback === null
      ? nameOf(printer, binder)
      : `${nameOf(printer, binder)} ? ${print(printer, fallback, Level.Expression)}`,
  );
  const comma = formals.length > 0 && !open && choose(printer.tape, 3) === 2 ? "," : "";
  const braces = `{${space(printer)}${[...formals, ...(open ? ["..."] : [])].join(", ")}${comma}${space(printer)}}`;
  if (as === null) return braces;
  return choose(printer.tape, 2) === 0
    ? `${braces}@${nameOf(printer, as)}`
    : `${nameOf(printer, as)}${space(printer)}@ ${braces}`;
}

function shuffled<T>({ tape }: Printer, items: readonly T[]): T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(choose(tape, rest.length), 1));
  return order;
}

type SetExpression = Extract<Expression, { kind: "set" }>;

function bindingsText(printer: Printer, bindings: readonly Binding[]): string {
  const items = bindings.flatMap(({ binder, value }) => itemsOf(printer, nameOf(printer, binder), value));
  return shuffled(printer, items)
    .map((item) => `${item}${space(printer)}`)
    .join("");
}

function setForm(printer: Printer, { recursive, attributes, inherited }: SetExpression): Printed {
  const items = attributes.flatMap((entry) => attributeItems(printer, entry));
  if (inherited !== null) items.push(inheritedItem(printer, inherited));
  const text = shuffled(printer, items)
    .map((item) => `${item}${space(printer)}`)
    .join("");
  return { text: `${recursive ? "rec " : ""}{${space(printer)}${text}}`, level: Level.Atom };
}

function inheritedItem(printer: Printer, { from, names }: NonNullable<SetExpression["inherited"]>): string {
  if (printer.isNix2 && choose(printer.tape, 2) === 1) {
    return `*${print(printer, from, Level.Select)}.{${names.map((name) => attribute({ ...printer, isNix2: true }, name)).join(", ")}};`;
  }
  return `inherit (${print(printer, from, Level.Expression)}) ${inheritedNames(printer, names)};`;
}

function attributeItems(printer: Printer, { name, value, binder }: Attribute): string[] {
  const isOwnName =
    (value.kind === "variable" && value.binder !== binder && nameOf(printer, value.binder) === name) ||
    (value.kind === "with-name" && value.name === name);
  if (isOwnName && choose(printer.tape, 2) === 1) return [`inherit ${inheritedNames(printer, [name])};`];
  return itemsOf(printer, attribute(printer, name), value);
}

/** `path = value;`, or the attributes of a set literal one by one, or (legacy) as several literals that are merged. */
function itemsOf(printer: Printer, path: string, value: Expression): string[] {
  const { tape, isNix2 } = printer;
  const isSplittable =
    value.kind === "set" && !value.recursive && value.inherited === null && value.attributes.length > 0;
  const way = isSplittable ? choose(tape, 4) : 0;
  if (!isSplittable || way === 0) return [`${path} = ${print(printer, value, Level.Expression)};`];
  const one = ({ name, value: inner }: Attribute): string[] =>
    itemsOf(printer, `${path}.${attribute(printer, name)}`, inner);
  if (way === 1 || isNix2) return value.attributes.flatMap(one);
  const cut = choose(tape, value.attributes.length + 1);
  const literal = (attributes: readonly Attribute[]): string =>
    `${path} = ${print(printer, { ...value, attributes }, Level.Expression)};`;
  const rest = value.attributes.slice(cut);
  return [literal(value.attributes.slice(0, cut)), ...(way === 2 ? rest.flatMap(one) : [literal(rest)])];
}

function pathText(printer: Printer, path: readonly string[]): string {
  return path.map((name) => attribute(printer, name)).join(pick(printer.tape, [".", " . "]));
}

function selectOrForm(printer: Printer, { set, path, fallback }: Extract<Expression, { kind: "select-or" }>): Printed {
  if (printer.isNix2) {
    const text = `${print(printer, set, Level.Call)} ? ${pathText(printer, path)} : ${print(printer, fallback, Level.Call)}`;
    return { text, level: Level.Expression };
  }
  const text = `${print(printer, set, Level.Atom)}.${pathText(printer, path)} or ${print(printer, fallback, Level.Select)}`;
  return { text, level: Level.Select };
}

type Elements = Extract<Expression, { kind: "list" }>["elements"];

function listForm(printer: Printer, elements: Elements): Printed {
  const hasSplats = elements.some((element) => element.splat);
  const isLiteral = printer.isNix2 ? choose(printer.tape, 3) !== 2 : !hasSplats && choose(printer.tape, 3) !== 2;
  if (isLiteral) return { text: listLiteral(printer, elements), level: Level.Atom };
  const operands: string[] = [];
  let run: Elements[number][] = [];
  for (const element of elements) {
    const isCut = element.splat || choose(printer.tape, 3) === 2;
    if (isCut && run.length > 0) operands.push(listLiteral(printer, run));
    if (isCut) run = [];
    if (element.splat) operands.push(print(printer, element.value, Level.Has));
    else run.push(element);
  }
  // A list of one unpacked list is a concatenation too: the operand has to be a list.
  if (run.length > 0 || operands.length < 2) operands.push(listLiteral(printer, run));
  return operands.length === 1
    ? { text: operands[0] ?? "", level: Level.Atom }
    : { text: operands.join(" ++ "), level: Level.Concat };
}

function listLiteral(printer: Printer, elements: Elements): string {
  const texts = elements.map(
    ({ splat, value }) => `${splat ? "*" : ""}${print(printer, value, Level.Select)}${space(printer)}`,
  );
  return `[${space(printer)}${texts.join("")}]`;
}

function sliceForm(printer: Printer, { shape, set, names }: Extract<Expression, { kind: "slice" }>): Printed {
  if (printer.isNix2 && choose(printer.tape, 3) !== 2) {
    const keys = names.map((name) => attribute(printer, name)).join(", ");
    const brackets = shape === "list" ? `.[${keys}]` : `.{${keys}}`;
    return { text: `${print(printer, set, Level.Select)}${brackets}`, level: Level.Select };
  }
  if (shape === "set") {
    return {
      text: `{ inherit (${print(printer, set, Level.Expression)}) ${inheritedNames(printer, names)}; }`,
      level: Level.Atom,
    };
  }
  const hidden = `hidden-${printer.hidden++}`;
  const elements = names.map((name) => `${hidden}.${attribute(printer, name)} `).join("");
  return {
    text: `let ${hidden} = ${print(printer, set, Level.Expression)}; in [ ${elements}]`,
    level: Level.Expression,
  };
}

function stringText(printer: Printer, parts: readonly (string | Expression)[]): string {
  const merged: (string | Expression)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  const canIndent = choose(printer.tape, 3) === 2 && isIndentable(merged);
  return canIndent ? indentedText(printer, merged) : plainText(printer, merged);
}

function plainText(printer: Printer, parts: readonly (string | Expression)[]): string {
  const inner = parts.map((part) =>
    typeof part === "string"
      ? [...part].map((char) => plainChar(printer, char)).join("")
      : interpolation(printer, part),
  );
  return `"${inner.join("")}"`;
}

function interpolation(printer: Printer, part: Expression): string {
  return `\${${print(printer, part, Level.Expression)}}`;
}

function plainChar({ tape, isNix2 }: Printer, char: string): string {
  if (char === '"' || char === "\\" || char === "$") return `\\${char}`;
  if (char === "\r") return "\\r";
  if (char === "\n") return pick(tape, ["\n", "\\n"]);
  if (char === "\t") return pick(tape, ["\t", "\\t"]);
  if (!/[a-z ]/.test(char)) return char;
  if (isNix2)
    return pick(tape, [char, char, `\\x${char.charCodeAt(0).toString(16)}`, `\\u{${char.charCodeAt(0).toString(16)}}`]);
  return /[nrt]/.test(char) ? char : pick(tape, [char, char, `\\${char}`]);
}

/**
 * Whether the text can stand on lines of its own that are indented by four spaces: one of them must begin with
 * something else than white space, and the last must not be only spaces.
 */
function isIndentable(parts: readonly (string | Expression)[]): boolean {
  const text = parts.map((part) => (typeof part === "string" ? part : "x")).join("");
  const lines = text.split("\n");
  return lines.some((line) => /^[^\s]/.test(line)) && !/^ +$/.test(lines.at(-1) ?? "");
}

function indentedText(printer: Printer, parts: readonly (string | Expression)[]): string {
  const inner = parts.map((part) =>
    typeof part === "string" ? [...part].map(indentedChar).join("") : interpolation(printer, part),
  );
  return `''${pick(printer.tape, ["", "  "])}\n    ${inner.join("")}''`;
}

function indentedChar(char: string): string {
  if (char === "$") return "''$";
  if (char === "'") return "''\\'";
  if (char === "\r") return "''\\r";
  if (char === "\t") return "''\\t";
  return char === "\n" ? "\n    " : char;
}

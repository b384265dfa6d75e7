/**
 * Random Nix 2 programs, as text, for the down-levelling: every construct that legacy has not, inside each other, with
 * failures and traces. Programs are typed, but need not have a value: an index may be out of range, an unpacked name
 * there twice, a `throw` forced.
 */
import fc from "fast-check";
import { choose, pick, type Tape, tapeOf } from "../../eval-core/test/generate-program.ts";

type Type = "int" | "list" | "set" | "string";

interface Generator {
  readonly tape: Tape;
  readonly isFuture: boolean;
  next: number;
}

interface Scope {
  readonly depth: number;
  readonly variables: readonly { readonly name: string; readonly type: Type }[];
}

/** An arbitrary of whole files with a head clause. */
export function nix2Files(edition: "nix2" | "nix2-future"): fc.Arbitrary<string> {
  return fc
    .array(fc.nat({ max: 0xffff }), { minLength: 20, maxLength: 250, size: "max" })
    .map((numbers) => file(edition, tapeOf(numbers)));
}

function file(edition: "nix2" | "nix2-future", tape: Tape): string {
  const generator: Generator = { tape, isFuture: edition === "nix2-future", next: 0 };
  const scope: Scope = { depth: 5, variables: [] };
  // No `deepSeq` inside `tryEval`: which of two failures it meets first depends on the order of attributes in memory.
  // One failure is one of the whole program, so there is one part more only now and then.
  const parts = Array.from({ length: choose(tape, 4) === 3 ? 2 : 1 }, () => {
    const text = expression(generator, pick(tape, types), scope);
    return choose(tape, 3) === 0 ? `(${text})` : `(builtins.tryEval (${text}))`;
  });
  const head = `use experimental.${edition};${pick(tape, ["\n", " ", "\n\n# c\n", "\r\n"])}`;
  return `${head}${list(generator, parts)}${pick(tape, ["", "\n", " # end"])}`;
}

function list({ isFuture }: Generator, parts: readonly string[]): string {
  return `[ ${parts.join(isFuture ? ", " : " ")} ]`;
}

function gap({ tape }: Generator): string {
  return pick(tape, [" ", " ", " ", "\n", "\n  ", " /* c */ ", " # c\n", "\r\n"]);
}

function expression(generator: Generator, type: Type, scope: Scope): string {
  const { tape } = generator;
  const inner: Scope = { ...scope, depth: scope.depth - 1 };
  const known = scope.variables.filter((variable) => variable.type === type);
  if (known.length > 0 && choose(tape, 3) === 0) return known[choose(tape, known.length)]?.name ?? "0";
  if (scope.depth <= 0) return leaf(generator, type);
  const every = choose(tape, 15);
  if (every === 0 && choose(tape, 4) === 0) return `(throw "t")`;
  if (every === 1) return `(builtins.trace "${generator.next++}" ${expression(generator, type, inner)})`;
  if (every === 2) return binding(generator, type, inner);
  if (every === 3) return pipe(generator, type, inner);
  if (every === 4) return pattern(generator, type, inner);
  if (every === 5 && generator.isFuture) return future(generator, type, inner);
  switch (type) {
    case "int":
      return int(generator, inner);
    case "list":
      return listOf(generator, inner);
    case "set":
      return set(generator, inner);
    case "string":
      return string(generator, inner);
  }
}

function leaf({ tape }: Generator, type: Type): string {
  switch (type) {
    case "int":
      return String(choose(tape, 9));
    case "list":
      return "[ ]";
    case "set":
      return pick(tape, ["{ }", "{ a = 1; }", '{ b = 2; "c d" = 3; }']);
    case "string":
      return pick(tape, ['"s"', '"\\x41"', '"\\u{e9}"', "''  t''"]);
  }
}

const types: readonly [Type, ...Type[]] = ["int", "list", "set", "string"];

function variable(generator: Generator, type: Type): { readonly name: string; readonly type: Type } {
  return {
    name: `${pick(generator.tape, ["x", "slice'", "list'", "value'", "all", "part", "v-"])}${generator.next++}`,
    type,
  };
}

function binding(generator: Generator, type: Type, scope: Scope): string {
  const of = pick(generator.tape, types);
  const bound = variable(generator, of);
  const value = expression(generator, of, scope);
  const body = expression(generator, type, { ...scope, variables: [...scope.variables, bound] });
  if (choose(generator.tape, 2) === 0) return `(let ${bound.name} = ${value};${gap(generator)}in ${body})`;
  return `((${bound.name}:${pick(generator.tape, [" ", ""])}${body}) ${argument(value)})`;
}

function pipe(generator: Generator, type: Type, scope: Scope): string {
  const of = pick(generator.tape, types);
  const bound = variable(generator, of);
  const value = expression(generator, of, scope);
  const body = expression(generator, type, { ...scope, variables: [...scope.variables, bound] });
  const fn = `(${bound.name}: ${body})`;
  if (generator.isFuture && choose(generator.tape, 2) === 0)
    return `(${fn}${gap(generator)}<|${gap(generator)}${argument(value)})`;
  return `(${argument(value)}${gap(generator)}|>${gap(generator)}${fn}${choose(generator.tape, 3) === 0 ? " |> (y: y)" : ""})`;
}

function pattern(generator: Generator, type: Type, scope: Scope): string {
  const names = Array.from({ length: choose(generator.tape, 3) }, () => variable(generator, "int"));
  const body = expression(generator, type, { ...scope, variables: [...scope.variables, ...names] });
  const open = pick(generator.tape, ["", "..."]);
  const items = [...names.map(({ name }) => name), ...(open === "" ? [] : [open])];
  const isLong = choose(generator.tape, 4) > 0;
  const given = isLong
    ? list(
        generator,
        names.map(() => argument(expression(generator, "int", scope))),
      )
    : expression(generator, "list", scope);
  return `(([${items.join(`,${gap(generator)}`)}]:${gap(generator)}${body}) ${argument(given)})`;
}

function future(generator: Generator, type: Type, scope: Scope): string {
  const value = (): string => expression(generator, type, scope);
  const name = `args${generator.next++}`;
  switch (choose(generator.tape, 4)) {
    case 0:
      return `(${argument(pick(generator.tape, ["null", value()]))}${gap(generator)}?:${gap(generator)}${argument(value())})`;
    case 1:
      return `((${name}@{ a ?: ${value()}, b ? ${name}.a, ... }: ${name}.${pick(generator.tape, ["a", "b"])}) { ${pick(generator.tape, ["", `a = ${value()};`])} })`;
    case 2:
      return `(let ${name} = { a = ${value()}; }; in inherit ${name}.{a}; builtins.seq a ${argument(value())})`;
    default:
      return `(({ a = ${value()}; }).?a)`;
  }
}

function argument(text: string): string {
  return `(${text})`;
}

function int(generator: Generator, scope: Scope): string {
  const { tape, isFuture } = generator;
  const one = (type: Type): string => argument(expression(generator, type, scope));
  switch (choose(tape, 7)) {
    case 0:
      if (choose(tape, 3) > 0) return `${list(generator, [one("int"), one("int")])}.${choose(tape, 2)}`;
      return `${one("list")}.${choose(tape, 2)}`;
    case 1:
      if (choose(tape, 3) > 0) return `({ a = ${one("int")}; } // ${one("set")}).a`;
      return `${one("set")}.${pick(tape, ["a", "b", '"c d"', '${"a"}'])}`;
    case 2:
      return `(${one("set")}${gap(generator)}? ${pick(tape, ["a", "b", "a.b", '"c d"'])}${gap(generator)}: ${one("int")})`;
    case 3:
      return isFuture ? `builtins.length ${one("list")}` : `${one("int")} ${pick(tape, ["+", "-", "*"])} ${one("int")}`;
    case 4:
      return `(if ${one("set")} ? a then ${one("int")} else ${one("int")})`;
    case 5:
      return `builtins.stringLength ${one("string")}`;
    default:
      return `({ a = ${one("int")}; b = throw "lazy"; }).{a, b}.a`;
  }
}

function listOf(generator: Generator, scope: Scope): string {
  const { tape } = generator;
  const one = (type: Type): string => argument(expression(generator, type, scope));
  switch (choose(tape, 3)) {
    case 0:
      return `${one("set")}.[${pick(tape, ["a", "a, b", "b,", "", '"c d", a'])}]`;
    case 1:
      return `${one("list")} ++ ${one("list")}`;
    default: {
      const elements = Array.from({ length: choose(tape, 4) }, () =>
        choose(tape, 2) === 0 ? one("int") : `*${one("list")}`,
      );
      const separator = generator.isFuture ? `,${gap(generator)}` : gap(generator);
      return `[${gap(generator)}${elements.join(separator)}${gap(generator)}]`;
    }
  }
}

function set(generator: Generator, scope: Scope): string {
  const { tape } = generator;
  const one = (type: Type): string => argument(expression(generator, type, scope));
  switch (choose(tape, 5)) {
    case 0:
      return `${one("set")}.{${pick(tape, ["a", "a, b", "b,", "", '"c d", a'])}}`;
    case 1:
      return `${one("set")} // ${one("set")}`;
    case 2:
      return `rec {${gap(generator)}*${one("set")}.{a};${gap(generator)}b = a; }`;
    case 3:
      return `{ a = ${one("int")};${gap(generator)}*{ ${pick(tape, ["b", "a"])} = ${one("int")}; }; }`;
    default: {
      const items = ["a", "b", '"c d"', '${"d"}']
        .filter(() => choose(tape, 3) === 0)
        .map((name) => `${name} = ${one("int")};`);
      const unpacked = Array.from({ length: choose(tape, 3) }, () => `*${one("set")};`);
      return `{${gap(generator)}${[...items, ...unpacked].join(gap(generator))} }`;
    }
  }
}

const stringPieces = [
  "a",
  " ",
  "$",
  "$$",
  "é",
  "{",
  "}",
  "'",
  "\\x41",
  "\\u{1F600}",
  "\\x24",
  "\\x7b",
  "\\\\",
  '\\"',
  "\\n",
  "\\\n",
] as const;
const indentedPieces = [
  "a",
  "\n",
  "\n  ",
  "\n    ",
  "\n\t",
  "b c",
  "$",
  "é",
  "'''",
  "''$",
  "''\\n",
  "''\\x41",
  "''\\u{e9}",
  "''\\\n",
  "\\",
] as const;

function string(generator: Generator, scope: Scope): string {
  const { tape } = generator;
  const isIndented = choose(tape, 2) === 0;
  let text = "";
  for (let count = choose(tape, 8); count > 0; count--) {
    const isHole = choose(tape, 5) === 0;
    text += isHole
      ? `\${${expression(generator, "string", scope)}}`
      : pick(tape, isIndented ? indentedPieces : stringPieces);
  }
  return isIndented ? `''${text}''` : `"${text}"`;
}

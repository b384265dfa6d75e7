/**
 * Random programs of everything the language and its builtins have. A program is written for the type it should have,
 * and now and then with a value of another type in some place, so that some fail and most do not. The same seed gives
 * the same program. Values can refer to files below a folder that the caller makes: see `fixtureFiles`.
 */
import { jsonText, pattern, subject, tomlText, version } from "./generate-text.ts";

/** Numbers that look random and depend on the seed alone. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Returns a number from 0 up to, not including, `count`. */
  roll(count: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  oneIn(count: number): boolean {
    return this.roll(count) === 0;
  }

  pick<T>(options: readonly T[]): T {
    const option = options[this.roll(options.length)];
    if (option === undefined) throw new Error("nothing to pick from");
    return option;
  }
}

type Type =
  | "int"
  | "float"
  | "bool"
  | "string"
  | "path"
  | "null"
  | "ints"
  | "strings"
  | "sets"
  | "list"
  | "set"
  | "function";

const types: readonly Type[] = [
  "int",
  "float",
  "bool",
  "string",
  "path",
  "null",
  "ints",
  "strings",
  "sets",
  "list",
  "set",
  "function",
];

/** The files that programs may read, below the fixture folder. */
export const fixtureFiles: Readonly<Record<string, string>> = {
  "a.txt": "hello\nworld",
  "n.nix": "{ x = 1; y = [ 2 3 ]; }",
  "f.nix": "{ a ? 1, b ? a, ... }: a + b",
  "scope.nix": "let z = 1; in [ z extra ]",
  "d/e.json": '{"k": [1, 2.5, null, "s"]}',
  "d/empty": "",
};

interface Variable {
  readonly name: string;
  readonly type: Type;
}

interface Scope {
  readonly variables: readonly Variable[];
  /** What is left of the program's size. */
  readonly depth: number;
}

/** The attributes that sets usually have, so that selections usually succeed. */
const attributes: readonly Variable[] = [
  { name: "a", type: "int" },
  { name: "b", type: "string" },
  { name: "c", type: "bool" },
  { name: "d", type: "ints" },
  { name: "e", type: "set" },
  { name: '"f g"', type: "int" },
  { name: "name", type: "string" },
  { name: "value", type: "int" },
  { name: "key", type: "int" },
];

/** Returns the program of a seed. */
export function wideProgram(seed: number, fixture: string): string {
  return new Writer(new Dice(seed), fixture).program();
}

/** A way to write an expression of a type; gets a function for its parts. */
type Form = (write: (type: Type) => string, writer: Writer, scope: Scope) => string;

class Writer {
  readonly dice: Dice;
  readonly fixture: string;
  private names = 0;

  constructor(dice: Dice, fixture: string) {
    this.dice = dice;
    this.fixture = fixture;
  }

  program(): string {
    const type = this.dice.pick(types);
    const body = this.write(type === "function" ? "string" : type, { variables: [], depth: 3 + this.dice.roll(4) });
    return this.dice.oneIn(6) ? `builtins.tryEval (${body})` : body;
  }

  fresh(): string {
    return this.dice.oneIn(8) ? this.dice.pick(["a", "map", "toString", "x", "lib"]) : `v${this.names++}`;
  }

  /** Returns an expression in parentheses, or a token that needs none. */
  write(wanted: Type, scope: Scope): string {
    const { dice } = this;
    const type = dice.oneIn(60) ? dice.pick(types) : wanted;
    const known = scope.variables.filter((variable) => variable.type === type);
    if (known.length > 0 && dice.oneIn(3)) return dice.pick(known).name;
    if (scope.depth <= 0 || dice.oneIn(7)) return leaf(this, type);
    const inner = { ...scope, depth: scope.depth - 1 };
    const form = dice.oneIn(4) ? dice.pick(anyForms(type)) : dice.pick(forms[type]);
    return `(${form((part) => this.write(part, inner), this, inner)})`;
  }

  /** Writes an expression in which some more names are known. */
  within(type: Type, scope: Scope, variables: readonly Variable[]): string {
    const names = new Set(variables.map(({ name }) => name));
    return this.write(type, {
      variables: [...scope.variables.filter(({ name }) => !names.has(name)), ...variables],
      depth: scope.depth - 1,
    });
  }

  times(most: number, item: () => string): string[] {
    return Array.from({ length: this.dice.roll(most + 1) }, item);
  }
}

function leaf({ dice, fixture }: Writer, type: Type): string {
  switch (type) {
    case "int":
      return dice.pick(["0", "1", "2", "3", "7", "(-1)", "(-5)", "100", "9223372036854775807", "4611686018427387904"]);
    case "float":
      return dice.pick(["0.0", "1.5", "(-2.25)", "1.0e3", "3.0", "1e-5", "1.0e10", ".5", "123456.789", "1.0e300"]);
    case "bool":
      return dice.pick(["true", "false"]);
    case "null":
      return "null";
    case "string":
      return stringLeaf(dice, fixture);
    case "path":
      return dice.pick([`${fixture}/a.txt`, `${fixture}/d`, `${fixture}/n.nix`, "/a/b.c", `${fixture}/no`, "/."]);
    case "ints":
      return dice.pick(["[ ]", "[ 1 ]", "[ 3 1 2 ]", "[ 1 1 ]", "[ 5 (-1) 0 ]", "[ 1 2.0 3 ]"]);
    case "strings":
      return dice.pick(["[ ]", '[ "a" "b" ]', '[ "c" "a" "" ]', '[ "x" "x" ]', '[ "name" "a" ]']);
    case "list":
      return dice.pick(["[ ]", '[ 1 "a" null ]', "[ [ ] [ 1 ] ]", "[ true 1.5 ]", "[ { } { a = 1; } ]"]);
    case "sets":
      return dice.pick([
        "[ ]",
        '[ { a = 1; } { a = 2; b = "s"; } ]',
        '[ { name = "n"; value = 1; } ]',
        "[ { key = 1; } ]",
      ]);
    case "set":
      return dice.pick([
        "{ }",
        "{ a = 1; }",
        '{ b = "s"; a = 2; }',
        '{ name = "x"; value = 3; key = 4; }',
        "{ e = { a = 5; }; }",
      ]);
    case "function":
      return dice.pick(["(x: x)", "(x: y: x)", "({ a ? 1, ... }: a)", "builtins.add 1", "toString", "builtins.typeOf"]);
  }
}

const strings = [
  '""',
  '"a"',
  '"abc"',
  '"a.b-1.2pre3"',
  '"x\\ny\\t\\"q\\" \\${z} $${w}"',
  "''\n  two\n    lines\n''",
  "'' a ''${'' b '''' ''\\n''",
  '"/a/b"',
  '"ä€"',
  '"name"',
  '"foo-1.0"',
  '"1.10"',
  '"key"',
];

function stringLeaf(dice: Dice, fixture: string): string {
  if (dice.oneIn(10)) return `"\${${fixture}/${dice.pick(["a.txt", "d", "n.nix"])}}"`;
  return dice.pick(strings);
}

/** Forms that give any type, from an expression of that type. */
function anyForms(type: Type): readonly Form[] {
  return [
    (w) => `if ${w("bool")} then ${w(type)} else ${w(type)}`,
    (w) => `assert ${w("bool")}; ${w(type)}`,
    (w, writer, scope) => letForm(writer, type, scope, w),
    (_w, writer, scope) => callForm(writer, type, scope),
    (_w, writer, scope) => formalsForm(writer, type, scope),
    (_w, writer, scope) => withForm(writer, type, scope),
    (w, { dice }) =>
      `{ a = ${w(type)}; ${dice.pick(["", "b = 1;", "a2.b = 2;"])} }.${dice.pick(["a", "a or 7", '"a"', '${"a"}'])}`,
    (w, { dice }) => `${w("set")}.${dice.pick(["x", "a.b", "e.e.z"])} or ${w(type)}`,
    (w) => `builtins.head [ ${w(type)} ]`,
    (w) => `builtins.elemAt [ ${w("int")} ${w(type)} ] 1`,
    (w) => `builtins.seq ${w("set")} ${w(type)}`,
    (w) => `builtins.deepSeq ${w("list")} ${w(type)}`,
    (w) => `(builtins.tryEval ${w(type)}).value`,
    (w) => `rec { a = b; b = ${w(type)}; }.a`,
    (w) => `let { body = x; x = ${w(type)}; }`,
    (w) => `builtins.getAttr "k" { k = ${w(type)}; }`,
    (w) => `{ __functor = self: x: ${w(type)}; } ${w("int")}`,
    (w) => `builtins.foldl' (a: b: b) ${w("int")} [ ${w(type)} ]`,
    (w) => `builtins.addErrorContext "x" ${w(type)}`,
    (w) => `let inherit ({ q = ${w(type)}; }) q; in q`,
    (w) => `(x: with { inherit x; }; x) ${w(type)}`,
  ];
}

function letForm(writer: Writer, type: Type, scope: Scope, write: (type: Type) => string): string {
  const variables = writer.times(2, () => "").map(() => ({ name: writer.fresh(), type: writer.dice.pick(types) }));
  const unique = variables.filter(({ name }, at) => variables.findIndex((other) => other.name === name) === at);
  const bindings = unique.map((variable) => `${variable.name} = ${write(variable.type)};`);
  return `let ${bindings.join(" ")} in ${writer.within(type, scope, unique)}`;
}

function callForm(writer: Writer, type: Type, scope: Scope): string {
  const variable = { name: writer.fresh(), type: writer.dice.pick(types) };
  return `(${variable.name}: ${writer.within(type, scope, [variable])}) ${writer.write(variable.type, scope)}`;
}

function formalsForm(writer: Writer, type: Type, scope: Scope): string {
  const { dice } = writer;
  const [first, second] = [dice.pick(types), dice.pick(types)];
  const variables: Variable[] = [
    { name: "p", type: first },
    { name: "q", type: second },
    { name: "all", type: "set" },
  ];
  const given = dice.oneIn(2) ? ` q = ${writer.write(second, scope)};` : "";
  const extra = dice.oneIn(3) ? " z = 1;" : "";
  const dots = dice.oneIn(2) ? ", ..." : "";
  const fallback = dice.oneIn(3) ? "" : ` ? ${writer.write(second, scope)}`;
  const pattern = dice.oneIn(2) ? `{ p, q${fallback}${dots} }@all` : `all@{ p, q${fallback}${dots} }`;
  return `(${pattern}: ${writer.within(type, scope, variables)}) { p = ${writer.write(first, scope)};${given}${extra} }`;
}

function withForm(writer: Writer, type: Type, scope: Scope): string {
  const variable = { name: `w${writer.dice.roll(3)}`, type: writer.dice.pick(types) };
  const isShadowed = scope.variables.some(({ name }) => name === variable.name);
  const names = isShadowed ? [] : [variable];
  return `with { ${variable.name} = ${writer.write(variable.type, scope)}; }; ${writer.within(type, scope, names)}`;
}

function listOf(writer: Writer, scope: Scope, type: Type): string {
  return `[ ${writer.times(4, () => writer.write(type, scope)).join(" ")} ]`;
}

function mixedList(writer: Writer, scope: Scope): string {
  return `[ ${writer.times(4, () => writer.write(writer.dice.pick(types), scope)).join(" ")} ]`;
}

function setLiteral(writer: Writer, scope: Scope): string {
  const { dice } = writer;
  const isRecursive = dice.oneIn(4);
  const chosen = attributes.filter(() => dice.oneIn(3));
  const variables = isRecursive ? chosen.filter(({ name }) => !name.startsWith('"')) : [];
  const bindings = chosen.map(({ name, type }) => {
    const value = isRecursive && dice.oneIn(3) ? writer.within(type, scope, variables) : writer.write(type, scope);
    return `${name} = ${value};`;
  });
  const inherited = scope.variables.filter(({ name }) => !chosen.some((one) => one.name === name)).slice(0, 2);
  const isPlain = !inherited.some(({ name }) => /^w[0-9]$/.test(name));
  if (dice.oneIn(4) && inherited.length > 0 && isPlain && !isRecursive)
    bindings.push(`inherit ${inherited.map(({ name }) => name).join(" ")};`);
  if (dice.oneIn(6)) bindings.push(`inherit (${writer.write("set", scope)}) ${dice.pick(["i", "k", "name1"])};`);
  if (dice.oneIn(5)) bindings.push(`n.m = ${writer.write("int", scope)}; n.o.p = 1;`);
  if (dice.oneIn(6)) bindings.push(`n = { q = ${writer.write("int", scope)}; };`);
  if (dice.oneIn(6)) bindings.push(`\${${writer.write("string", scope)}} = ${writer.write("int", scope)};`);
  if (dice.oneIn(12)) bindings.push(`__toString = self: ${writer.write("string", scope)};`);
  if (dice.oneIn(14)) bindings.push(`outPath = ${writer.write("string", scope)};`);
  if (dice.oneIn(30)) bindings.push(`__overrides = { a = 9; };`);
  return `${isRecursive ? "rec " : ""}{ ${bindings.join(" ")} }`;
}

/** A derivation with attributes of many kinds. */
function derivationForm(writer: Writer, scope: Scope): string {
  const { dice } = writer;
  const write = (type: Type): string => writer.write(type, scope);
  const parts = [
    `name = ${dice.oneIn(4) ? write("string") : '"drv"'};`,
    'system = "x";',
    `builder = ${dice.oneIn(3) ? write("path") : '"/b"'};`,
  ];
  if (dice.oneIn(3)) parts.push(`args = ${write("strings")};`);
  if (dice.oneIn(3)) parts.push(`x = ${write(dice.pick(types))};`);
  if (dice.oneIn(3)) parts.push(`y = ${write("string")};`);
  if (dice.oneIn(5)) parts.push("__structuredAttrs = true;");
  if (dice.oneIn(6))
    parts.push(`outputs = [ ${dice.pick(['"out" "dev"', '"lib" "out"', '"bin"', '"out" "out"', ""])} ];`);
  if (dice.oneIn(6)) parts.push(`__ignoreNulls = true; z = ${write("null")};`);
  if (dice.oneIn(5)) parts.push(`outputHash = ${dice.pick(hashes)}; outputHashAlgo = ${dice.pick(algorithms)};`);
  if (dice.oneIn(6)) parts.push(`outputHashMode = ${dice.pick(['"flat"', '"recursive"', '"x"'])};`);
  return `derivation { ${parts.join(" ")} }`;
}

const hashes = [
  '"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="',
  '"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"',
  '"da39a3ee5e6b4b0d3255bfef95601890afd80709"',
  '"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73"',
  '""',
];
const algorithms = ['"sha256"', '"sha1"', '"sha256"', '"md5"', "null"];

const operators = ["+", "-", "*"] as const;
const comparisons = ["==", "!=", "<", "<=", ">", ">="] as const;

const forms: Readonly<Record<Type, readonly Form[]>> = {
  int: [
    (w, { dice }) => `${w("int")} ${dice.pick(operators)} ${w("int")}`,
    (w, { dice }) => `${w("int")} / ${dice.pick(["1", "2", "(-3)", "0", "7"])}`,
    (w) => `-${w("int")}`,
    (w, { dice }) =>
      `builtins.${dice.pick(["add", "sub", "mul", "bitAnd", "bitOr", "bitXor"])} ${w("int")} ${w("int")}`,
    (w) => `builtins.div ${w("int")} 3`,
    (w) => `builtins.stringLength ${w("string")}`,
    (w) => `builtins.length ${w("list")}`,
    (w, { dice }) => `builtins.${dice.pick(["floor", "ceil"])} ${w("float")}`,
    (w, { dice }) => `builtins.compareVersions ${dice.oneIn(2) ? w("string") : version(dice)} ${version(dice)}`,
    (w) => `builtins.foldl' (acc: x: acc + x) 0 ${w("ints")}`,
    (w) => `builtins.foldl' builtins.add ${w("int")} ${w("ints")}`,
    (w, { dice }) => `${w("set")}.${dice.pick(["a", "value", "key", '"f g"', "e.a"])} or ${w("int")}`,
    (w) => `builtins.elemAt ${w("ints")} ${w("int")}`,
    (w) => `builtins.fromJSON (builtins.toJSON ${w("int")})`,
    (w) => `({ a ? 1, b ? a }: a + b) (builtins.intersectAttrs { a = 1; b = 2; } ${w("set")})`,
    (w, { fixture }) => `import ${fixture}/f.nix ${w("set")}`,
  ],
  float: [
    (w, { dice }) => `${w("float")} ${dice.pick([...operators, "/"])} ${w("float")}`,
    (w, { dice }) => `${w("int")} ${dice.pick([...operators, "/"])} ${w("float")}`,
    (w) => `builtins.div ${w("float")} ${w("int")}`,
    (w) => `builtins.fromJSON (builtins.toJSON ${w("float")})`,
    (w) => `-${w("float")}`,
  ],
  bool: [
    (w, { dice }) => `${w("int")} ${dice.pick(comparisons)} ${w(dice.oneIn(3) ? "float" : "int")}`,
    (w, { dice }) => `${w("string")} ${dice.pick(comparisons)} ${w("string")}`,
    (w, { dice }) => `${w("path")} ${dice.pick(comparisons)} ${w("path")}`,
    (w, { dice }) => `${w("ints")} ${dice.pick(comparisons)} ${w("ints")}`,
    (w, { dice }) => `${w("set")} ${dice.pick(["==", "!="])} ${w("set")}`,
    (w, { dice }) => `${w(dice.pick(types))} ${dice.pick(["==", "!="])} ${w(dice.pick(types))}`,
    (w, { dice }) => `${w("bool")} ${dice.pick(["&&", "||", "->"])} ${w("bool")}`,
    (w) => `!${w("bool")}`,
    (w, { dice }) =>
      `builtins.is${dice.pick(["Int", "Float", "Bool", "String", "Path", "List", "Attrs", "Function", "Null"])} ${w(dice.pick(types))}`,
    (w, { dice }) =>
      `${w(dice.oneIn(4) ? dice.pick(types) : "set")} ? ${dice.pick(["a", "b", "e.a", '"f g"', "a.b.c", '${"a"}'])}`,
    (w) => `builtins.hasAttr ${w("string")} ${w("set")}`,
    (w) => `builtins.elem ${w("int")} ${w("ints")}`,
    (w) => `builtins.elem ${w("string")} ${w("strings")}`,
    (w, { dice }) => `builtins.${dice.pick(["all", "any"])} (x: x > ${w("int")}) ${w("ints")}`,
    (w) => `builtins.lessThan ${w("int")} ${w("int")}`,
    (w) => `builtins.pathExists ${w("path")}`,
    (w) => `builtins.hasContext ${w("string")}`,
    (w, { dice }) => `(builtins.tryEval ${w(dice.pick(types))}).success`,
    (_w, { dice }) => `builtins.match ${pattern(dice)} ${subject(dice)} != null`,
  ],
  null: [() => 'builtins.fromJSON "null"', (_w, { dice }) => `builtins.match "x" ${subject(dice)}`],
  string: [
    (w) => `${w("string")} + ${w("string")}`,
    (w) => `${w("string")} + ${w("path")}`,
    (w, { dice }) => `"<\${${w(dice.oneIn(4) ? "path" : "string")}}-\${${w("string")}}>"`,
    (w) => `''\n  a \${${w("string")}}\n    b\n''`,
    (w, { dice }) => `toString ${w(dice.pick(types))}`,
    (w) => `builtins.concatStringsSep ${w("string")} ${w("strings")}`,
    (w, { dice }) =>
      `builtins.substring ${dice.pick(["0", "1", "2", "100"])} ${dice.pick(["0", "1", "3", "(-1)"])} ${w("string")}`,
    (w) => `builtins.substring ${w("int")} ${w("int")} ${w("string")}`,
    (w) => `builtins.replaceStrings [ "a" ${w("string")} ] [ ${w("string")} "b" ] ${w("string")}`,
    (w, { dice }) =>
      `builtins.replaceStrings ${dice.pick(['[ "" ]', '[ "o" "" ]', '[ "l" "lo" ]'])} ${dice.pick(['[ "-" ]', '[ "-" "+" ]'])} ${w("string")}`,
    (w, { dice }) => `builtins.toJSON ${w(dice.pick(types))}`,
    (w, { dice }) => `builtins.toXML ${w(dice.pick(types))}`,
    (w, { dice }) => `builtins.typeOf ${w(dice.pick(types))}`,
    (w, { dice }) => `baseNameOf ${w(dice.oneIn(2) ? "string" : "path")}`,
    (w) => `dirOf ${w("string")}`,
    (w, { dice }) =>
      `builtins.hashString ${dice.pick(['"md5"', '"sha1"', '"sha256"', '"sha512"', '"x"'])} ${w("string")}`,
    (w, { dice }) =>
      `builtins.${dice.pick(["unsafeDiscardStringContext", "unsafeDiscardOutputDependency"])} ${w("string")}`,
    (w) => `builtins.toFile "n" ${w("string")}`,
    (_w, writer, scope) =>
      `(${derivationForm(writer, scope)}).${writer.dice.pick(["drvPath", "outPath", "out.outPath", "type", "name", "dev"])}`,
    (_w, { dice }) => `builtins.placeholder ${dice.pick(['"out"', '"dev"', '""'])}`,
    (w) => `builtins.head ${w("strings")}`,
    (w, { dice }) => `${w("set")}.${dice.pick(["b", "name"])} or ${w("string")}`,
    (w, { fixture, dice }) => `builtins.readFile ${dice.oneIn(3) ? w("path") : `${fixture}/a.txt`}`,
    (w, { dice, fixture }) =>
      `builtins.path { path = ${fixture}/d; name = ${w("string")}; ${dice.pick(["", "recursive = true;", 'filter = p: t: t == "directory";'])} }`,
    (_w, { dice, fixture }) =>
      `builtins.filterSource (p: t: ${dice.pick(["true", "false", 't == "regular"', 'baseNameOf p != "empty"'])}) ${fixture}/d`,
    (_w, { dice }) => `builtins.getEnv ${dice.pick(['"NOPE"', '""'])}`,
    (w) => `throw ${w("string")}`,
    (_w, { dice, fixture }) => `builtins.hashFile ${dice.pick(['"sha256"', '"md5"'])} ${fixture}/a.txt`,
    (w) => `builtins.concatStringsSep ", " (builtins.attrNames ${w("set")})`,
    (w) => `builtins.appendContext ${w("string")} (builtins.getContext ${w("string")})`,
    (w) => `builtins.toPath ${w("path")}`,
  ],
  path: [
    (w) => `${w("path")} + builtins.replaceStrings [ "\\n" ] [ "-" ] ${w("string")}`,
    (w) => `${w("path")} + "/x/../y"`,
    (w) => `dirOf ${w("path")}`,
    (_w, { fixture, dice }) => `${fixture}/\${${dice.pick(['"a.txt"', '"d"', '"n.nix"'])}}`,
    (_w, { fixture, dice }) =>
      `builtins.findFile [ { path = ${fixture}; prefix = ${dice.pick(['""', '"p"'])}; } ] ${dice.pick(['"d"', '"p/d"', '"p"', '"zz"'])}`,
  ],
  ints: [
    (_w, writer, scope) => listOf(writer, scope, "int"),
    (w) => `${w("ints")} ++ ${w("ints")}`,
    (w) => `map (x: x + ${w("int")}) ${w("ints")}`,
    (w) => `builtins.filter (x: x > ${w("int")}) ${w("ints")}`,
    (w, { dice }) => `builtins.genList (x: x * ${w("int")}) ${dice.roll(5)}`,
    (w, { dice }) =>
      `builtins.sort (a: b: a ${dice.pick(["<", ">", "<=", "!=", "=="])} b) (${w("ints")} ++ [ 3 9 4 1 8 2 2 7 ])`,
    (w) => `builtins.sort builtins.lessThan ${w("ints")}`,
    (w) => `builtins.concatMap (x: [ x ${w("int")} ]) ${w("ints")}`,
    (w) => `builtins.concatLists [ ${w("ints")} ${w("ints")} ]`,
    (w) => `builtins.tail ${w("ints")}`,
    (w) => `builtins.catAttrs "a" ${w("sets")}`,
    (w) => `(builtins.partition (x: x > 1) ${w("ints")}).right`,
    (w, { dice }) =>
      `map (x: x.key) (builtins.genericClosure { startSet = map (key: { inherit key; }) ${w("ints")}; operator = { key }: if key < ${dice.pick(["3", "10"])} && key > (-9) then [ { key = key ${dice.pick(["+ 1", "+ 2", "+ 0.5", "* 2 + 1"])}; } ] else [ ]; })`,
    (w) => `builtins.attrValues (builtins.removeAttrs ${w("set")} [ "b" "c" "d" "e" "name" ])`,
  ],
  strings: [
    (_w, writer, scope) => listOf(writer, scope, "string"),
    (w) => `builtins.attrNames ${w("set")}`,
    (w) => `${w("strings")} ++ ${w("strings")}`,
    (w) => `map toString ${w("list")}`,
    (_w, { dice }) => `builtins.splitVersion ${version(dice)}`,
    (w) => `builtins.sort (a: b: a < b) ${w("strings")}`,
    (w) => `map (x: "\${x}.") ${w("strings")}`,
    (_w, { dice }) => `builtins.filter builtins.isString (builtins.split ${pattern(dice)} ${subject(dice)})`,
    (w) => `builtins.attrNames (builtins.getContext ${w("string")})`,
    (w) => `builtins.filter (x: builtins.stringLength x > 1) ${w("strings")}`,
  ],
  list: [
    (_w, writer, scope) => mixedList(writer, scope),
    (w, { dice }) => w(dice.pick(["ints", "strings", "sets", "list"])),
    (w) => `${w("list")} ++ ${w("list")}`,
    (w, { dice }) => `map ${w("function")} ${w(dice.pick(["list", "ints", "sets"]))}`,
    (w) => `builtins.attrValues ${w("set")}`,
    (_w, { dice }) => `builtins.split ${pattern(dice)} ${subject(dice)}`,
    (_w, { dice }) => `let m = builtins.match ${pattern(dice)} ${subject(dice)}; in if m == null then [ "no" ] else m`,
    (w) => `builtins.tail ${w("list")}`,
    (w) => `builtins.genList ${w("function")} 2`,
    (w) => `builtins.concatLists [ ${w("list")} ${w("list")} ]`,
    (w) => `builtins.filter (x: builtins.isInt x || x == null) ${w("list")}`,
    (w) => `builtins.concatMap (x: if builtins.isList x then x else [ x ]) ${w("list")}`,
  ],
  sets: [
    (_w, writer, scope) => listOf(writer, scope, "set"),
    (w) => `map (a: { inherit a; key = a; }) ${w("ints")}`,
    (w) => `${w("sets")} ++ ${w("sets")}`,
    (w) => `builtins.sort (x: y: x.a or 0 < y.a or 0) ${w("sets")}`,
    (w) => `builtins.filter (x: x ? a) ${w("sets")}`,
    (w) => `map (name: { inherit name; value = ${w("int")}; }) ${w("strings")}`,
  ],
  set: [
    (_w, writer, scope) => setLiteral(writer, scope),
    (_w, writer, scope) => setLiteral(writer, scope),
    (w) => `${w("set")} // ${w("set")}`,
    (w) => `builtins.mapAttrs (n: v: ${w("int")}) ${w("set")}`,
    (w) => `builtins.mapAttrs (n: v: n) ${w("set")}`,
    (w) => `builtins.listToAttrs (map (name: { inherit name; value = ${w("int")}; }) ${w("strings")})`,
    (w) => `builtins.listToAttrs ${w("sets")}`,
    (w) => `removeAttrs ${w("set")} ${w("strings")}`,
    (w) => `builtins.intersectAttrs ${w("set")} ${w("set")}`,
    (w) => `builtins.functionArgs ${w("function")}`,
    (_w, { dice }) => `builtins.parseDrvName ${version(dice)}`,
    (w) => `builtins.parseDrvName ${w("string")}`,
    (w, { dice }) => `builtins.tryEval ${w(dice.pick(types))}`,
    (w) => `builtins.partition (x: x > ${w("int")}) ${w("ints")}`,
    (w) => `builtins.groupBy (x: toString x) ${w("ints")}`,
    (w) => `builtins.groupBy (x: if x ? a then "has" else "not") ${w("sets")}`,
    (w) => `builtins.zipAttrsWith (name: values: values) ${w("sets")}`,
    (w) => `builtins.zipAttrsWith (name: values: builtins.length values) ${w("sets")}`,
    (_w, { dice }) => `{ j = builtins.fromJSON ${jsonText(dice)}; }`,
    (_w, { dice }) => `builtins.fromTOML ${tomlText(dice)}`,
    (w) => `builtins.getContext ${w("string")}`,
    (_w, { fixture, dice }) => `builtins.readDir ${fixture}${dice.pick(["", "/d"])}`,
    (_w, { fixture }) => `import ${fixture}/n.nix`,
    (w, { fixture }) => `{ s = builtins.scopedImport { extra = ${w("int")}; } ${fixture}/scope.nix; }`,
    (w) => `builtins.unsafeGetAttrPos "a" ${w("set")}`,
    (w) => `{ r = ${w("set")}.e or { }; }.r`,
    (w) => `builtins.removeAttrs (builtins.fromJSON (builtins.toJSON ${w("set")})) [ "q" ]`,
  ],
  function: [
    (_w, writer, scope) => {
      const variable = { name: writer.fresh(), type: "int" as const };
      return `${variable.name}: ${writer.within(writer.dice.pick(types), scope, [variable])}`;
    },
    (w) => `{ __functor = self: x: ${w("int")}; }`,
    (w) => `{ a ? ${w("int")}, ... }: a`,
    (w) => `builtins.add ${w("int")}`,
    (w) => `builtins.substring 0 ${w("int")}`,
    (_w, { dice }) => `builtins.${dice.pick(["isInt", "toJSON", "length", "attrNames", "elemAt [ 1 2 3 ]"])}`,
  ],
};

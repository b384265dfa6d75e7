/**
 * Random programs that tell what they evaluate, and in which order: many of their parts print a number when they are
 * evaluated, some throw, some catch, and names refer to each other in every direction. The same seed gives the same
 * program.
 */
import { Dice } from "./generate-wide.ts";

type Type = "int" | "bool" | "string" | "set" | "list" | "function";

const types: readonly Type[] = ["int", "bool", "string", "set", "list", "function"];

/** The attributes that sets have, each of the type of its name. */
const attributeTypes: Readonly<Record<string, Type>> = {
  zi: "int",
  ai: "int",
  b: "bool",
  s: "string",
  n: "set",
  l: "list",
  f: "function",
};

interface Name {
  readonly name: string;
  readonly type: Type;
}

interface Scope {
  readonly names: readonly Name[];
  readonly depth: number;
}

/** Returns the program of a seed. */
export function lazyProgram(seed: number): string {
  const dice = new Dice(seed);
  return new Writer(dice).write(dice.pick(types), { names: [], depth: 3 + dice.roll(4) });
}

type Form = (write: (type: Type) => string, writer: Writer, scope: Scope) => string;

class Writer {
  readonly dice: Dice;
  private count = 0;

  constructor(dice: Dice) {
    this.dice = dice;
  }

  fresh(): string {
    return `v${this.count++}`;
  }

  write(type: Type, scope: Scope): string {
    const { dice } = this;
    const plain = this.plain(type, scope);
    if (dice.oneIn(5)) return `(builtins.trace "${this.count++}" ${plain})`;
    if (dice.oneIn(40)) return `(throw "${this.count++}")`;
    if (dice.oneIn(60)) return this.plain(dice.pick(types), scope);
    return plain;
  }

  private plain(type: Type, scope: Scope): string {
    const { dice } = this;
    const known = scope.names.filter((name) => name.type === type);
    if (known.length > 0 && dice.oneIn(2)) return dice.pick(known).name;
    if (scope.depth <= 0) return leaf(this, type);
    const inner = { ...scope, depth: scope.depth - 1 };
    const form = dice.oneIn(2) ? dice.pick(general(type)) : dice.pick(forms[type]);
    return `(${form((part) => this.write(part, inner), this, inner)})`;
  }

  /** Writes bindings that all know each other, and the scope with their names. */
  bindings(scope: Scope): { readonly text: string; readonly inside: Scope } {
    const names = Array.from({ length: 1 + this.dice.roll(3) }, () => ({
      name: this.fresh(),
      type: this.dice.pick(types),
    }));
    const inside = { names: [...scope.names, ...names], depth: scope.depth };
    return { text: names.map(({ name, type }) => `${name} = ${this.write(type, inside)};`).join(" "), inside };
  }

  attributes(scope: Scope): string {
    const names = Object.keys(attributeTypes).filter(() => this.dice.oneIn(2));
    return names.map((name) => `${name} = ${this.write(attributeTypes[name] ?? "int", scope)};`).join(" ");
  }
}

function leaf({ dice }: Writer, type: Type): string {
  switch (type) {
    case "int":
      return String(dice.roll(4));
    case "bool":
      return dice.pick(["true", "false"]);
    case "string":
      return dice.pick(['"x"', '"y"', '""']);
    case "set":
      return dice.pick([
        "{ }",
        "{ ai = 1; zi = 2; }",
        '{ n = { ai = 3; }; s = "q"; }',
        "{ f = x: x; b = true; l = [ 1 ]; }",
      ]);
    case "list":
      return dice.pick(["[ ]", "[ 1 2 ]", '[ 2 [ 1 ] "a" ]']);
    case "function":
      return dice.pick(["(x: x)", "(x: y: x)", "builtins.isInt", "toString", "({ ai ? 1, ... }: ai)"]);
  }
}

function general(type: Type): readonly Form[] {
  const named = Object.keys(attributeTypes).find((name) => attributeTypes[name] === type) ?? "ai";
  return [
    (w) => `if ${w("bool")} then ${w(type)} else ${w(type)}`,
    (_w, writer, scope) => {
      const { text, inside } = writer.bindings(scope);
      return `let ${text} in ${writer.write(type, inside)}`;
    },
    (_w, writer, scope) => {
      const { text, inside } = writer.bindings(scope);
      return `rec { ${text} result = ${writer.write(type, inside)}; }.result`;
    },
    (w) => `let t = builtins.tryEval ${w(type)}; in if t.success then t.value else ${w(type)}`,
    (w) => `builtins.seq ${w("int")} ${w(type)}`,
    (w, { dice }) => `builtins.deepSeq ${w(dice.pick(types))} ${w(type)}`,
    (w) => `assert ${w("bool")}; ${w(type)}`,
    (w) => `${w("set")}.${named} or ${w(type)}`,
    (w) => `(${w("set")} // { ${named} = ${w(type)}; }).${named}`,
    (w) => `let s = ${w("set")} // { ${named} = ${w(type)}; }; in builtins.seq s s.${named}`,
    (w) => `let inherit ({ ${named} = ${w(type)}; } // ${w("set")}) ${named}; in ${named}`,
    (w) => `with { ${named} = ${w(type)}; }; with ${w("set")}; ${named}`,
    (_w, writer, scope) => {
      const argument = { name: writer.fresh(), type: writer.dice.pick(types) };
      const body = writer.write(type, { ...scope, names: [...scope.names, argument] });
      return `(${argument.name}: ${body}) ${writer.write(argument.type, scope)}`;
    },
    (_w, writer, scope) => {
      const first = { name: writer.fresh(), type: writer.dice.pick(types) };
      const second = { name: writer.fresh(), type: writer.dice.pick(types) };
      const inside = { ...scope, names: [...scope.names, first, second] };
      const given = `{ ${first.name} = ${writer.write(first.type, scope)}; }`;
      return `({ ${first.name}, ${second.name} ? ${writer.write(second.type, inside)} }: ${writer.write(type, inside)}) ${given}`;
    },
    (w) => `builtins.head ([ ${w(type)} ] ++ ${w("list")})`,
    (w) => `builtins.elemAt [ ${w("int")} ${w(type)} ] 1`,
    (w) => `builtins.foldl' (a: b: a) ${w(type)} ${w("list")}`,
    (w) => `builtins.addErrorContext ${w("string")} ${w(type)}`,
    (w, { dice }) => `let e = ${w(type)}; in if ${w("bool")} then e else builtins.seq ${w(dice.pick(types))} e`,
  ];
}

const forms: Readonly<Record<Type, readonly Form[]>> = {
  int: [
    (w) => `${w("int")} + ${w("int")}`,
    (w) => `builtins.length ${w("list")}`,
    (w) => `builtins.stringLength ${w("string")}`,
    (w) => `builtins.compareVersions ${w("string")} ${w("string")}`,
    (w) => `builtins.floor ${w("int")}`,
    (w) => `let f = ${w("function")}; v = f ${w("int")}; in if builtins.isInt v then v else ${w("int")}`,
  ],
  bool: [
    (w, { dice }) => {
      const type = dice.pick(types);
      return `${w(type)} ${dice.pick(["==", "!="])} ${w(type)}`;
    },
    (w, { dice }) => {
      const type = dice.pick(types);
      return `let p = ${w(type)}; q = p; in [ p ] == [ ${dice.pick(["p", "q", w(type)])} ]`;
    },
    (w) => `let s = ${w("set")}; t = s // ${w("set")}; in { inherit (s) ai n; } == { inherit (t) ai n; }`,
    (w) => `let s = ${w("set")}; in builtins.seq s.n or 1 ([ (s.n or 1) s.f or 2 ] == [ (s.n or 1) s.f or 2 ])`,
    (w) => `let s = { n = ${w("set")}; f = ${w("function")}; }; in [ s.n s.f ] == [ s.n s.f ]`,
    (w) => `${w("bool")} && ${w("bool")}`,
    (w) => `${w("bool")} || ${w("bool")}`,
    (w) => `${w("bool")} -> ${w("bool")}`,
    (w) => `!${w("bool")}`,
    (w) => `${w("int")} < ${w("int")}`,
    (w) => `${w("list")} < ${w("list")}`,
    (w) => `${w("set")} ? n.ai`,
    (w, { dice }) => `builtins.elem ${w(dice.pick(types))} ${w("list")}`,
    (w) => `builtins.all (x: ${w("bool")}) ${w("list")}`,
    (w, { dice }) => `(builtins.tryEval ${w(dice.pick(types))}).success`,
    (w, { dice }) => `builtins.is${dice.pick(["Int", "Attrs", "List", "Function"])} ${w(dice.pick(types))}`,
  ],
  string: [
    (w) => `${w("string")} + ${w("string")}`,
    (w) => `"<\${${w("string")}}\${toString ${w("int")}}>"`,
    (w) => `builtins.concatStringsSep ${w("string")} [ ${w("string")} ${w("string")} ]`,
    (w) => `toString [ ${w("int")} ${w("string")} ${w("bool")} ]`,
    (w) => `builtins.substring ${w("int")} ${w("int")} ${w("string")}`,
    (w) => `builtins.replaceStrings [ "x" ${w("string")} ] [ ${w("string")} "z" ] ${w("string")}`,
    (w) => `toString { __toString = self: ${w("string")}; outPath = ${w("string")}; }`,
    (w, { dice }) => `builtins.toJSON ${w(dice.pick(["int", "string", "list", "bool"]))}`,
    (w, { dice }) => `builtins.typeOf ${w(dice.pick(types))}`,
    (w, { dice }) => `builtins.toXML ${w(dice.pick(types))}`,
    (w) => `builtins.hashString ${w("string")} ${w("string")}`,
    (w) => `builtins.hashString "sha256" ${w("string")}`,
  ],
  set: [
    (_w, writer, scope) => `{ ${writer.attributes(scope)} }`,
    (_w, writer, scope) => {
      const names = Object.entries(attributeTypes).map(([name, type]): Name => ({ name, type }));
      const all = names.map(
        ({ name, type }) =>
          `${name} = ${writer.write(type, { names: [...scope.names, ...names], depth: scope.depth - 2 })};`,
      );
      return `rec { ${all.join(" ")} }`;
    },
    (w) => `${w("set")} // ${w("set")}`,
    (w) => `builtins.mapAttrs (n: v: ${w("int")}) ${w("set")}`,
    (w) =>
      `builtins.listToAttrs [ { name = ${w("string")}; value = ${w("int")}; } { name = "k"; value = ${w("int")}; } ]`,
    (w) => `builtins.intersectAttrs ${w("set")} ${w("set")}`,
    (w) => `removeAttrs ${w("set")} [ "ai" ${w("string")} ]`,
    (w) => `builtins.zipAttrsWith (n: vs: ${w("int")}) [ ${w("set")} ${w("set")} ]`,
    (w) => `builtins.groupBy (x: ${w("string")}) ${w("list")}`,
    (w, { dice }) => `builtins.tryEval ${w(dice.pick(types))}`,
    (w) => `{ \${${w("string")}} = ${w("int")}; ai = ${w("int")}; }`,
    (w) => `builtins.parseDrvName ${w("string")}`,
    (w) => `builtins.functionArgs ${w("function")}`,
    (w, { dice }) => `{ n = builtins.fromJSON (builtins.toJSON ${w(dice.pick(["set", "list"]))}); }`,
    (w) => `builtins.partition (x: ${w("bool")}) ${w("list")}`,
  ],
  list: [
    (w, { dice }) => `[ ${Array.from({ length: dice.roll(4) }, () => w(dice.pick(types))).join(" ")} ]`,
    (w) => `${w("list")} ++ ${w("list")}`,
    (w) => `map ${w("function")} ${w("list")}`,
    (w) => `builtins.filter (x: ${w("bool")}) ${w("list")}`,
    (w) => `builtins.sort (a: b: ${w("bool")}) ${w("list")}`,
    (w) => `builtins.sort (a: b: a < b) [ ${w("int")} ${w("int")} ${w("int")} ]`,
    (w) => `builtins.concatMap (x: ${w("list")}) ${w("list")}`,
    (w) => `builtins.split ${w("string")} ${w("string")}`,
    (w) => `let m = builtins.match ${w("string")} ${w("string")}; in if m == null then ${w("list")} else m`,
    (w) => `builtins.tail ${w("list")}`,
    (w) => `builtins.genList ${w("function")} ${w("int")}`,
    (w) => `builtins.attrValues ${w("set")}`,
    (w) => `builtins.catAttrs "ai" [ ${w("set")} ${w("set")} ]`,
    (w) =>
      `map (x: x.key) (builtins.genericClosure { startSet = [ { key = ${w("int")}; } { key = ${w("int")}; } ]; operator = x: if x.key > 3 then [ ] else [ { key = x.key + 1; } { key = ${w("int")}; } ]; })`,
  ],
  function: [
    (_w, writer, scope) => {
      const argument = { name: writer.fresh(), type: "int" as const };
      return `${argument.name}: ${writer.write(writer.dice.pick(types), { ...scope, names: [...scope.names, argument] })}`;
    },
    (w) => `{ __functor = self: x: ${w("int")}; }`,
    (w) => `builtins.add ${w("int")}`,
    (w) => `builtins.substring ${w("int")} ${w("int")}`,
    (w) => `{ ai ? ${w("int")}, n ? ${w("set")}, ... }: n`,
  ],
};

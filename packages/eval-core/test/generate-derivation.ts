/**
 * Random programs that make derivations: several, of which the later ones refer to the earlier ones in all the ways
 * there are. Most succeed. The same seed gives the same program. Sources are files below a folder that the caller makes:
 * see `fixtureFiles` of the wide generator.
 */
import { Dice } from "./generate-wide.ts";

const hashes: readonly (readonly [algorithm: string, ...digests: string[]])[] = [
  [
    "sha256",
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
    "sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  ],
  ["sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha1:DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"],
  ["md5", "d41d8cd98f00b204e9800998ecf8427e"],
];

const badNames = ['"a b"', '".x"', '"x.drv"', '""', '"é"', '"."', "1"];
const goodOutputs = [
  '[ "out" ]',
  '[ "out" "dev" ]',
  '[ "dev" "out" ]',
  '[ "lib" ]',
  '[ "bin" "out" "a" ]',
  '[ "x" "out" ]',
  '[ "name" "out" ]',
];
const badOutputs = ['[ "out" "out" ]', "[ ]", '[ "drv" ]', '[ "drvPath" ]', '[ "a b" ]', "1"];

const attributeNames = [
  "x",
  "y",
  "Z",
  "_a",
  "a-b",
  "builder2",
  "nativeBuildInputs",
  "out2",
  "0",
  "é",
  "args2",
  "name2",
];

/** Returns the program of a seed: a set that shows each derivation. */
export function derivationProgram(seed: number, fixture: string): string {
  return new Writer(new Dice(seed), fixture).program();
}

class Writer {
  private readonly dice: Dice;
  private readonly fixture: string;

  constructor(dice: Dice, fixture: string) {
    this.dice = dice;
    this.fixture = fixture;
  }

  program(): string {
    const count = 1 + this.dice.roll(6);
    const made = Array.from({ length: count }, (_, at) => `  d${at} = ${this.derivation(at)};`);
    const shown = Array.from({ length: count }, (_, at) => `(show d${at})`);
    return `let\n${made.join("\n")}
  paths = drv: { inherit (drv) drvPath outPath; };
  show = drv: [ (paths drv) (map (name: drv.\${name}.outPath) (drv.outputs or [ "out" ])) (builtins.getContext "\${drv}") ];
in [ ${shown.join(" ")} ]`;
  }

  private derivation(at: number): string {
    const { dice } = this;
    const isFixed = dice.oneIn(5);
    const isStructured = dice.oneIn(8);
    const attributes = [
      `name = ${this.rarely(badNames) ?? `"${dice.pick(["n", "lib", "pkg-1.0", "a+b?c=d", "_.x"])}${dice.roll(3)}"`};`,
      `system = ${dice.oneIn(30) ? this.value(at) : '"s"'};`,
      `builder = ${dice.oneIn(4) ? dice.pick([`${this.fixture}/a.txt`, '"b"', '("/" + "b")']) : '"/bin/sh"'};`,
      ...(dice.oneIn(2) ? [`args = ${dice.oneIn(60) ? this.value(at) : this.list(at)};`] : []),
      ...(isFixed ? this.fixed() : this.outputs()),
      ...(dice.oneIn(4)
        ? [`__ignoreNulls = ${this.rarely(["null", "1"]) ?? dice.pick(["true", "true", "false"])};`]
        : []),
      ...(isStructured ? ["__structuredAttrs = true;"] : dice.oneIn(40) ? ["__structuredAttrs = false;"] : []),
      ...(dice.oneIn(40) ? [`__contentAddressed = ${dice.pick(["false", "false", "true"])};`] : []),
      ...(isStructured ? this.structured(at) : this.more(at)),
    ];
    const set = `{ ${attributes.join(" ")} }`;
    return dice.oneIn(4) ? `let drv = derivation ${set}; in drv // { extra = drv; }` : `derivation ${set}`;
  }

  /** Returns one of the options now and then, else null. */
  private rarely(options: readonly string[]): string | null {
    return this.dice.oneIn(60) ? this.dice.pick(options) : null;
  }

  private outputs(): string[] {
    const { dice } = this;
    if (!dice.oneIn(3)) return [];
    const outputs = this.rarely(badOutputs) ?? dice.pick(goodOutputs);
    return [`outputs = ${outputs};`];
  }

  private fixed(): string[] {
    const { dice } = this;
    const [algorithm, ...digests] = dice.pick(hashes);
    return [
      `outputHash = ${this.rarely(['"not-a-hash"', '""', "null"]) ?? `"${dice.pick(digests)}"`};`,
      `outputHashAlgo = ${this.rarely(['"sha3"', "null", '""']) ?? `"${algorithm}"`};`,
      ...(dice.oneIn(2)
        ? [`outputHashMode = ${this.rarely(['"text"', '"git"']) ?? dice.pick(['"recursive"', '"flat"'])};`]
        : []),
    ];
  }

  /** Attributes that become JSON. */
  private structured(at: number): string[] {
    const { dice } = this;
    const names = new Set(Array.from({ length: dice.roll(5) }, () => dice.pick(attributeNames)));
    return [...names].map((name) => {
      const inner = `{ z = ${this.value(at)}; "a b" = [ ${this.value(at)} { } ]; b = ${this.value(at)}; }`;
      return `"${name}" = ${dice.pick([inner, `[ ${inner} ]`, this.value(at), "1.5", "{ }", "[ ]", "null"])};`;
    });
  }

  private more(at: number): string[] {
    const names = new Set(Array.from({ length: this.dice.roll(5) }, () => this.dice.pick(attributeNames)));
    return [...names].map((name) => `"${name}" = ${this.value(at)};`);
  }

  private list(at: number): string {
    return `[ ${Array.from({ length: this.dice.roll(4) }, () => this.value(at)).join(" ")} ]`;
  }

  /** Returns a value that becomes a string; it can refer to the derivations before one. */
  private value(at: number): string {
    const { dice, fixture } = this;
    const earlier = at === 0 ? null : `d${dice.roll(at)}`;
    if (earlier !== null && dice.oneIn(2)) {
      return dice.pick([
        earlier,
        `"\${${earlier}}/bin"`,
        `${earlier}.drvPath`,
        `${earlier}.dev or "none"`,
        `"\${${earlier}.lib or ${earlier}}:\${${earlier}}"`,
        `(map (name: ${earlier}.\${name}) ${earlier}.outputs or [ "out" ])`,
        `(builtins.unsafeDiscardStringContext ${earlier}.drvPath)`,
        `(builtins.unsafeDiscardOutputDependency ${earlier}.drvPath)`,
        `(builtins.substring 0 5 "\${${earlier}}")`,
        `(builtins.replaceStrings [ "/nix" ] [ "\${${earlier}.drvPath}" ] "/nix")`,
        `(builtins.elemAt ${earlier}.all 0).outPath`,
        `(builtins.toJSON ${earlier})`,
        `(builtins.appendContext "a" (builtins.getContext "\${${earlier}}"))`,
        `[ ${earlier} [ ] ${earlier}.drvPath ]`,
      ]);
    }
    return dice.pick(
      [
        `"text"`,
        `"a\\n\\t\\"\\\\\\r$é"`,
        "1",
        "(-7)",
        "true",
        "false",
        "null",
        `${fixture}/a.txt`,
        `"\${${fixture}/d}/e.json"`,
        '[ 1 [ ] null [ "a" true ] ]',
        '(placeholder "out")',
        '(placeholder "dev")',
        '(builtins.toFile "f" "text")',
        `(builtins.toFile "g" "x \${builtins.toFile "f" "text"} \${${fixture}/a.txt}")`,
        `(builtins.path { path = ${fixture}/d; name = "p"; filter = path: type: baseNameOf path != "empty"; })`,
        `(builtins.filterSource (path: type: type == "regular") ${fixture}/d)`,
        '{ __toString = self: "t"; }',
        '{ outPath = "/o"; }',
        '""',
        "[ ]",
        '(throw "lazy")',
      ].slice(0, dice.oneIn(20) ? 21 : 20),
    );
  }
}

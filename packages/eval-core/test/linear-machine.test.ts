/** Programs at the edges of the linear machine, by it and by the complete evaluator: they agree, or it gives up. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureFiles } from "./generate-wide.ts";
import { Pair } from "./linear-pair.ts";

/** The files beside the programs, with those of the wide generator. */
const files: Readonly<Record<string, string>> = {
  ...fixtureFiles,
  "add.nix": "1 + 2",
  "attribute-positions.nix": `{ a = 1;
  b = let
    s = { x = 1;
      y = 2; };
    at = builtins.unsafeGetAttrPos;
  in [
    (at "x" s) (at "x" (s // { y = 3; })) (at "y" (s // { y = 3; })) (at "x" (removeAttrs s [ "y" ]))
    (at "x" (builtins.intersectAttrs { x = 9; } s)) (at "a" (builtins.listToAttrs [ { name = "a"; value = 1; } ]))
    (at "x" (builtins.mapAttrs (n: v: v) s)) (at "q" s) (at "k" (builtins.functionArgs ({ k ? 1, l }: k)))
    (at "d" { \${"d"} = 1; }) (at "a" (builtins.fromJSON "{\\"a\\":1}")) (at "e" { inherit (s) x; inherit ({ e = 1; }) e; })
  ]; }`,
  "bad.nix": "{ a = ",
  "chain.nix": "[ (import ./scope.nix) ]",
  "dir/default.nix": '"dir"',
  "lazy.nix": '{ a = 1; b = throw "lazy"; }',
  "merged-positions.nix": `let at = builtins.unsafeGetAttrPos "a"; copied = builtins.mapAttrs (n: v: v); in [
    (at ({ a = 1; } // copied { a = 2; }))
    (at ({ a = 1; } // removeAttrs { a = 2; b = 3; } [ "a" ])).column
    (at (copied { a = 2; } // removeAttrs { a = 2; b = 3; } [ "a" ]))
    (at ({ a = 3; } // (copied { a = 2; } // { b = 2; })))
    (at ({ a = 3; } // { b = 2; } // copied { a = 1; } // { c = 1; } // { b = 1; }))
    (at (copied { b = 2; } // { a = 3; } // copied { c = 1; })).column
  ]`,
  "nix2.nix": "use experimental.nix2; { a = [ 1 2 3 ].1; f = [a, b]: a; }",
  "position.nix": '{ p = __curPos; q = ./x; r = builtins.unsafeGetAttrPos "p" (import ./add2.nix); }',
  "add2.nix": "{ p = 1; }",
  "cycle.nix": "{ a = (import ./cycle.nix).b; b = 3; }",
  "fn.nix": "x: [ x (y: y) ]",
  "nix2b.nix":
    "use experimental.nix2; let xs = [ 1 2 ]; in { l = [ *xs 3 ]; i = xs.1; f = ([a, ...]: a) xs; s = { *{ a = 1; }; b = 2; }; }",
  "nix2c.nix": "use experimental.nix2; let xs = [ 1 2 ]; in [ *xs 3 xs.5 ]",
  "self.nix": "import ./self.nix",
  "unpacked-positions.nix": `use experimental.nix2;
let
  columns = set: map (name: (builtins.unsafeGetAttrPos name set).column) (builtins.attrNames set);
  listed = builtins.listToAttrs [ { name = "l"; value = 1; } ];
in [
  (columns { *listed; m = 2; })
  (columns { *listed; })
  (columns {  *(builtins.mapAttrs (name: value: value) { m = 1; } // { n = 1; });   *{ k = 2; }; \${"d"} = 1; })
  (columns {    *{ inherit (listed) l; }; *{ }; })
  (builtins.unsafeGetAttrPos "l" listed)
]`,
  "throws.nix": 'throw "file"',
  "reserved.nix": "<nix/fetchurl.nix>",
  "reserved2.nix": "use experimental.nix2; <nix/fetchurl.nix>",
};

const folder = mkdtempSync(join(tmpdir(), "lix-linear-"));

beforeAll(() => {
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
  symlinkSync("n.nix", join(folder, "link"));
  symlinkSync("dir", join(folder, "linkdir"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [, ...programs] = readFileSync(new URL("linear-machine.cases.txt", import.meta.url), "utf8")
  .trim()
  .split(/\n\n+/);

describe.each(["nix-2.8", "nix", "lix"] as const)("the linear machine as %s", (compat) => {
  const pair = new Pair({ compat });
  const withImages = new Pair({ compat, images: true });
  it.each(programs)("%s", (program) => check(pair, program));
  it.each(programs)("%s, from an image", (program) => check(withImages, program));
});

function check(pair: Pair, program: string): void {
  const { complete, linear, printed, agrees } = pair.compare(program.replace(/^!/, ""), folder);
  if (program.startsWith("!")) expect(linear.kind).not.toBe("gives up");
  if (!agrees) expect({ ...linear, printed: printed.linear }).toEqual({ ...complete, printed: printed.complete });
}

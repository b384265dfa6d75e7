/**
 * What the linear machine makes texts of: JSON, derivations with structured attributes, versions, hashes. Random
 * arguments, and what comes of them must be what the complete evaluator says, to the byte and to the context.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { Pair } from "./linear-pair.ts";

const runs = Number(process.env["LIX_FUZZ"] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "lix-linear-texts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "a"), "a file");

/** Returns a string literal. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]|\$\{/g, "\\$&")}"`;
}

const letters = ["a", "b", "é", "€", "𝄞", '"', "\\", "\n", "\r", "\t", "\b", "\f", "\u0001", "\u001f", "\u007f", " "];
const text = fc
  .array(fc.oneof(fc.constantFrom(...letters), fc.constant("abcdefgh"), fc.string({ maxLength: 3 })), { maxLength: 9 })
  .map((parts) => quoted(parts.join("").replaceAll(/[\r\0]/g, "")));
const cutText = text.map((whole) => `(builtins.substring 0 2 ${whole})`);
const integer = fc
  .oneof(fc.integer(), fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }))
  .map((value) => `(${value})`);
const referring = fc.constantFrom("d", '"${d}/x"', "d.dev", "d.drvPath", "./a", '"${./a}"');
const names = fc.constantFrom("a", "b", "aa", "é", "a b", '\\"', "abcdefgh", "abcdefghi", "Z", "x-y", "");

const { value } = fc.letrec<{ value: string; set: string; converted: string }>((tie) => {
  const traced = fc.tuple(fc.nat(9), tie("value")).map(([number, inner]) => `(builtins.trace "${number}" ${inner})`);
  const list = fc.array(tie("value"), { maxLength: 4 }).map((elements) => `[ ${elements.join(" ")} ]`);
  const rare = fc.constantFrom("(x: x)", '(throw "t")', "1.5", "builtins.add", '(builtins.substring 0 1 "é")');
  const simple = fc.oneof(fc.constantFrom("null", "true", "false"), integer, text, text, cutText, referring);
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: simple, weight: 30 },
      { arbitrary: list, weight: 8 },
      { arbitrary: tie("set"), weight: 10 },
      { arbitrary: traced, weight: 6 },
      { arbitrary: tie("converted"), weight: 5 },
      { arbitrary: rare, weight: 1 },
    ),
    set: fc
      .uniqueArray(fc.tuple(names, tie("value")), { maxLength: 5, selector: ([name]) => name })
      .map((members) => `{ ${members.map(([name, member]) => `"${name}" = ${member};`).join(" ")} }`),
    converted: fc.oneof(
      tie("value").map((inner) => `{ outPath = ${inner}; z = throw "z"; }`),
      fc.oneof(tie("value"), tie("converted"), text).map((inner) => `{ __toString = self: ${inner}; }`),
      text.map((inner) => `{ __toString = self: self.z; z = ${inner}; outPath = 1; }`),
    ),
  };
});

const derivation = `derivation { name = "d"; builder = "/b"; system = "s"; outputs = [ "out" "dev" ]; }`;

/** Returns whether a program comes to a value; fails unless both evaluators agree on it. */
function check(pair: Pair, program: string): { readonly isValue: boolean; readonly isGivenUp: boolean } {
  const comparison = pair.compare(program, folder);
  if (!comparison.agrees) expect(comparison).toBe("agreeing");
  const isValue = comparison.complete.kind === "value";
  return { isValue, isGivenUp: isValue && comparison.linear.kind === "gives up" };
}

function checkAll(programs: fc.Arbitrary<string>, mostGivenUp: number): void {
  const pairs = { "nix-2.8": new Pair({ compat: "nix-2.8" }), nix: new Pair({ compat: "nix", images: true }) };
  let values = 0;
  let givenUp = 0;
  fc.assert(
    fc.property(programs, fc.constantFrom("nix-2.8", "nix"), (program, compat) => {
      const { isValue, isGivenUp } = check(pairs[compat], program);
      values += Number(isValue);
      givenUp += Number(isGivenUp);
    }),
    { numRuns: runs },
  );
  process.stdout.write(`${values} values, of which ${givenUp} are given up\n`);
  expect(values).toBeGreaterThan(runs / 4);
  expect(givenUp / values).toBeLessThanOrEqual(mostGivenUp);
}

it("writes the same JSON", () => {
  const whole = value.map((inner) => `builtins.toJSON ${inner}`);
  checkAll(
    whole.map(
      (json) => `let d = ${derivation}; t = builtins.tryEval (${json}); in [ t (builtins.hasContext t.value) ]`,
    ),
    0.05,
  );
});

it("makes the same derivations of structured attributes", () => {
  const member = fc.tuple(names, value).map(([name, inner]) => `"m${name}" = ${inner};`);
  const special = fc.constantFrom(
    `outputs = [ "out" ];`,
    `outputs = [ "out" "dev" ];`,
    `outputs = [ "z" "a" ];`,
    `outputs = [ "a" "a" ];`,
    `outputs = [ ];`,
    `outputs = [ "" ];`,
    `outputs = "out";`,
    `outputs = [ "out" d ];`,
    `args = [ "-c" d 1 ./a [ true null ] ];`,
    `args = null;`,
    `__ignoreNulls = true; n = null;`,
    `__ignoreNulls = false; n = null;`,
    `outputHash = "${"0".repeat(52)}"; outputHashAlgo = "sha256"; outputHashMode = "recursive";`,
    `outputHash = "${"0".repeat(64)}"; outputHashAlgo = "sha256";`,
    `outputHashAlgo = "sha257";`,
    `outputHashMode = "wrong";`,
    `outputHashMode = null;`,
    `system = "\${d}";`,
    `system = null;`,
    `builder = "\${d}/bin/sh";`,
    `builder = d;`,
    `builder = "";`,
    `__json = "json";`,
    `__contentAddressed = false;`,
    `__structuredAttrs = false;`,
    `zz = throw "zz";`,
  );
  const attributes = fc.array(fc.oneof({ arbitrary: member, weight: 5 }, { arbitrary: special, weight: 2 }), {
    maxLength: 6,
  });
  const base = `{ name = "s"; builder = "/b"; system = "s"; __structuredAttrs = true; }`;
  const programs = attributes.map((parts) => {
    const set = [base, ...parts.map((part) => `{ ${part} }`)].join(" // ");
    const shown = `builtins.mapAttrs (name: path: [ path (builtins.getContext path) ]) (builtins.derivationStrict (${set}))`;
    return `let d = ${derivation}; t = builtins.tryEval (builtins.deepSeq (${shown}) (${shown})); in t`;
  });
  checkAll(programs, 0.1);
});

it("takes contexts apart alike", () => {
  const other = derivation.replace('"d"', '"e"').replace('"dev"', '"dev" "a" "a-b"');
  const whole = fc.array(fc.oneof(referring, fc.constantFrom('"${d.dev}"', "e.a", "e.drvPath", "e", '"t"')), {
    maxLength: 8,
  });
  const programs = whole.map((parts) => {
    const joined = parts.map((part) => `\${${part}}`).join(" ");
    const apart = `u = builtins.unsafeDiscardOutputDependency s; in [ s u (builtins.getContext s) (builtins.getContext u) ]`;
    return `let d = ${derivation}; e = ${other}; s = "${joined}"; ${apart}`;
  });
  checkAll(programs, 0);
});

it("compares and splits versions and names alike", () => {
  const part = fc.constantFrom(
    "0",
    "1",
    "2",
    "10",
    "007",
    "2147483647",
    "2147483648",
    "99999999999999999999",
    "pre",
    "rc",
  );
  const version = fc
    .array(fc.oneof(part, fc.constantFrom("a", "B", ".", "-", ".", "-", "_", "é", "pr", "prep", "\n")), {
      maxLength: 8,
    })
    .map((parts) => quoted(parts.join("")));
  const whole = fc
    .tuple(version, version)
    .map(
      ([first, second]) =>
        `[ (builtins.compareVersions ${first} ${second}) (builtins.splitVersion ${first}) (builtins.parseDrvName ${second}) ]`,
    );
  checkAll(whole, 0);
});

it("hashes alike, whatever the length", () => {
  const algorithm = fc.constantFrom("sha256", "sha256", "sha256", "sha1", "md5", "sha512", "blake3");
  const length = fc.oneof(fc.nat(400), fc.nat(400), fc.nat(10_000));
  const programs = fc.tuple(algorithm, length, fc.string({ minLength: 3, maxLength: 60 })).map(([name, size, seed]) => {
    const source = quoted(
      seed
        .replaceAll(/[^ -~]/g, "")
        .repeat(Math.ceil(size / 2))
        .slice(0, size),
    );
    return `builtins.hashString "${name}" ${source}`;
  });
  checkAll(programs, 0);
});

/**
 * Generated programs around names, paths and numbers: the parser and its checks refuse what `nix-instantiate --parse`
 * refuses and nothing else. Sets nest once only, because old releases do not pour nested literals together.
 */
import { spawnSync } from "node:child_process";
import { makeLangver, parse } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const attr = fc.constantFrom(
  "a",
  "b",
  "a",
  "b",
  "c",
  '"a"',
  '${"b"}',
  "${''a''}",
  "${x}",
  '"${x}"',
  "or",
  '""',
  '"a${x}"',
);
const attrs = fc.array(attr, { maxLength: 2 }).map((names) => names.join(" "));
const path = fc.array(attr, { minLength: 1, maxLength: 3 }).map((names) => names.join("."));
const separated = (one: fc.Arbitrary<string>, separator: string, maxLength = 4): fc.Arbitrary<string> =>
  fc.array(one, { maxLength }).map((items) => items.join(separator));

function items(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const binding = fc.tuple(path, value).map(([names, text]) => `${names} = ${text};`);
  const inherit = fc.tuple(fc.constantFrom("", "(x) "), attrs).map(([from, names]) => `inherit ${from}${names};`);
  return separated(fc.oneof({ arbitrary: binding, weight: 2 }, inherit), " ");
}

const literal = items(fc.constantFrom("1", "x")).map((text) => `{ ${text} }`);
const value = fc.oneof(
  fc.constantFrom("1", "x"),
  literal,
  literal.map((text) => `(${text})`),
  literal.map((text) => `rec ${text}`),
);
const formals = separated(fc.constantFrom("a", "b", "c", "a ? 1"), ", ", 3).map((text) => `{ ${text} }`);
const chunk = fc.constantFrom("a", "/", "/b", "//", ".", "${x}", "./", "-");
const chunks = fc.array(chunk, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
const number = fc
  .tuple(
    fc.constantFrom("1", "00", "9223372036854775807", "9223372036854775808", "1.e", "1.5e"),
    fc.constantFrom("", "5", "308", "309", "-307", "-308", "-400"),
  )
  .map((parts) => parts.join(""));

const programs = fc.oneof(
  items(value).chain((text) =>
    fc.constantFrom(`{ ${text} }`, `rec { ${text} }`, `let ${text} in 1`, `let { ${text} }`),
  ),
  fc
    .tuple(formals, fc.constantFrom("a", "z"))
    .chain(([set, name]) => fc.constantFrom(`${set}@${name}: 1`, `${name}@${set}: 1`)),
  fc.tuple(fc.constantFrom("./", "a/", "~/", "/"), chunks).map((parts) => parts.join("")),
  number,
);

/** What Nix says; a name without a binding is no error of syntax. */
function nixVerdict(source: string): string {
  const { status, stderr } = spawnSync("nix-instantiate", ["--parse", "-E", source], { encoding: "utf8" });
  return status === 0 || /undefined variable/.test(stderr) ? "accepts" : "refuses";
}

function ourVerdict(source: string): string {
  const options = { langver: makeLangver("legacy"), implementation: "cppnix" } as const;
  const { diagnostics } = parse(new TextEncoder().encode(source), options);
  return diagnostics.some(({ severity }) => severity === "error") ? "refuses" : "accepts";
}

describe("verdicts against nix-instantiate", () => {
  if (spawnSync("nix-instantiate", ["--version"]).status !== 0) {
    it("is not here: nix-instantiate is not installed", ({ skip }) => skip());
    return;
  }
  const numRuns = Number(process.env.VERDICT_CASES ?? 60);
  it("are the same", () => {
    const sources = fc.sample(programs, { numRuns, seed: 11 }).map((text) => `with { x = 1; }; ${text}`);
    const differing = sources.filter((source) => nixVerdict(source) !== ourVerdict(source));
    expect(differing).toEqual([]);
    const refused = sources.filter((source) => ourVerdict(source) === "refuses").length;
    expect(refused > numRuns / 10 && refused < (numRuns * 9) / 10, `${refused} of ${numRuns}`).toBe(true);
  });
});

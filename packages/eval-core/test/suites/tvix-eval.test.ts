/**
 * The evaluation cases of tvix: what evaluates to what, what must fail, and literals that print as they are written.
 * `LIX_SUITE_TVIX` names the folder of tvix itself, which has `eval` and `glue` in it. The cases mirror
 * several versions of Nix: they are run as the oldest that this evaluator knows, and if that fails as the newest.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAllowList } from "./allow-list.ts";
import { evaluate } from "./evaluate.ts";
import type { Outcome } from "./evaluate.ts";

const root = process.env["LIX_SUITE_TVIX"] ?? "";
const allowed = readAllowList(new URL("tvix-eval.allow.txt", import.meta.url));

const folders = [
  "eval/src/tests/nix_tests",
  "eval/src/tests/nix_tests/notyetpassing",
  "eval/src/tests/tvix_tests",
  "eval/src/tests/tvix_tests/notyetpassing",
  "glue/src/tests/nix_tests",
  "glue/src/tests/tvix_tests",
];

interface Case {
  readonly name: string;
  readonly kind: "eval-okay" | "eval-fail" | "identity";
  /** The path without its extension. */
  readonly stem: string;
  /** The folder it is in. */
  readonly place: string;
}

function casesIn(folder: string): Case[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((file): Case[] => {
    const match = /^((eval-okay|eval-fail|identity)-.*)\.nix$/.exec(file);
    if (match === null) return [];
    const [, name = "", kind = ""] = match;
    const short = folder.replace("/src/tests", "");
    return [
      {
        name: `${short}/${name}`,
        kind: kind as Case["kind"],
        stem: join(root, folder, name),
        place: join(root, folder),
      },
    ];
  });
}

describe.skipIf(root === "" || !existsSync(root))("evaluation cases of tvix", () => {
  const saved = { ...process.env };
  beforeAll(() => void Object.assign(process.env, { TEST_VAR: "foo", HOME: "/fake-home" }));
  afterAll(() => void Object.assign(process.env, saved));
  const run = ({ stem, place }: Case, flags: readonly string[]): Outcome => {
    const tests = join(root, "eval/src/tests");
    const lang = join(tests, "nix_tests");
    const written = existsSync(`${stem}.flags`) ? readFileSync(`${stem}.flags`, "utf8").split(/\s+/) : [];
    // Cases and their flags speak of the folder as `lang`.
    const given = written.filter((flag) => flag !== "").map((flag) => flag.replaceAll("lang/", `${lang}/`));
    const searchPath = ["dir3", "dir4"].map((name) => ({ prefix: "", path: join(lang, name) }));
    const request = {
      file: `${stem}.nix`,
      folder: tests,
      compat: "nix-2.8",
      flags: [...given, ...flags],
      searchPath,
    } as const;
    const oldest = evaluate(request);
    const outcome = oldest.failure === null ? oldest : evaluate({ ...request, compat: "nix" });
    return { ...outcome, output: outcome.output.replaceAll(place, "/pwd/lang") };
  };

  it.each(folders.flatMap(casesIn).map((one) => [one.name, one] as const))("%s", (name, one) => {
    const problem = problemOf(one, run);
    if (problem !== null && process.env["LIX_SUITE_VERBOSE"] !== undefined)
      process.stdout.write(`${name}\n${problem}\n`);
    expect(problem === null, allowed.get(name) ?? problem ?? "passes unexpectedly").toBe(!allowed.has(name));
  });
});

type Run = (one: Case, flags: readonly string[]) => Outcome;

/** Returns what is not as it should be, or null. */
function problemOf(one: Case, run: Run): string | null {
  const xml = `${one.stem}.exp.xml`;
  if (one.kind === "eval-okay" && existsSync(xml)) {
    const { output, failure } = run(one, ["--xml", "--no-location"]);
    return difference(failure ?? output.trim(), readFileSync(xml, "latin1").trim());
  }
  const { output, failure } = run(one, []);
  if (one.kind === "eval-fail") return failure === null ? `expected a failure, got ${output}` : null;
  const expected = one.kind === "identity" ? `${one.stem}.nix` : `${one.stem}.exp`;
  if (!existsSync(expected)) return failure;
  return difference(failure ?? output.trim(), readFileSync(expected, "latin1").trim());
}

function difference(actual: string, expected: string): string | null {
  return actual === expected ? null : `got:      ${actual}\nexpected: ${expected}`;
}

/**
 * The evaluation cases of Lix's language suite (`tests/functional2/lang`): a folder per topic with inputs, expected
 * outputs and a table of runs. `LIX_SUITE_LIX` names the folder.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { readAllowList } from "./allow-list.ts";
import { UnknownFlag, evaluate } from "./evaluate.ts";

interface Case {
  readonly name: string;
  readonly topic: string;
  readonly input: string;
  readonly runner: string;
  readonly flags: readonly string[];
  readonly expected: string;
}

const folder = process.env["LIX_SUITE_LIX"];
const allowed = readAllowList(new URL("lix-lang.allow.txt", import.meta.url));

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function readTopic(root: string, topic: string): Case[] {
  const file = join(root, topic, "test.toml");
  const inputs = readdirSync(join(root, topic)).filter((name) => /^in(-.*)?\.nix$/.test(name));
  const rows: unknown = existsSync(file) ? parse(readFileSync(file, "utf8"))["test"] : undefined;
  const tests = Array.isArray(rows) ? rows : [];
  if (tests.length === 0) {
    return inputs.flatMap((input) =>
      ["eval-okay", "eval-fail"].flatMap((runner) => {
        const found = makeCase(root, topic, { name: runner, runner, input, flags: [] });
        return existsSync(found.expected) ? [found] : [];
      }),
    );
  }
  return tests.flatMap((test: Record<string, unknown>) => {
    const runner = text(test["runner"]);
    const given = strings(test["in"]);
    const used = given.length > 0 ? given : test["matrix"] === true ? inputs : ["in.nix"];
    return used.map((input) =>
      makeCase(root, topic, { name: text(test["name"]) || runner, runner, input, flags: strings(test["flags"]) }),
    );
  });
}

/** Topics whose runs are written in Python, around files and environments made for them. */
function isProgrammed(topic: string): boolean {
  return !existsSync(join(topic, "test.toml")) && readdirSync(topic).some((name) => name.endsWith(".py"));
}

interface Row {
  readonly name: string;
  readonly runner: string;
  readonly input: string;
  readonly flags: readonly string[];
}

function makeCase(root: string, topic: string, { name, runner, input, flags }: Row): Case {
  const suffix = /^in(-.*)?\.nix$/.exec(input)?.[1] ?? "";
  const kind = runner === "eval-fail" ? "err" : "out";
  const expected = join(root, topic, `${name}${suffix}.${kind}.exp`);
  return { name: `${topic}/${name}${suffix}`, topic, input, runner, flags, expected };
}

const home = process.env["HOME"];

describe.skipIf(folder === undefined || !existsSync(folder))("language suite of Lix", () => {
  const root = folder ?? ".";
  const cases = existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !isProgrammed(join(root, entry.name)))
        .flatMap((entry) => readTopic(root, entry.name))
        .filter(({ runner }) => runner.startsWith("eval-"))
    : [];

  it.each(cases.map((test) => [test.name, test] as const))("%s", (_name, test) => {
    const place = mkdtempSync(join(tmpdir(), "lix-suite-"));
    try {
      cpSync(join(root, test.topic), place, { recursive: true });
      cpSync(join(root, "lib.nix"), join(place, "lib.nix"));
      if (existsSync(join(root, "assets"))) cpSync(join(root, "assets"), place, { recursive: true });
      cpSync(join(root, test.topic, test.input), join(place, "in.nix"));
      process.env["HOME"] = place;
      expect(passes(test, place), allowed.get(test.name) ?? "").toBe(!allowed.has(test.name));
    } finally {
      process.env["HOME"] = home;
      rmSync(place, { recursive: true });
    }
  });
});

function passes(test: Case, place: string): boolean {
  try {
    const { output, failure } = evaluate({
      file: join(place, "in.nix"),
      folder: place,
      compat: "lix",
      flags: test.flags,
      searchPath: [],
    });
    if (test.runner === "eval-fail") return failure !== null;
    const expected = existsSync(test.expected) ? readFileSync(test.expected, "latin1") : "";
    const actual = output.replaceAll(place, "/pwd");
    if ((actual !== expected || failure !== null) && process.env["LIX_SUITE_VERBOSE"] !== undefined) {
      process.stdout.write(`${test.name}\n  got:      ${actual}${failure ?? ""}\n  expected: ${expected}\n`);
    }
    return actual === expected && failure === null;
  } catch (error) {
    if (error instanceof UnknownFlag) return false;
    throw error;
  }
}

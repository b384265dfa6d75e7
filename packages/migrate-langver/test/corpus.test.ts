/**
 * The bundled corpus: what becomes of every program of `corpus/legacy` stands in `corpus/lix`, and real Nix, where it is
 * installed, gives both the same value. `UPDATE=1` writes down what becomes of them.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { checkDeprecations, makeLangver, parse } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { codemods, migrateSource, type Migration } from "../src/index.ts";

const legacy = fileURLToPath(new URL("../../../corpus/legacy/", import.meta.url));
const lix = fileURLToPath(new URL("../../../corpus/lix/", import.meta.url));
const programs = readdirSync(legacy, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".nix"));
const hasNix = spawnSync("nix-instantiate", ["--version"]).status === 0;

function migrate(program: string): Migration {
  return migrateSource(readFileSync(legacy + program), { to: makeLangver("lix"), verify: "core" });
}

describe.each(programs.toSorted())("%s", (program) => {
  test("becomes what corpus/lix says", () => {
    const { after, mismatch } = migrate(program);
    expect(mismatch).toBeNull();
    if (process.env["UPDATE"] === "1") {
      mkdirSync(dirname(lix + program), { recursive: true });
      writeFileSync(lix + program, after);
    }
    expect(Buffer.from(after).toString()).toBe(readFileSync(lix + program, "utf8"));
  });

  test("is accepted by Lix but for what was refused", () => {
    const { after, refused } = migrate(program);
    const { tree } = parse(after, { langver: makeLangver("legacy") });
    const left = refused.filter(({ verdict }) => verdict !== "gap");
    expect(checkDeprecations(tree).map(({ code }) => code)).toEqual(
      left.toSorted((a, b) => a.span.start - b.span.start).map(({ codemod }) => codemod.detector.code),
    );
  });

  test.skipIf(!hasNix)("has the same value as before in real Nix", () => {
    const value = valueOf(legacy + program);
    expect(value).not.toMatch(/^error/u);
    expect(valueOf(lix + program)).toBe(value);
  });
});

/** Functions are called with no arguments: what cannot be compared otherwise. */
function valueOf(path: string): string {
  const expression = `let v = import ${path}; in if builtins.isFunction v then v { } else v`;
  const { stdout, stderr } = spawnSync("nix-instantiate", ["--eval", "--strict", "-E", expression], {
    encoding: "utf8",
    env: { ...process.env, NIX_STATE_DIR: "/tmp/lix-tools-nix-state", NIX_REMOTE: "" },
  });
  return stdout === "" ? stderr : stdout;
}

test("the corpus shows every construct", () => {
  const met = new Set<string>();
  for (const program of programs) {
    const { applied, refused } = migrate(program);
    for (const { codemod } of [...applied, ...refused]) met.add(codemod.id);
  }
  expect([...met].toSorted()).toEqual(
    codemods
      .filter(({ to }) => to.includes("lix"))
      .map(({ id }) => id)
      .toSorted(),
  );
});

test("the corpus shows all thirteen silent reinterpretations", () => {
  const numbers = programs.flatMap((path) => /^reinterpreted\/(\d\d)-/u.exec(path)?.[1] ?? []);
  expect(numbers.toSorted()).toEqual(Array.from({ length: 13 }, (_, index) => String(index + 1).padStart(2, "0")));
});

test("where there is no real Nix, the values were not compared", () => {
  if (!hasNix) console.warn("nix-instantiate is not installed: the values of the corpus were not compared");
});

/** Lists under several `with`s become slices where this was seen of every name, and only there. */
import { createEvaluator, evaluateText, forceDeep, memoryFiles, portableHasher } from "@lix-tools/eval-core";
import { makeLangver } from "@lix-tools/parser";
import { expect, test } from "vitest";
import { migrateSource, type Migration, NameLog } from "../src/index.ts";

/** Evaluates the function in a text on arguments, watches, and migrates the text. */
function migrateWatched(text: string, ...calls: readonly string[]): Migration {
  const source = new TextEncoder().encode(text);
  const log = new NameLog();
  const machine = createEvaluator({
    host: {
      files: memoryFiles(new Map([["/t/a.nix", source]])),
      hasher: portableHasher,
      environmentVariableOrNull: () => null,
      currentSystem: "x86_64-linux",
      currentTime: 0,
      print: () => {},
    },
    onName: (name) => log.add(name),
  });
  for (const argument of calls) forceDeep(evaluateText(machine, `import ./a.nix (${argument})`, "call", "/t"));
  return migrateSource(source, { to: makeLangver("nix2"), verify: "core", observed: log.finish().get("/t/a.nix") });
}

function textOf({ after }: Migration): string {
  return new TextDecoder().decode(after);
}

const program = "{ o, i }: with o; { x = a: [ http://x.y a.b or 1 ]; l = with i; [ p q ]; }";

test("what was always the innermost `with` is a slice, and said to rest on that", () => {
  const made = migrateWatched(program, "{ o = { p = 1; }; i = { p = 2; q = 3; }; }");
  expect(textOf(made)).toContain("l = i.[p, q];");
  expect(made.verification).toBe("observed");
  expect(made.applied.map(({ codemod, safety }) => [codemod.id, safety])).toContainEqual(["M24", "observed"]);
});

test("what an outer `with` provided once stays", () => {
  const calls = ["{ o = { p = 1; }; i = { p = 2; q = 3; }; }", "{ o = { p = 1; }; i = { q = 3; }; }"];
  const made = migrateWatched(program, ...calls);
  expect(textOf(made)).toContain("l = with i; [ p q ];");
  expect(made.refused.map(({ reason }) => reason)).toContain("several `with`s were seen to provide a name");
  const outer = migrateWatched(program, calls[1] ?? "");
  expect(outer.refused.map(({ reason }) => reason)).toContain("an outer `with` was seen to provide a name");
});

test("what was never looked up stays", () => {
  const made = migrateWatched("o: with o; { l = with o.i; [ p ]; n = 1; }");
  expect(textOf(made)).toContain("l = with o.i; [ p ];");
  expect(made.verification).not.toBe("observed");
});

test("an observation of another text is not believed", () => {
  const source = new TextEncoder().encode("o: i: with o; with i; [ abc ]");
  const observed = { offsets: Int32Array.of(24), frames: Uint32Array.of(1) };
  const seen = migrateSource(source, { to: makeLangver("nix2"), verify: "core", observed });
  expect(textOf(seen)).toContain("i.[abc]");
  const shifted = { offsets: Int32Array.of(23), frames: Uint32Array.of(1) };
  expect(
    migrateSource(source, { to: makeLangver("nix2"), verify: "core", observed: shifted }).applied,
  ).not.toContainEqual(expect.objectContaining({ safety: "observed" }));
});

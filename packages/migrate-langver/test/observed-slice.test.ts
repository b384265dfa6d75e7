/** Lists under several `with`s become slices where this was seen of every name, and only there. */
import { makeLangver } from "@lix-tools/parser";
import { expect, test } from "vitest";
import { migrateSource, type ObservedFile } from "../src/index.ts";
import { migrateWatched, textOf } from "./watched.ts";

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
  const seenAt = (offset: number): ObservedFile => {
    const names = { offsets: Int32Array.of(offset), bits: Int32Array.of(1) };
    const nothing = { offsets: Int32Array.of(), bits: Int32Array.of() };
    return { names, updates: nothing, calls: nothing };
  };
  const to = makeLangver("nix2");
  const seen = migrateSource(source, { to, verify: "core", observed: seenAt(24) });
  expect(textOf(seen)).toContain("i.[abc]");
  const shifted = migrateSource(source, { to, verify: "core", observed: seenAt(23) });
  expect(shifted.applied).not.toContainEqual(expect.objectContaining({ safety: "observed" }));
});

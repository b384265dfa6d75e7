/** Sets that functions give are unpacked where it was seen what the functions are, and only there. */
import { expect, test } from "vitest";
import { migrateWatched, textOf } from "./watched.ts";
import type { Migration } from "../src/index.ts";

const library = "lib = { optionalAttrs = c: s: if c then s else { }; merged = c: s: s; };";

/** A function whose result is an expression under the library. */
function programOf(expression: string): string {
  return `{ c, e ? { } }: let ${library} o = lib.optionalAttrs; in ${expression}`;
}

function migrated(expression: string, ...calls: readonly string[]): Migration {
  return migrateWatched(programOf(expression), ...calls);
}

const never = "{ c = false; }";

test.each([
  ["{ a = 1; } // lib.optionalAttrs c { b = 2; }", "{ a = 1; *lib.optionalAttrs c { b = 2; }; }"],
  ["{ a = 1; } // (o (!c) { b = 2; }) // { d = 3; }", "{ a = 1; *(o (!c) { b = 2; }); d = 3; }"],
  ["o c { b = 2; } // { a = 1; }", "{ *o c { b = 2; }; a = 1; }"],
  ["with lib; { a = 1; } // optionalAttrs c { b = 2; }", "with lib; { a = 1; *optionalAttrs c { b = 2; }; }"],
  ["{ a = 1; } // o c { b = 2; } // e", "{ a = 1; *o c { b = 2; }; } // e"],
  ["e // { a = 1; } // o c { b = 2; }", "e // { a = 1; *o c { b = 2; }; }"],
  ["{ a = 1; } // o c { b = 2; } // { b = 3; }", "{ a = 1; *o c { b = 2; }; } // { b = 3; }"],
  ["o c { a = 1; } // o c { b = 2; } // o c { d = 3; }", "{ *o c { a = 1; }; *o c { b = 2; }; *o c { d = 3; }; }"],
])("%s", (before, after) => {
  const made = migrated(before, never);
  expect(textOf(made)).toContain(`in ${after}`);
  expect(made.verification).toBe("observed");
  expect(made.applied.filter(({ codemod }) => codemod.id === "M27").map(({ safety }) => safety)).toContain("observed");
});

test("what was never evaluated stays", () => {
  const made = migrated("{ x = { a = 1; } // o c { b = 2; }; }.y or 1", never);
  expect(textOf(made)).toContain("{ a = 1; } // o c { b = 2; }");
  expect(made.refused.map(({ reason }) => reason)).toContain("the text does not tell which names a function gives");
});

test("what another function gives stays", () => {
  expect(textOf(migrated("{ a = 1; } // lib.merged c { b = 2; }", never))).toContain("} // lib.merged");
  const mixed = "map (f: { a = 1; } // f c { b = 2; }) [ o lib.merged ]";
  expect(textOf(migrated(mixed, never))).toContain("{ a = 1; } // f c { b = 2; }");
  expect(textOf(migrated(mixed.replace("lib.merged", "lib.optionalAttrs"), never))).toContain("{ a = 1; *f c");
});

test("a name that both can have is never unpacked, whatever was seen", () => {
  const made = migrated("{ a = 1; } // o c { a = 2; }", never);
  expect(textOf(made)).toContain("{ a = 1; } // o c { a = 2; }");
  expect(made.refused.map(({ reason }) => reason)).toContain("a name is in two of the sets, and the later one wins");
});

test("names that are not written out were seen to be others", () => {
  const expression = "{ a = 1; } // o c e";
  const other = "{ c = true; e = { b = 2; }; }";
  expect(textOf(migrated(expression, never, other))).toContain("{ a = 1; *o c e; }");
  expect(textOf(migrated(expression, never))).toContain("{ a = 1; } // o c e");
  expect(textOf(migrated(expression, other, "{ c = true; e = { a = 2; }; }"))).toContain("{ a = 1; } // o c e");
  expect(textOf(migrated("{ a = 1; } // o c e // e", other))).toContain("{ a = 1; } // o c e // e");
});

test("what a caller gives may be meant to win", () => {
  const reasonsOf = (...calls: readonly string[]): string[] => {
    const made = migrated("{ a = 1; } // e", ...calls);
    expect(textOf(made)).toContain("{ a = 1; } // e");
    return made.refused.map(({ reason }) => reason);
  };
  const disjoint = "{ c = true; e = { b = 2; }; }";
  expect(reasonsOf(disjoint)).toEqual(["no name was seen in both sets, but the later one may be there to win"]);
  expect(reasonsOf(disjoint, "{ c = true; e = { a = 2; }; }")).toEqual(["the later set was seen to win"]);
  expect(reasonsOf(never)).toEqual(["the names of a set are not written out here, and the later one wins"]);
});

test.each([
  "rec { a = b; b = 1; } // o c { d = 2; }",
  "rec { a = b; b = 1; } // o c { d = 2; } // o c { f = 3; }",
  "e // o c { d = 2; } // o c { f = 3; }",
  "o c { d = 2; } // o c { d = 3; }",
])("%s stays", (expression) => {
  const made = migrated(expression, never);
  expect(made.applied.filter(({ codemod }) => codemod.id === "M27")).toEqual([]);
});

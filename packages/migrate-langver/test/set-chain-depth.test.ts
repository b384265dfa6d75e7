/** Sets far inside of branches, and chains of very many sets: they stay, and nothing runs out of stack. */
import { makeLangver } from "@lix-tools/parser";
import { expect, test } from "vitest";
import { migrateSource, type Migration } from "../src/index.ts";

function migrated(text: string): Migration {
  return migrateSource(new TextEncoder().encode(text), { to: makeLangver("nix2"), verify: "core" });
}

const many = 3000;

test.each([
  ["let", `(${"let in ".repeat(many)}{ b = 1; }) // { a = 1; }`, "the names of a set are not written out here"],
  ["else", `c: { a = 1; } // (${"if c then { } else ".repeat(many)}{ b = 1; })`, "the names of a set are not written"],
  ["//", Array.from({ length: many }, (_, at) => `{ a${at} = 1; }`).join(" // "), "the chain is too long"],
])("thousands of %s", (_, text, reason) => {
  const { status, verification, applied, refused } = migrated(text);
  expect([status, verification]).toEqual(["migrated", "core"]);
  expect(applied.filter(({ codemod }) => codemod.id === "M27")).toEqual([]);
  for (const refusal of refused) expect(refusal.reason).toContain(reason);
});

test("as many as can be proved", () => {
  const { status, applied } = migrated(Array.from({ length: 400 }, (_, at) => `{ a${at} = 1; }`).join(" // "));
  expect(status).toBe("migrated");
  expect(applied.filter(({ codemod }) => codemod.id === "M27").flatMap(({ sites }) => sites)).toHaveLength(399);
});

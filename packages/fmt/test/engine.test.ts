/** The flags that are set exist, and what is set back is what the engine does by itself. */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { engineFlags } from "../src/node/engine.ts";

const known = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });

it.each(engineFlags)("$tuned is known to the engine, by itself $usual", ({ tuned, usual }) => {
  expect(tuned).not.toBe(usual);
  expect(known).toMatch(new RegExp(`default: ${usual}$`, "mu"));
  const nameOf = (flag: string): string => flag.replace(/^--(?:no-)?|=.*$/gu, "");
  expect(nameOf(tuned)).toBe(nameOf(usual));
});

import { readFileSync } from "node:fs";
import { checkTree, type Dialect, makeLangver, parse, printTree } from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { reading } from "./reading.ts";

const dialects = { nix: "legacy", nix2: "nix2", nix2_future: "nix2-future" } as const;

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", "0": "\0", "\\": "\\" };

function unescape(text: string): Uint8Array {
  return new TextEncoder().encode(text.replaceAll(/\\([nrtf0\\])/g, (_, letter: string) => escapes[letter] ?? ""));
}

function readCases(dialect: Dialect): { source: string; arrow: string; expected: string }[] {
  const file = readFileSync(new URL(`readings/${dialect}.txt`, import.meta.url), "utf8");
  return file
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# ") && !line.startsWith("## "))
    .map((line) => {
      const match = /^(.*) (=>|=!) (.*)$/.exec(line);
      if (match === null) throw new Error(`no reading in ${line}`);
      return { source: match[1] ?? "", arrow: match[2] ?? "", expected: match[3] ?? "" };
    });
}

describe.each(Object.entries(dialects))("the %s grammar", (dialect, edition) => {
  it.each(readCases(dialect as Dialect))("$source $arrow $expected", ({ source, arrow, expected }) => {
    const bytes = unescape(source);
    const { tree, diagnostics, isComplete } = parse(bytes, { langver: makeLangver(edition) });
    expect(checkTree(tree)).toEqual([]);
    expect(printTree(tree)).toEqual(bytes);
    expect(arrow === "=>" ? reading(tree) : diagnostics[0]?.code, diagnostics[0]?.message).toBe(expected);
    expect(isComplete).toBe(arrow === "=>");
  });
});

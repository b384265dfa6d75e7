/**
 * Files of cases: what goes into the formatter and what comes out, side by side.
 *
 *     === name of the case
 *     input
 *     --- formatted
 *     output
 *
 * Options follow the name in brackets: `[width=40 indent=4 strict style=1.2 langver=nix2]`. With `UPDATE=1` the outputs
 * are written anew.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { langverByName } from "@lix-tools/parser";
import type { FormatOptions } from "../src/index.ts";

/** One case. */
export interface FormatCase {
  readonly name: string;
  /** The first line of the case, options included. */
  readonly heading: string;
  readonly options: FormatOptions;
  readonly input: string;
  readonly output: string;
}

const directory = fileURLToPath(new URL("cases", import.meta.url));

/** Returns the files of cases by name. */
export function caseFiles(): string[] {
  return readdirSync(directory).filter((name) => name.endsWith(".cases.txt"));
}

/** Returns the cases of a file. */
export function readCases(name: string): FormatCase[] {
  const text = readFileSync(join(directory, name), "utf8");
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      const divider = lines.indexOf("--- formatted");
      // A case without an output ends with the end of its last line.
      const end = divider < 0 ? lines.length - 1 : divider;
      const input = `${lines.slice(0, end).join("\n")}\n`;
      const output = divider < 0 ? "" : lines.slice(divider + 1).join("\n");
      const [, title = heading, flags = ""] = /^(.*?)(?: \[([^\]]*)\])?$/u.exec(heading) ?? [];
      return { name: title, heading, options: readOptions(flags), input, output };
    });
}

/** Writes the cases of a file with these outputs. */
export function writeCases(name: string, cases: readonly FormatCase[], outputs: readonly string[]): void {
  const sections = cases.map(({ heading, input }, index) => {
    return `=== ${heading}\n${input}--- formatted\n${outputs[index] ?? ""}`;
  });
  writeFileSync(join(directory, name), sections.join(""));
}

function readOptions(flags: string): FormatOptions {
  const given = new Map(flags.split(" ").map((flag) => [flag.split("=")[0] ?? "", flag.split("=")[1] ?? ""]));
  const number = (key: string): number | undefined => (given.has(key) ? Number(given.get(key)) : undefined);
  return {
    width: number("width"),
    indent: number("indent"),
    strict: given.has("strict"),
    style: given.get("style") === "1.2" ? "1.2" : "1.4",
    langver: langverByName(given.get("langver") ?? "legacy") ?? undefined,
  };
}

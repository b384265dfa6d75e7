/**
 * Sources for checks that compare two ways of parsing: whatever the tests of this package hold, valid or not.
 */
import { readFileSync } from "node:fs";
import { corpusFiles } from "./corpus-file.ts";
import { unescapeBytes } from "./table.ts";

/** Returns the sources of `readings/`: what stands before `=>` or `=!` in a line. */
function readingSources(dialect: string): Uint8Array[] {
  const lines = readFileSync(new URL(`readings/${dialect}.txt`, import.meta.url), "utf8").split("\n");
  return lines
    .map((line) => /^(.*) (?:=>|=!) .*$/.exec(line)?.[1])
    .filter((source) => source !== undefined)
    .map(unescapeBytes);
}

/** Returns every source written for the dialect. */
export function agreementInputs(dialect: string): Uint8Array[] {
  const files = (["corpus", "recovery"] as const).flatMap((folder) => corpusFiles(dialect, folder));
  return [...files.flatMap(({ cases }) => cases.map(({ source }) => source)), ...readingSources(dialect)];
}

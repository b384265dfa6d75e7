/**
 * Reads `*.cases.txt`: tests as data. A case is a title and blocks:
 *
 *     === title
 *     --- block name
 *     lines of the block
 *
 * Lines before the first title are a comment. In programs `␍`, `␉`, `␀` and `␠` stand for CR, TAB, NUL and a space at the
 * end of a line. A block's last line end is not part of it. `UPDATE=1` rewrites the blocks that state results.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "vitest";

export interface Block {
  readonly name: string;
  text: string;
}

export interface Case {
  readonly title: string;
  readonly blocks: Block[];
}

/** Returns the comment and the cases of a file. */
export function readCases(url: URL): { readonly comment: string; readonly cases: readonly Case[] } {
  const [comment = "", ...parts] = `\n${readFileSync(url, "utf8")}`.split(/\n(?==== )/);
  const cases = parts.map((part): Case => {
    const [head = "", ...blocks] = part.split(/\n(?=--- )/);
    return { title: head.slice(4).trim(), blocks: blocks.map(readBlock) };
  });
  return { comment: comment.trim(), cases };
}

function readBlock(text: string): Block {
  const end = text.indexOf("\n");
  const [head, body] = end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
  return { name: head.slice(4).trim(), text: body.replace(/\n+$/, "") };
}

function writeCases(url: URL, comment: string, cases: readonly Case[]): void {
  const texts = cases.map(({ title, blocks }) => {
    const parts = blocks.map(({ name, text }) => `--- ${name}\n${text === "" ? "" : `${text}\n`}`);
    return `=== ${title}\n${parts.join("")}`;
  });
  writeFileSync(url, [comment === "" ? [] : [`${comment}\n`], ...texts].flat().join("\n"));
}

const controls: Readonly<Record<string, string>> = { "␍": "\r", "␉": "\t", "␀": "\0", "␠": " " };

/** Returns the program that a block writes. */
export function programOf(block: Block): string {
  return block.text.replaceAll(/[␍␉␀␠]/gu, (symbol) => controls[symbol] ?? symbol);
}

/** Runs every case of a file; `check` compares, or changes the blocks that state results where `isUpdate` says so. */
export function runCases(url: URL, check: (testCase: Case, mode: "compare" | "update") => void): void {
  const { comment, cases } = readCases(url);
  const mode = process.env["UPDATE"] === "1" ? "update" : "compare";
  describe(url.pathname.split("/").at(-1) ?? "", () => {
    it.each(cases.map((testCase) => [testCase.title, testCase] as const))("%s", (_, testCase) => check(testCase, mode));
    if (mode === "update") it("is rewritten", () => writeCases(url, comment, cases));
  });
}

/**
 * Corpus files in tree-sitter's own format, so that its command line reads `test/corpus` too:
 *
 *     ==================
 *     title
 *     :error
 *     ==================
 *
 *     source
 *
 *     ------------------
 *
 *     (source_code …)
 *
 * A case with `:error` wants an error somewhere and says no more; any other case gives the whole tree.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

export interface CorpusCase {
  readonly title: string;
  readonly isError: boolean;
  readonly source: Uint8Array;
  /** The expected tree, white space as it stands. */
  readonly expected: string;
}

const heading = /^={3,}\n(?<title>[^\n]+)\n(?<attributes>(?::[^\n]*\n)*)={3,}\n/gm;
const divider = /\n-{3,}\n/;

/** Returns the cases of a corpus file's text. */
export function parseCorpus(text: string): CorpusCase[] {
  const headings = [...text.matchAll(heading)];
  return headings.map((match, index) => {
    const body = text.slice(match.index + match[0].length, headings[index + 1]?.index ?? text.length);
    const [source, expected] = body.split(divider);
    if (source === undefined || expected === undefined) throw new Error(`no divider in case ${match[1]}`);
    const { title = "", attributes = "" } = match.groups ?? {};
    return {
      title,
      isError: attributes.includes(":error"),
      source: new TextEncoder().encode(source),
      expected: expected.trim(),
    };
  });
}

const rule = (character: string): string => character.repeat(80);

/** Returns the text of a corpus file. */
export function printCorpus(cases: readonly CorpusCase[]): string {
  return cases
    .map(({ title, isError, source, expected }) => {
      const attributes = isError ? ":error\n" : "";
      const tree = isError ? "" : `${expected}\n`;
      const text = new TextDecoder().decode(source);
      return `${rule("=")}\n${title}\n${attributes}${rule("=")}\n${text}\n${rule("-")}\n\n${tree}`;
    })
    .join("\n");
}

export interface CorpusFile {
  readonly name: string;
  readonly cases: readonly CorpusCase[];
  /** Writes other cases to the file. */
  replace(cases: readonly CorpusCase[]): void;
}

/** `recovery` shows trees of broken text as this project makes them; other versions of tree-sitter recover otherwise. */
export type CorpusFolder = "corpus" | "recovery";

/** Returns the corpus files of a dialect in order. */
export function corpusFiles(dialect: string, name: CorpusFolder): CorpusFile[] {
  const folder = new URL(`../../../grammar/${dialect}/test/${name}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .toSorted()
    .map((file) => {
      const url = new URL(file, folder);
      return {
        name: file.replace(/\.txt$/, ""),
        cases: parseCorpus(readFileSync(url, "utf8")),
        replace: (cases) => writeFileSync(url, printCorpus(cases)),
      };
    });
}

/**
 * Tables of cases: one per line, `source => expected`, under headings `## …`. In both, \n \r \t \f \0 \\ and \xHH are
 * escapes; everything else stands for its UTF-8. Lines that begin with `# ` are comments.
 */
import { readFileSync } from "node:fs";

export interface TableCase {
  readonly section: string;
  /** As it stands in the table, for the name of the test. */
  readonly text: string;
  readonly source: Uint8Array;
  readonly expected: string;
}

const letters: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", "0": "\0", "\\": "\\" };

/** Returns the bytes that escaped text stands for. */
export function unescapeBytes(text: string): Uint8Array {
  const utf8 = String.fromCharCode(...new TextEncoder().encode(text));
  const bytes = utf8.replaceAll(/\\(?:([nrtf0\\])|x([0-9a-f]{2}))/g, (_, letter?: string, hex?: string) =>
    hex === undefined ? (letters[letter ?? ""] ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** Returns the cases of a table. */
export function readTable(url: URL): TableCase[] {
  let section = "";
  const cases: TableCase[] = [];
  for (const line of readFileSync(url, "utf8").split("\n")) {
    if (line.startsWith("## ")) section = line.slice(3);
    if (line === "" || line.startsWith("# ") || line.startsWith("## ")) continue;
    const arrow = line.indexOf(" => ");
    if (arrow < 0) throw new Error(`no expectation in ${line}`);
    const text = line.slice(0, arrow);
    cases.push({ section, text, source: unescapeBytes(text), expected: line.slice(arrow + 4) });
  }
  return cases;
}

/** Returns bytes as a table writes them. */
export function escapeBytes(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(bytes)
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll("\0", "\\0");
}

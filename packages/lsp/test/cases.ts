/**
 * Cases of requests as text:
 *
 *     === title
 *     let a| = 1; in a
 *     --- references
 *     1:5-1:6 a
 *
 * What comes first is the file `main.nix`, with `|` for the cursor, or two for a range; `\|` stands for the character.
 * Further files follow as `--- file NAME`. The last block names a request with its arguments, and holds what its answer
 * looks like. `UPDATE=1` writes the answers.
 */
import { readFileSync, writeFileSync } from "node:fs";

/** One case. */
export interface Case {
  readonly title: string;
  /** By name; `main.nix` is the one with the cursors. */
  readonly files: ReadonlyMap<string, string>;
  readonly cursors: readonly number[];
  readonly request: string;
  readonly argument: string;
  readonly expected: string;
}

/** Returns the cases of a file. */
export function readCases(path: string): Case[] {
  const [, ...sections] = readFileSync(path, "utf8").split(/^=== /mu);
  return sections.map(readCase);
}

function readCase(section: string): Case {
  const [title = "", ...lines] = section.split("\n");
  const [main = "", ...blocks] = lines.join("\n").split(/^--- /mu);
  const files = new Map<string, string>();
  const { text, cursors } = readCursors(withoutLastLine(main));
  files.set("main.nix", text);
  let request = "";
  let argument = "";
  let expected = "";
  for (const block of blocks) {
    const [head = "", ...rest] = block.split("\n");
    const body = rest.join("\n");
    const [word = "", ...others] = head.split(" ");
    if (word === "file") files.set(others.join(" "), withoutLastLine(body));
    else [request, argument, expected] = [word, others.join(" "), body.trimEnd()];
  }
  return { title, files, cursors, request, argument, expected };
}

/** The line end before the next block belongs to the form. */
function withoutLastLine(text: string): string {
  return text.replace(/\n$/u, "");
}

function readCursors(marked: string): { text: string; cursors: number[] } {
  const cursors: number[] = [];
  let text = "";
  for (let at = 0; at < marked.length; at++) {
    if (marked.startsWith("\\|", at)) {
      text += "|";
      at++;
    } else if (marked[at] === "|") cursors.push(text.length);
    else text += marked[at];
  }
  return { text, cursors };
}

/** Writes the answers into the file of the cases. */
export function updateCases(path: string, answers: ReadonlyMap<string, string>): void {
  const [head = "", ...sections] = readFileSync(path, "utf8").split(/^=== /mu);
  const updated = sections.map((section) => {
    const [title = ""] = section.split("\n");
    const answer = answers.get(title);
    if (answer === undefined) return section;
    const at = section.lastIndexOf("\n--- ");
    const request = section.slice(at).split("\n")[1] ?? "";
    return `${section.slice(0, at)}\n${request}\n${answer}\n\n`;
  });
  writeFileSync(path, `${[head, ...updated].join("=== ").trimEnd()}\n`);
}

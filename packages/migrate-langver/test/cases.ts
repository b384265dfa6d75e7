/**
 * Reads and writes `*.cases.txt`: the examples of a codemod, which are its documentation and its tests.
 *
 *     === adds the zero
 *     [ .5 ]
 *     --- rewritten
 *     [ 0.5 ]
 *
 * Sections: `rewritten` (absent: the text stays), `accepted` (with the alternative accepted), `refused` (one line per
 * site: line, column, reason). `␍` is a carriage return, `␀` a NUL. Lines before the first case are a comment.
 */

export interface Case {
  readonly name: string;
  readonly source: string;
  readonly rewritten?: string;
  readonly accepted?: string;
  readonly refused?: string;
}

const sections = ["rewritten", "accepted", "refused"] as const;

/** Returns the comment at the top and the cases of a file. */
export function parseCases(text: string): { readonly head: string; readonly cases: readonly Case[] } {
  const [head = "", ...blocks] = text.split(/^=== /mu);
  return { head, cases: blocks.map(parseCase) };
}

function parseCase(block: string): Case {
  const [first = "", ...parts] = block.split(/^--- /mu);
  const [name, source] = cutLine(first);
  const given = Object.fromEntries(parts.map(cutLine));
  for (const section of Object.keys(given)) {
    if (!sections.some((known) => known === section)) throw new Error(`${name}: there is no section \`${section}\``);
  }
  return { name, source, ...given };
}

function cutLine(text: string): [string, string] {
  const end = text.indexOf("\n");
  return [text.slice(0, end), text.slice(end + 1).replace(/\n$/u, "")];
}

/** Returns the text of a file of cases. */
export function renderCases(head: string, cases: readonly Case[]): string {
  return head + cases.map(renderCase).join("");
}

function renderCase(example: Case): string {
  const parts = sections.flatMap((section) => {
    const text = example[section];
    return text === undefined ? [] : [`--- ${section}\n${text}\n`];
  });
  return `=== ${example.name}\n${example.source}\n${parts.join("")}`;
}

/** Returns the bytes that a text of a case stands for. */
export function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text.replaceAll("␍", "\r").replaceAll("␀", "\0"));
}

/** Returns bytes as the text of a case. */
export function toText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll("\r", "␍").replaceAll("\0", "␀");
}

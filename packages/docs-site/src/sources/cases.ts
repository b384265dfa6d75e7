/**
 * Examples of codemods as their `*.cases.txt` have them: a name, a text, and blocks of what becomes of it. They are the
 * tests of the codemods, so what pages show is what happens.
 */

/** One example. */
export interface CodemodCase {
  readonly name: string;
  readonly before: string;
  /** The blocks after the text, by their headings: `rewritten`, `refused`, `accepted`. */
  readonly blocks: ReadonlyMap<string, string>;
}

/** Returns the examples of a file. */
export function readCases(text: string): CodemodCase[] {
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((part) => {
      const [first = "", ...rest] = part.split(/^--- /mu);
      const blocks = rest.map((block): [string, string] => {
        const end = block.indexOf("\n");
        return [block.slice(0, end).trim(), block.slice(end + 1).trimEnd()];
      });
      const end = first.indexOf("\n");
      return { name: first.slice(0, end).trim(), before: first.slice(end + 1).trimEnd(), blocks: new Map(blocks) };
    });
}

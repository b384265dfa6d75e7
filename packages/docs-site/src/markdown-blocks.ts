/** The code blocks of a Markdown text, for checks of the documents themselves. */

/** A fenced block. */
export interface CodeBlock {
  readonly language: string;
  /** What follows the language on the fence, such as `fragment`. */
  readonly note: string;
  readonly code: string;
  /** The line of the fence, from 1. */
  readonly line: number;
}

/** Returns the fenced blocks of a text. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const lines = markdown.split("\n");
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([\w-]*)\s*(.*)$/u.exec(lines[at] ?? "");
    if (fence === null) continue;
    const [, indent = "", marks = "", language = "", note = ""] = fence;
    let end = at + 1;
    while (end < lines.length && (lines[end] ?? "").trim() !== marks) end++;
    const code = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ language, note, code: code.join("\n"), line: at + 1 });
    at = end;
  }
  return blocks;
}

/**
 * A fixed document as text for people: one row a line, groups indented.
 */
import { type Doc, isOpen, isText, Tag } from "./ir.ts";
import type { TextPool } from "./text-pool.ts";

const tagNames: ReadonlyMap<number, string> = new Map(Object.entries(Tag).map(([name, tag]) => [tag, name]));

/** Returns the document as text. */
export function dumpDoc(doc: Doc, pool: TextPool): string {
  const lines: string[] = [];
  const ends: number[] = [];
  for (let row = 0; row < doc.count; row++) {
    while (ends.length > 0 && row >= (ends.at(-1) ?? 0)) ends.pop();
    const tag = doc.tag[row] ?? 0;
    if (tag === Tag.Removed) continue;
    lines.push("  ".repeat(ends.length) + dumpRow(doc, row, pool));
    if (isOpen(tag)) ends.push(doc.end[row] ?? 0);
  }
  return `${lines.join("\n")}\n`;
}

function dumpRow(doc: Doc, row: number, pool: TextPool): string {
  const tag = doc.tag[row] ?? 0;
  const name = tagNames.get(tag) ?? "?";
  if (tag === Tag.Newlines) return `${name} ${doc.start[row] ?? 0}`;
  if (!isText(tag)) return name;
  const text = JSON.stringify(pool.decode(doc.start[row] ?? 0, doc.end[row] ?? 0));
  return `${name} nest ${doc.nest[row] ?? 0} offset ${doc.offset[row] ?? 0} ${text}`;
}

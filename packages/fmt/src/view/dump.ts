/**
 * A view as text for people: the nodes of the tree, and with every token what it carries.
 */
import { kindNames } from "@lix-tools/parser";
import type { Trivia } from "../trivia/trivium.ts";
import { endAt, isTokenKind, kindAt, nextOf, startAt, type View } from "./view.ts";

/** Returns the view as text. */
export function dumpView(view: View, nodeCount: number): string {
  const lines: string[] = [];
  const ends: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    while (ends.length > 0 && node >= (ends.at(-1) ?? 0)) ends.pop();
    const kind = kindAt(view, node);
    const isToken = isTokenKind(kind);
    const parts = [kindNames[kind] ?? "?"];
    if (isToken) parts.push(JSON.stringify(view.pool.decode(startAt(view, node), endAt(view, node))));
    if (isToken) parts.push(`line ${view.line[node] ?? 0}`);
    if (view.hasItemTrivia(node)) parts.push(`item ${dumpTrivia(view, view.itemTrivia(node))}`);
    if (view.hasTrivia(node)) parts.push(`leading ${dumpTrivia(view, view.triviaOf(node))}`);
    const trailing = view.trailingOf(node);
    if (trailing !== null) parts.push(`trailing ${JSON.stringify(view.pool.decode(trailing.start, trailing.end))}`);
    lines.push("  ".repeat(ends.length) + parts.join(" "));
    ends.push(nextOf(view, node));
  }
  return `${lines.join("\n")}\n`;
}

function dumpTrivia({ pool }: View, trivia: Trivia): string {
  const shown = trivia.map((trivium) => {
    if ("text" in trivium)
      return `${trivium.kind} ${JSON.stringify(pool.decode(trivium.text.start, trivium.text.end))}`;
    if (trivium.kind !== "block-comment") return trivium.kind;
    return `${trivium.kind} ${JSON.stringify(trivium.lines.map(({ start, end }) => pool.decode(start, end)))}`;
  });
  return `[${shown.join(", ")}]`;
}

/** Texts with their colours, ready to be sent to the page. */
import { detectLangver, parse, type TolerantParser, type Tree } from "@lix-tools/parser";
import { highlightClasses, highlightTree } from "../highlight/highlight.ts";
import type { ColouredText } from "../protocol.ts";
import { createOffsets, type ToIndex } from "./offsets.ts";

const numbers: ReadonlyMap<string, number> = new Map(highlightClasses.map((role, at) => [role, at]));

/** Returns the colours of a tree: triples of start, end and class. */
export function coloursOf(tree: Tree, toIndex: ToIndex): Uint32Array {
  const spans = highlightTree(tree);
  const colours = new Uint32Array(spans.length * 3);
  spans.forEach(({ start, end, role }, at) => {
    colours[at * 3] = toIndex(start);
    colours[at * 3 + 1] = toIndex(end);
    colours[at * 3 + 2] = numbers.get(role) ?? 0;
  });
  return colours;
}

/** Strings, words and signs of a core term. */
const termPieces =
  /("(?:\\.|[^"\\])*")|\b(let|in|rec|if|then|else|with|assert|true|false|null)\b|(?<![\w.-])(\d[\d.]*)|(\\[\w'-]*|[-+*/=?:;.,!<>&|]+)/gu;

/** Returns the text of a core term with its colours. */
export function colourTerm(text: string): ColouredText {
  const colours: number[] = [];
  for (const { 0: piece, 1: string, 2: word, 3: number, index } of text.matchAll(termPieces)) {
    const role =
      string !== undefined ? "string" : word !== undefined ? "keyword" : number !== undefined ? "number" : "operator";
    colours.push(index, index + piece.length, numbers.get(role) ?? 0);
  }
  return { text, colours: Uint32Array.from(colours) };
}

/** Returns a Nix text with its colours. */
export function colourText(text: string, tolerant?: TolerantParser): ColouredText {
  const source = new TextEncoder().encode(text);
  const { langver } = detectLangver(source);
  const { tree } = parse(source, { langver, checks: "none", ...(tolerant === undefined ? {} : { tolerant }) });
  return { text, colours: coloursOf(tree, createOffsets(text, source)) };
}

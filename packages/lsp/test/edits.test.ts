/**
 * Random edits, as many as `LIX_FUZZ` says: after each the server's tree must be what a fresh parse makes of the text
 * that the client has. The client makes the edits by its own rules, so neither the places nor the text can drift apart.
 */
import { readdirSync, readFileSync } from "node:fs";
import { detectLangver, dumpSexp, loadTolerantEngine, parse, type TolerantEngine } from "@lix-tools/parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useBin } from "../../../tests/bin.ts";
import { type Client, offsetAt, positionAt, startClient } from "./client.ts";

const edits = Number(process.env["LIX_FUZZ"] ?? 400);
/** Edits of one text before another is taken. */
const editsPerText = 50;

const bin = useBin("lsp", "lix-lsp");
let client: Client;
let engine: TolerantEngine;
beforeAll(async () => {
  engine = await loadTolerantEngine();
  client = await startClient({ main: bin.main });
});
afterAll(async () => {
  await client.close();
});

/** A small generator of numbers, the same at every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const snippets = [
  "a",
  "x.y",
  " ",
  "\n",
  "\r\n",
  "\r",
  "\t",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  ";",
  "=",
  ":",
  "''",
  '"',
  "${",
  "#",
  "/*",
  "*/",
  "let a = 1; in ",
  "inherit (b) c;",
  "with d; ",
  "rec { e = 2; }",
  "f: f",
  "ä",
  "€",
  "😀",
  "\ud83d",
  "\udc00",
  "\u0000",
  "use experimental.nix2;\n",
  " or 1",
  " ? a : b",
  ".0",
  "./p",
  "http://u.v",
  "''\n  t\n''",
  "if a then b else c",
  "\ufffd",
];

function corpusTexts(): string[] {
  const folder = new URL("../../../corpus/", import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".nix"))
    .toSorted()
    .map((path) => readFileSync(new URL(path, folder), "utf8"))
    .filter((text) => text.length < 4000);
}

function freshTree(text: string): string {
  const source = new TextEncoder().encode(text);
  const { langver } = detectLangver(source);
  const { tree, isComplete } = parse(source, { langver });
  return dumpSexp(isComplete ? tree : { ...tree, ...engine.parse(source, langver.dialect) });
}

interface Change {
  readonly range?: {
    readonly start: { line: number; character: number };
    readonly end: { line: number; character: number };
  };
  readonly text: string;
}

it(`the tree after each of ${edits} random edits is that of a fresh parse`, { timeout: 3_600_000 }, async () => {
  const random = createRandom(42);
  const texts = corpusTexts();
  expect(texts.length).toBeGreaterThan(5);
  const changeOf = (text: string): { change: Change; next: string } => {
    const snippet =
      random(4) === 0 ? "" : Array.from({ length: 1 + random(3) }, () => snippets[random(snippets.length)]).join("");
    if (random(40) === 0) return { change: { text: snippet }, next: snippet };
    const start = positionAt(text, random(text.length + 1));
    const end = positionAt(
      text,
      Math.min(text.length, offsetAt(text, start) + (random(3) === 0 ? random(40) : random(3))),
    );
    const next = text.slice(0, offsetAt(text, start)) + snippet + text.slice(offsetAt(text, end));
    return { change: { range: { start, end }, text: snippet }, next };
  };
  let broken = 0;
  for (let edit = 0; edit < edits;) {
    let text = texts[random(texts.length)] ?? "";
    const uri = `file:///fuzz/${edit}.nix`;
    await client.open(uri, text);
    for (let version = 2; version < editsPerText + 2 && edit < edits; version++) {
      const contentChanges: Change[] = [];
      for (let count = 1 + (random(5) === 0 ? random(4) : 0); count > 0; count--) {
        const { change, next } = changeOf(text);
        contentChanges.push(change);
        text = next;
        edit++;
      }
      await client.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
      const answer = await client.request<{ version: number; tree: string }>("lix/syntaxTree", {
        textDocument: { uri },
      });
      const expected = freshTree(text);
      if (expected.includes("ERROR") || expected.includes("MISSING")) broken++;
      if (answer.tree !== expected) expect({ text, tree: answer.tree }).toEqual({ text, tree: expected });
      expect(answer.version).toBe(version);
    }
    await client.notify("textDocument/didClose", { textDocument: { uri } });
  }
  // Most random edits break the text; if none did, the tolerant engine would not have been looked at.
  expect(broken).toBeGreaterThan(edits / 20);
});

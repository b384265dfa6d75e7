/**
 * An independent check of the WebAssembly and of the flattening: the same grammars, compiled natively and read through
 * the Node binding of tree-sitter, another runtime of another version. Trees of valid text must be equal node for node;
 * of broken text only the verdict, since versions of tree-sitter recover in different ways.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Parser from "tree-sitter";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTolerantEngine, type TolerantEngine } from "@lix-tools/parser";
import type { Dialect } from "@lix-tools/parser";
import { Field, fieldNames, Kind, kindNames } from "../../src/cst/kinds.generated.ts";
import { fieldMask, fieldShift, kindMask, recordWords } from "../../src/cst/layout.ts";
import { sliceLatin1 } from "../../src/cst/tree.ts";
import { agreementInputs } from "../agreement-inputs.ts";
import { buildNative, hasCompiler } from "./build.ts";

const dialects: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

const canBuild = hasCompiler();

let engine: TolerantEngine;
let folder: string;
const parsers = new Map<Dialect, Parser>();
beforeAll(async () => {
  if (!canBuild) return;
  engine = await loadTolerantEngine();
  folder = mkdtempSync(join(tmpdir(), "lix-native-"));
  for (const dialect of dialects) {
    const parser = new Parser();
    parser.setLanguage(buildNative(dialect, folder) as Parser.Language); // an external value, as the binding wants it
    parsers.set(dialect, parser);
  }
});
afterAll(() => {
  if (canBuild) rmSync(folder, { recursive: true });
});

/** Returns a line per node: kind, field, start, end. */
function nativeNodes(tree: Parser.Tree, length: number): string[] {
  const lines: string[] = [];
  const cursor = tree.walk();
  let isDone = false;
  while (!isDone) {
    const { nodeType, currentFieldName, startIndex, endIndex } = cursor;
    const isRoot = lines.length === 0;
    lines.push(`${nodeType} ${currentFieldName ?? ""} ${isRoot ? 0 : startIndex} ${isRoot ? length : endIndex}`);
    if (cursor.gotoFirstChild()) continue;
    while (!isDone && !cursor.gotoNextSibling()) isDone = !cursor.gotoParent();
  }
  return lines;
}

function recordNodes({ records, nodeCount }: { records: Uint32Array; nodeCount: number }): string[] {
  return Array.from({ length: nodeCount }, (_, node) => {
    const [word = 0, start = 0, end = 0] = records.subarray(node * recordWords, node * recordWords + 3);
    const kind = kindNames[word & kindMask] ?? kindNames[Kind.Error];
    return `${kind} ${fieldNames[(word >>> fieldShift) & fieldMask] ?? fieldNames[Field.None]} ${start} ${end}`;
  });
}

describe.skipIf(!canBuild)(`native grammars${canBuild ? "" : " (not checked: no C compiler here)"}`, () => {
  test.each(dialects)("%s gives the trees of its WebAssembly", (dialect) => {
    const parser = parsers.get(dialect)!;
    for (const source of agreementInputs(dialect)) {
      const text = sliceLatin1(source, 0, source.length);
      const native = parser.parse(text);
      const wasm = engine.parse(source, dialect);
      expect(native.rootNode.hasError, text).toBe(wasm.hasError);
      if (!wasm.hasError) expect(nativeNodes(native, source.length)).toEqual(recordNodes(wasm));
    }
  });
});

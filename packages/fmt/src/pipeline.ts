/**
 * The way from a tree to text: tokens with trivia, document, fixed document, layout. Every stage works in the buffers of
 * a `Workspace`, which one caller keeps from file to file.
 */
import type { Tree } from "@lix-tools/parser";
import { Builder } from "./doc/build.ts";
import { createFixupState, fixup, type FixupState } from "./doc/fixup.ts";
import { Doc, isSpacing, Tag } from "./doc/ir.ts";
import { layout, LayoutMemory } from "./doc/layout.ts";
import { Measures } from "./doc/measure.ts";
import { Output } from "./doc/output.ts";
import { TextPool } from "./doc/text-pool.ts";
import type { StyleVersion } from "./view/view.ts";
import { printFile } from "./print/file.ts";
import { isSpaceByte } from "./trivia/white-space.ts";
import { attachTrivia, type LineMode } from "./view/attach.ts";
import { View } from "./view/view.ts";

/** What decides the bytes of the output, apart from the input. */
export interface Style {
  /** Columns of a line, indentation not counted. */
  readonly width: number;
  /** Spaces of an indentation step. */
  readonly indent: number;
  /** Whether the author's line ends in lists, sets, patterns and `inherit` matter. */
  readonly lines: LineMode;
  readonly version: StyleVersion;
}

/** Buffers for formatting one file after the other. */
export interface Workspace {
  readonly pool: TextPool;
  readonly view: View;
  readonly builder: Builder;
  readonly fixed: Doc;
  readonly fixing: FixupState;
  readonly measures: Measures;
  readonly output: Output;
  readonly memory: LayoutMemory;
}

/** Returns new buffers. */
export function createWorkspace(): Workspace {
  const pool = new TextPool();
  return {
    pool,
    view: new View(pool),
    builder: new Builder(pool),
    fixed: new Doc(),
    fixing: createFixupState(),
    measures: new Measures(),
    output: new Output(),
    memory: new LayoutMemory(),
  };
}

/** Writes the fixed document of a complete tree to `workspace.fixed`. */
export function buildDocument(tree: Tree, style: Style, workspace: Workspace): void {
  const { pool, view, builder, fixed, fixing } = workspace;
  view.style = style.version;
  const final = attachTrivia(view, pool, tree, style.lines);
  builder.reset();
  printFile({ view, builder, style: style.version }, final);
  fixup(builder.doc, fixed, fixing);
}

/** Returns the formatted text of a complete tree. */
export function renderTree(tree: Tree, style: Style, workspace: Workspace): Uint8Array {
  buildDocument(tree, style, workspace);
  return renderDocument(style, workspace);
}

/** Returns the text of the document in `workspace.fixed`, a copy of its own. */
export function renderDocument(style: Style, workspace: Workspace): Uint8Array {
  const { fixed, measures, output } = workspace;
  measures.measure(fixed);
  output.length = 0;
  layout(fixed, workspace, style);
  return endsVerbatim(fixed) ? trimmed(output, "start").slice() : withFinalLineEnd(trimmed(output, "both"));
}

/** Tells whether the text ends in a region that reaches to the end of the file. */
function endsVerbatim({ tag, count }: Doc): boolean {
  let last = count - 1;
  while (last > 0 && (isSpacing(tag[last] ?? 0) || tag[last] === Tag.Removed)) last--;
  return tag[last] === Tag.VerbatimToEnd;
}

function trimmed({ bytes, length }: Output, ends: "start" | "both"): Uint8Array {
  let start = 0;
  let end = length;
  while (start < end && isSpaceByte(bytes[start] ?? 0)) start++;
  if (ends === "both") while (end > start && isSpaceByte(bytes[end - 1] ?? 0)) end--;
  return bytes.subarray(start, end);
}

function withFinalLineEnd(text: Uint8Array): Uint8Array {
  const result = new Uint8Array(text.length + 1);
  result.set(text);
  result[text.length] = 0x0a;
  return result;
}

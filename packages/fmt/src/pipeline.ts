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
import type { Lifetime } from "./options.ts";
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

/** How to render, and how long the text must last. */
export interface Rendering {
  readonly style: Style;
  readonly lifetime: Lifetime;
}

/** Returns the formatted text of a complete tree. */
export function renderTree(tree: Tree, { style, lifetime }: Rendering, workspace: Workspace): Uint8Array {
  buildDocument(tree, style, workspace);
  const text = renderDocument(style, workspace);
  return lifetime === "kept" ? text.slice() : text;
}

/** Returns the text of the document in `workspace.fixed`, which is in `workspace.output`. */
function renderDocument(style: Style, workspace: Workspace): Uint8Array {
  const { fixed, measures, output } = workspace;
  measures.measure(fixed);
  output.length = 0;
  layout(fixed, workspace, style);
  const start = skipSpace(output);
  if (!endsVerbatim(fixed)) endLine(output, start);
  return output.bytes.subarray(start, output.length);
}

/** Tells whether the text ends in a region that reaches to the end of the file. */
function endsVerbatim({ tag, count }: Doc): boolean {
  let last = count - 1;
  while (last > 0 && (isSpacing(tag[last] ?? 0) || tag[last] === Tag.Removed)) last--;
  return tag[last] === Tag.VerbatimToEnd;
}

/** Returns where the text begins, white space left out. */
function skipSpace({ bytes, length }: Output): number {
  let start = 0;
  while (start < length && isSpaceByte(bytes[start] ?? 0)) start++;
  return start;
}

/** Puts one line end in the place of the white space at the end of a text. */
function endLine(output: Output, start: number): void {
  let end = output.length;
  while (end > start && isSpaceByte(output.bytes[end - 1] ?? 0)) end--;
  output.cut(end);
  output.repeat(lineFeed, 1);
}

const lineFeed = 0x0a;

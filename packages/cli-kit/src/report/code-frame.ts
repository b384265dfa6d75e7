/**
 * The lines around a place in a source, with the place marked, drawn by `@babel/code-frame`. The frame is safe to print
 * and bounded in size whatever the source holds: control characters are shown as symbols, long lines are cut around the
 * place, and of a span over several lines the first is marked.
 */
import { codeFrameColumns } from "@babel/code-frame";
import { type LineIndex, lineCount, lineSpan, positionAt, type Span } from "@lix-tools/parser";
import type { Palette } from "../terminal/color.ts";
import { withoutControls } from "./printable.ts";

/** Lines shown before and after the marked one. */
const contextLines = 2;
/** Bytes shown of a longer line: in all, and before the place. */
const bytesShown = 160;
const bytesBefore = 60;

/** Returns the frame of a span as lines without a final line break. */
export function renderCodeFrame(index: LineIndex, span: Span, palette: Palette): string {
  const { line } = positionAt(index, span.start);
  const first = Math.max(1, line - contextLines);
  const last = Math.min(lineCount(index), line + contextLines);
  const marked = cutMarkedLine(index, span, line);
  const lines: string[] = [];
  for (let at = first; at <= last; at++) lines.push(at === line ? marked.text : cutLine(index, at));
  const place = { start: { line, column: marked.column }, end: { line, column: marked.column + marked.width } };
  // A variable of its own because the published types do not know `startLine` yet.
  const options = { startLine: first, linesAbove: contextLines, linesBelow: contextLines, highlightCode: false };
  return colorFrame(codeFrameColumns(lines.join("\n"), place, options), palette);
}

/** A line as shown, and where the mark stands in it. */
interface MarkedLine {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

function cutMarkedLine(index: LineIndex, span: Span, line: number): MarkedLine {
  const { start, end } = lineSpan(index, line);
  const markStart = Math.min(span.start, end);
  const from = end - start > bytesShown ? Math.max(start, markStart - bytesBefore) : start;
  const to = Math.min(end, from + bytesShown);
  const markEnd = Math.max(markStart, Math.min(span.end, to));
  const before = (from > start ? "…" : "") + decodeSafely(index, { start: from, end: markStart });
  const mark = decodeSafely(index, { start: markStart, end: markEnd });
  const after = decodeSafely(index, { start: markEnd, end: to }) + (to < end ? "…" : "");
  return { text: before + mark + after, column: before.length + 1, width: Math.max(1, mark.length) };
}

function cutLine(index: LineIndex, line: number): string {
  const { start, end } = lineSpan(index, line);
  if (end - start <= bytesShown) return decodeSafely(index, { start, end });
  return `${decodeSafely(index, { start, end: start + bytesShown })}…`;
}

/** One for all: a frame decodes some eight pieces, and making a decoder takes longer than using it. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function decodeSafely({ source }: LineIndex, { start, end }: Span): string {
  return start === end ? "" : withoutControls(decoder.decode(source.subarray(start, end)));
}

/** Colours the margin and the marks. The frame is coloured here since code-frame would colour it as JavaScript. */
function colorFrame(frame: string, palette: Palette): string {
  if (palette.level === 0) return frame;
  return frame
    .split("\n")
    .map((line) => {
      const bar = line.indexOf("|") + 1;
      const margin = line.slice(0, bar);
      const rest = line.slice(bar);
      const isMark = /^[ >] +\|$/u.test(margin);
      return palette.gray(margin).replace(">", palette.red.bold(">")) + (isMark ? palette.red.bold(rest) : rest);
    })
    .join("\n");
}

/** Errors for people: the message, the place with its line of source, and on demand how evaluation got there. */
import type { SourcePosition } from "../value/positions.ts";
import type { EvalError, TraceFrame } from "./error.ts";
import { SourceFile } from "./source-file.ts";

export interface ErrorOptions {
  readonly showTrace: boolean;
}

/** Steps shown without `--show-trace`: those nearest to the error. */
const shortTrace = 3;

/** Returns the text of an error, as Latin-1, without a final line end. */
export function renderError(error: EvalError, { showTrace }: ErrorOptions): string {
  const frames = showTrace ? error.trace : error.trace.slice(0, shortTrace);
  const hidden = error.trace.length + error.omittedFrames - frames.length;
  const steps = [...frames].reverse().map(renderFrame);
  const parts = [...steps, renderMessage(error)];
  if (!showTrace && hidden > 0) parts.unshift(`(${hidden} more steps; show them with --show-trace)`);
  if (showTrace && error.omittedFrames > 0) parts.unshift(`(${error.omittedFrames} steps omitted)`);
  if (parts.length === 1) return indent(renderMessage(error)).trimStart();
  return `error: ${parts
    .map((part) => indent(part))
    .join("\n\n")
    .trimStart()}`;
}

function renderFrame({ text, position }: TraceFrame): string {
  return `\xe2\x80\xa6 ${text}${position === null ? "" : `\n${renderPlace(position)}`}`;
}

function renderMessage(error: EvalError): string {
  const place = error.position === null ? "" : `\n${renderPlace(error.position)}`;
  return `error: ${error.message}${place}`;
}

/** Returns where something is, with its line and a mark under the byte. */
export function renderPlace(position: SourcePosition): string {
  const { file, offset } = position;
  const { line, column } = file.lineAndColumn(offset);
  const head = `at ${file.name}:${line}:${column}:`;
  const source = sourceLineOrNull(position, line);
  if (source === null) return head;
  const gutter = String(line).padStart(6);
  const { text, offset: mark } = excerpt(source, column - 1);
  return `${head}\n${gutter}| ${text}\n${" ".repeat(6)}| ${" ".repeat(mark)}^`;
}

/** Bytes of a line that are shown. */
const excerptLength = 300;

const ellipsis = "\xe2\x80\xa6";

/** Returns the part of a line around a byte, and where in it that byte is; columns count what is shown. */
function excerpt(source: string, at: number): { readonly text: string; readonly offset: number } {
  if (source.length <= excerptLength) return { text: source, offset: at };
  const start = Math.max(0, Math.min(at - excerptLength / 2, source.length - excerptLength));
  const end = start + excerptLength;
  const before = start > 0 ? ellipsis : "";
  const text = `${before}${source.slice(start, end)}${end < source.length ? ellipsis : ""}`;
  return { text, offset: at - start + (start > 0 ? 1 : 0) };
}

function sourceLineOrNull({ file }: SourcePosition, line: number): string | null {
  return file instanceof SourceFile ? (file.text.split("\n")[line - 1] ?? null) : null;
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `       ${line}`))
    .join("\n");
}

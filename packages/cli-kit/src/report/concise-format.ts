/**
 * One line per diagnostic, `file:line:column: severity[code] message`, as editors and people with grep like it.
 */
import type { Diagnostic, LineIndex, Severity, Span } from "@lix-tools/parser";
import { positionAt } from "@lix-tools/parser";
import type { Palette } from "../terminal/color.ts";
import type { Output } from "../terminal/output.ts";
import { withoutControls } from "./printable.ts";
import { indexOfReport } from "./location.ts";
import type { FormatWriter } from "./reporter.ts";

/** Returns the format that writes one line per diagnostic. */
export function createConciseFormat(output: Output, palette: Palette): FormatWriter {
  return {
    write(file) {
      const index = indexOfReport(file);
      for (const diagnostic of file.diagnostics)
        output.write(`${conciseLine(file.path, index, diagnostic, palette)}\n`);
    },
    end() {},
  };
}

/** Returns the line of a diagnostic. Without an index it names the file alone. */
export function conciseLine(path: string, index: LineIndex | null, diagnostic: Diagnostic, palette: Palette): string {
  const { code, message, severity, span } = diagnostic;
  const place = palette.bold(placeOf(path, index, span));
  return `${place}: ${colorOf(severity, palette)(`${severity}[${code}]`)} ${withoutControls(message)}`;
}

/** Returns `file:line:column`, or the file alone without an index. */
export function placeOf(path: string, index: LineIndex | null, span: Span): string {
  const shown = withoutControls(path);
  if (index === null) return shown;
  const { line, column } = positionAt(index, span.start);
  return `${shown}:${line}:${column}`;
}

function colorOf(severity: Severity, palette: Palette): Palette {
  switch (severity) {
    case "error":
      return palette.red.bold;
    case "warning":
      return palette.yellow.bold;
    case "info":
      return palette.cyan.bold;
  }
}

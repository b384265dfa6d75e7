/**
 * The formats for programs. Both give a diagnostic the same members; `json` is one document, `jsonl` one document per
 * line, so that it can be read while it is written. Offsets count bytes, lines and columns start at 1.
 */
import type { Diagnostic, LineIndex, Span } from "@lix-tools/parser";
import type { Output } from "../terminal/output.ts";
import { indexOfReport, rangeOf } from "./location.ts";
import type { FormatWriter } from "./reporter.ts";

/** The number of the format; it grows when a member changes its meaning or goes away. */
const formatVersion = 1;

/** Returns the format of one document: `{ version, diagnostics: […], counts: { error, warning, info } }`. */
export function createJsonFormat(output: Output): FormatWriter {
  let separator = `{"version":${formatVersion},"diagnostics":[\n`;
  return {
    write({ path, ...file }) {
      const index = indexOfReport({ path, ...file });
      for (const diagnostic of file.diagnostics) {
        output.write(separator + JSON.stringify(jsonOf(path, index, diagnostic)));
        separator = ",\n";
      }
    },
    end(counts) {
      if (separator !== ",\n") output.write(separator);
      output.write(`\n],"counts":${JSON.stringify(counts)}}\n`);
    },
  };
}

/** Returns the format of one document per line and diagnostic. */
export function createJsonLinesFormat(output: Output): FormatWriter {
  return {
    write(file) {
      const index = indexOfReport(file);
      for (const diagnostic of file.diagnostics) {
        output.write(`${JSON.stringify(jsonOf(file.path, index, diagnostic))}\n`);
      }
    },
    end() {},
  };
}

function jsonOf(path: string, index: LineIndex | null, diagnostic: Diagnostic): unknown {
  const { code, severity, message, span, notes = [], related = [], fixes = [], url } = diagnostic;
  return {
    path,
    code,
    severity,
    message,
    ...(url === undefined ? {} : { url }),
    ...(index === null ? {} : { range: jsonSpan(index, span) }),
    notes,
    related: related.map((place) => ({ message: place.message, range: jsonSpan(index, place.span) })),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ range: jsonSpan(index, edit.span), text: edit.text })),
    })),
  };
}

function jsonSpan(index: LineIndex | null, { start, end }: Span): unknown {
  const offset = { start, end };
  if (index === null) return { offset };
  return { offset, ...rangeOf(index, offset) };
}

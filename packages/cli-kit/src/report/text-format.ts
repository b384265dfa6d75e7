/**
 * The format for people: the concise line, the place in its source, notes, related places and offered fixes.
 *
 *     a.nix:1:5: warning[langver/url-literal] URL literals are deprecated
 *     > 1 | x = https://example.org
 *         |     ^^^^^^^^^^^^^^^^^^^
 *       note: quote it
 *       fix: write `"https://example.org"`
 */
import type { Diagnostic, LineIndex } from "@lix-tools/parser";
import type { Palette } from "../terminal/color.ts";
import type { Output } from "../terminal/output.ts";
import { renderCodeFrame } from "./code-frame.ts";
import { conciseLine, placeOf } from "./concise-format.ts";
import { indexOfReport } from "./location.ts";
import { withoutControls } from "./printable.ts";
import type { FormatWriter } from "./reporter.ts";

/** Returns the format for people. */
export function createTextFormat(output: Output, palette: Palette): FormatWriter {
  return {
    write(file) {
      const index = indexOfReport(file);
      for (const diagnostic of file.diagnostics) {
        const lines = [
          conciseLine(file.path, index, diagnostic, palette),
          ...frameLines(index, diagnostic, palette),
          ...relatedLines(file.path, index, diagnostic, palette),
          ...(diagnostic.notes ?? []).map((note) => `  ${palette.bold("note:")} ${withoutControls(note)}`),
          ...(diagnostic.fixes ?? []).map(({ title }) => `  ${palette.bold("fix:")} ${withoutControls(title)}`),
        ];
        output.write(`${lines.join("\n")}\n\n`);
      }
    },
    end() {},
  };
}

function frameLines(index: LineIndex | null, { span }: Pick<Diagnostic, "span">, palette: Palette): string[] {
  return index === null ? [] : [renderCodeFrame(index, span, palette)];
}

function relatedLines(path: string, index: LineIndex | null, diagnostic: Diagnostic, palette: Palette): string[] {
  return (diagnostic.related ?? []).flatMap((related) => [
    `  ${placeOf(path, index, related.span)}: ${withoutControls(related.message)}`,
    ...frameLines(index, related, palette),
  ]);
}

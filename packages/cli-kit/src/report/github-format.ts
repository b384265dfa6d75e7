/**
 * Workflow commands that GitHub shows as annotations on the changed lines:
 * `::error file=a.nix,line=1,col=5,endLine=1,endColumn=6,title=code::message`.
 */
import type { Diagnostic, LineIndex, Severity } from "@lix-tools/parser";
import type { Output } from "../terminal/output.ts";
import { indexOfReport, rangeOf } from "./location.ts";
import type { FormatWriter } from "./reporter.ts";

/** Returns the format of annotations for GitHub. */
export function createGithubFormat(output: Output): FormatWriter {
  return {
    write(file) {
      const index = indexOfReport(file);
      for (const diagnostic of file.diagnostics) output.write(`${annotation(file.path, index, diagnostic)}\n`);
    },
    end() {},
  };
}

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

function annotation(path: string, index: LineIndex | null, diagnostic: Diagnostic): string {
  const { code, message, notes = [], severity, span } = diagnostic;
  const properties: [string, string | number][] = [["file", path]];
  if (index !== null) {
    const { start, end } = rangeOf(index, span);
    properties.push(["line", start.line], ["endLine", end.line]);
    // Columns are only understood within one line.
    if (start.line === end.line) properties.push(["col", start.column], ["endColumn", end.column]);
  }
  properties.push(["title", code]);
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${commands[severity]} ${list}::${escapeData([message, ...notes].join("\n"))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

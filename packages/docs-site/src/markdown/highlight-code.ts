/**
 * Code of pages as HTML. Nix gets the colours of its tree, in either dialect and also where it is a fragment; the lines
 * with `^^^` under findings in the pages of rules are set apart. Diffs get the colours of their lines.
 */
import { detectLangver, makeLangver, parse, type TolerantParser } from "@lix-tools/parser";
import { type HighlightedSpan, highlightTree } from "@lix-tools/playground";
import { escapeHtml } from "../page.ts";
import type { OtherHighlighter } from "./other-languages.ts";

/** What colours which language. */
export interface CodeHighlighters {
  readonly tolerant: TolerantParser;
  readonly other: OtherHighlighter;
}

/** Returns code as HTML, without the elements around it. */
export function highlightCode(code: string, language: string, { tolerant, other }: CodeHighlighters): string {
  switch (language) {
    case "nix":
    case "nix2":
      return highlightNix(code, language, tolerant);
    case "diff":
      return code.split("\n").map(diffLine).join("\n");
    default:
      return other(code, language) ?? escapeHtml(code);
  }
}

/** Marks under a finding: `#   ^^^ message`, or without the sign where the finding begins the line. */
const findingMark = /^(?:#? *\^+ ).*$/u;

function highlightNix(code: string, language: string, tolerant: TolerantParser): string {
  const lines = code.split("\n");
  if (!lines.some((line) => findingMark.test(line))) return highlightPlain(code, language, tolerant);
  // A mark that begins with `^` is no comment, so the code is read without the marks.
  const coloured = highlightPlain(lines.filter((line) => !findingMark.test(line)).join("\n"), language, tolerant).split(
    "\n",
  );
  return lines
    .map((line) =>
      findingMark.test(line) ? `<span class="finding">${escapeHtml(line)}</span>` : (coloured.shift() ?? ""),
    )
    .join("\n");
}

function highlightPlain(code: string, language: string, tolerant: TolerantParser): string {
  const source = new TextEncoder().encode(code);
  const found = detectLangver(source);
  const langver = found.origin === "default" && language === "nix2" ? makeLangver("nix2") : found.langver;
  const { tree } = parse(source, { langver, tolerant, checks: "none" });
  return toHtml(source, highlightTree(tree));
}

function toHtml(source: Uint8Array, spans: readonly HighlightedSpan[]): string {
  const decoder = new TextDecoder();
  const text = (start: number, end: number): string => escapeHtml(decoder.decode(source.subarray(start, end)));
  let html = "";
  let at = 0;
  for (const { start, end, role } of spans) {
    html += text(at, start);
    // Every line is closed for itself, so that lines can be taken apart.
    html += text(start, end)
      .split("\n")
      .map((line) => (line === "" ? "" : `<span class="nix-${role}">${line}</span>`))
      .join("\n");
    at = end;
  }
  return html + text(at, source.length);
}

function diffLine(line: string): string {
  const look = line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : null;
  return look === null ? escapeHtml(line) : `<span class="${look}">${escapeHtml(line)}</span>`;
}

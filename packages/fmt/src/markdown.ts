/**
 * Nix in Markdown: the contents of fenced code blocks marked as Nix are formatted, everything else keeps its bytes.
 * Blocks that do not parse are left alone, as documentation often shows fragments.
 */
import { createFormatter, format, type Formatter, type FormatResult } from "./format.ts";
import type { FormatOptions } from "./options.ts";

/** The opening line of a fenced block: indentation, fence, language. */
const opening = /^( {0,3}|[ \t]*)(`{3,}|~{3,})[ \t]*(?:\{[^}\n]*?\.)?([A-Za-z0-9_+-]*)[^\n]*$/u;

/** Languages of blocks that hold Nix. */
const languages: ReadonlySet<string> = new Set(["nix", "nix2"]);

/** Returns a Markdown text with its Nix blocks formatted. */
export function formatMarkdown(
  source: Uint8Array,
  options: FormatOptions = {},
  formatter: Formatter = createFormatter(),
): FormatResult {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(source);
  const lines = text.split("\n");
  const output: string[] = [];
  for (let at = 0; at < lines.length;) {
    const block = blockAt(lines, at);
    if (block === null) {
      output.push(lines[at] ?? "");
      at++;
      continue;
    }
    const body = lines.slice(at + 1, block.end);
    const formatted = block.isNix ? formatBlock(body, block.indentation, { options, formatter }) : body;
    output.push(lines[at] ?? "", ...formatted, ...lines.slice(block.end, block.end + 1));
    at = block.end + 1;
  }
  const result = output.join("\n");
  if (result === text) return { text: source, isChanged: false, diagnostics: [] };
  return { text: new TextEncoder().encode(result), isChanged: true, diagnostics: [] };
}

interface CodeBlock {
  /** The line of the closing fence, or the number of lines. */
  readonly end: number;
  readonly indentation: string;
  readonly isNix: boolean;
}

/** Returns the fenced block that starts on a line, or null. */
function blockAt(lines: readonly string[], at: number): CodeBlock | null {
  const match = opening.exec((lines[at] ?? "").replace(/\r$/u, ""));
  if (match === null) return null;
  const [, indentation = "", fence = "", language = ""] = match;
  const closes = (line: string): boolean => {
    const bare = line.trim();
    return bare.length >= fence.length && bare === fence.charAt(0).repeat(bare.length);
  };
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? "")) end++;
  return { end, indentation, isNix: languages.has(language.toLowerCase()) };
}

interface BlockContext {
  readonly options: FormatOptions;
  readonly formatter: ReturnType<typeof createFormatter>;
}

/** Returns the lines of a block formatted, or as they are where that is not possible. */
function formatBlock(
  body: readonly string[],
  indentation: string,
  { options, formatter }: BlockContext,
): readonly string[] {
  if (body.some((line) => line.trim() !== "" && !line.startsWith(indentation))) return body;
  const source = body.map((line) => line.slice(indentation.length)).join("\n");
  const { text } = format(new TextEncoder().encode(source), { ...options, verify: "always" }, formatter);
  if (text === null) return body;
  const formatted = new TextDecoder().decode(text).replace(/\n$/u, "").split("\n");
  return formatted.map((line) => (line === "" ? "" : indentation + line));
}

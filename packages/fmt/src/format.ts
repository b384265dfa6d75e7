/**
 * The entry of the package: source bytes in, formatted bytes and diagnostics out, for every input.
 */
import {
  createParserBuffers,
  type Diagnostic,
  equalBytes,
  findUseClause,
  Kind,
  kindOf,
  type Langver,
  makeLangver,
  parse,
  type ParserBuffers,
  type Span,
  resolveLangver,
  sizeOf,
  spanOf,
  type Tree,
} from "@lix-tools/parser";
import { minimize } from "./minimize.ts";
import { type FormatOptions, styleOf } from "./options.ts";
import { createWorkspace, renderTree, type Workspace } from "./pipeline.ts";
import { NestingError } from "./print/expression.ts";
import { compareTrees } from "./verify.ts";

/** What became of a source. */
export interface FormatResult {
  /** The formatted text; null if the source could not be formatted, which `diagnostics` then explains. */
  readonly text: Uint8Array | null;
  /** Whether the text differs from the source. */
  readonly isChanged: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Buffers kept from file to file by whoever formats many. They belong to one caller at a time. */
export interface Formatter {
  readonly workspace: Workspace;
  readonly parserBuffers: ParserBuffers;
  readonly legacy: Langver;
}

/** Returns new buffers. */
export function createFormatter(): Formatter {
  return { workspace: createWorkspace(), parserBuffers: createParserBuffers(), legacy: makeLangver("legacy") };
}

/**
 * Returns the formatted text of `source`. Never throws for bad input.
 *
 *     const { text } = format(new TextEncoder().encode("{a=1;}"));
 *     new TextDecoder().decode(text ?? undefined); // "{ a = 1; }\n"
 */
export function format(
  source: Uint8Array,
  options: FormatOptions = {},
  formatter: Formatter = createFormatter(),
): FormatResult {
  const result = formatOnce(source, options, formatter);
  const [problem] = result.diagnostics;
  const isOurs = problem !== undefined && bugCodes.has(problem.code);
  return isOurs ? failed(withReproducer(problem, source, options)) : result;
}

/**
 * Returns the formatted text of a tree that is complete and right, without a proof; null where it is nested too deep. For
 * who has the tree already and proves what is made of the text.
 */
export function formatTree(tree: Tree, options: FormatOptions, formatter: Formatter): Uint8Array | null {
  return render(tree, options, formatter);
}

/** What a failed verification is reported as. */
const bugCodes: ReadonlySet<string> = new Set([
  "format/unreadable-result",
  "format/changed-meaning",
  "format/not-stable",
]);

/** Adds to a failed verification the smallest part of the source that shows it. */
function withReproducer(problem: Diagnostic, source: Uint8Array, options: FormatOptions): Diagnostic {
  const parsed = parseForFormatting(source, options, createFormatter());
  if ("diagnostics" in parsed) return problem;
  const formatter = createFormatter();
  const part = minimize(parsed.tree, (candidate) => {
    const [found] = formatOnce(candidate, { ...options, verify: "always" }, formatter).diagnostics;
    return found !== undefined && bugCodes.has(found.code);
  });
  const text = new TextDecoder().decode(part);
  return { ...problem, notes: [...(problem.notes ?? []), `the smallest part that shows it:\n${text}`] };
}

function formatOnce(source: Uint8Array, options: FormatOptions, formatter: Formatter): FormatResult {
  const isVerified = options.verify === "always";
  const { langver } = options;
  const parsed = parseForFormatting(source, { langver, lifetime: isVerified ? "kept" : "fleeting" }, formatter);
  if ("diagnostics" in parsed) return { text: null, isChanged: false, diagnostics: parsed.diagnostics };
  const { tree } = parsed;
  const text = render(tree, isVerified ? { ...options, lifetime: "kept" } : options, formatter);
  if (text === null) return failed(tooDeep(source));
  if (equalBytes(text, source)) return { text, isChanged: false, diagnostics: [] };
  if (!isVerified) return { text, isChanged: true, diagnostics: [] };
  const result = verified(tree, text, options, formatter);
  if ("problem" in result) return failed(result.problem);
  return { text: result.text, isChanged: !equalBytes(result.text, source), diagnostics: [] };
}

function failed(diagnostic: Diagnostic): FormatResult {
  return { text: null, isChanged: false, diagnostics: [diagnostic] };
}

/** A tree to format, or why there is none. */
export type ParsedForFormatting = { readonly tree: Tree } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Returns the tree of a source; a fleeting one lasts until the formatter parses again. Legacy files with errors that only concern meaning, such as a name bound twice, are
 * formatted all the same, as the reference does; Nix 2 files must be right.
 */
export function parseForFormatting(
  source: Uint8Array,
  { langver, lifetime }: Pick<FormatOptions, "langver" | "lifetime">,
  { parserBuffers: buffers, legacy }: Formatter,
): ParsedForFormatting {
  const clause = findUseClause(source);
  const resolved = clause === null ? null : resolveLangver({ clause });
  if (resolved?.degraded === true) return { diagnostics: resolved.diagnostics };
  const language = resolved?.langver ?? langver ?? legacy;
  const checks = language.dialect === "nix" ? "none" : "all";
  const { tree, diagnostics, isComplete } = parse(source, { langver: language, buffers, lifetime, checks });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!isComplete || errors.length > 0) return { diagnostics: errors };
  const computed = language.dialect === "nix" ? computedInherit(tree) : null;
  return computed === null ? { tree } : { diagnostics: [computed] };
}

/** Returns what is wrong with a computed name in an `inherit`, which no Nix accepts. */
function computedInherit(tree: Tree): Diagnostic | null {
  for (let node = 0; node < tree.nodeCount; node++) {
    if (kindOf(tree, node) !== Kind.InheritedAttrs) continue;
    const end = node + sizeOf(tree, node);
    for (let name = node + 1; name < end; name += sizeOf(tree, name)) {
      if (kindOf(tree, name) !== Kind.Interpolation || hasOnlyString(tree, name)) continue;
      const span = spanOf(tree, name);
      const message = "found a computed name in `inherit`, expected a name or a string";
      return { code: "syntax/dynamic-inherit", severity: "error", span, message };
    }
  }
  return null;
}

function hasOnlyString(tree: Tree, interpolation: number): boolean {
  let inner = interpolation + 2;
  while (kindOf(tree, inner) === Kind.Comment) inner++;
  const kind = kindOf(tree, inner);
  return kind === Kind.StringExpression || kind === Kind.IndentedStringExpression || kind === Kind.UriExpression;
}

/** Returns the formatted text, or null where the tree is nested deeper than the stack reaches. */
function render(tree: Tree, options: FormatOptions, { workspace }: Formatter): Uint8Array | null {
  try {
    return renderTree(tree, { style: styleOf(options), lifetime: options.lifetime ?? "kept" }, workspace);
  } catch (error) {
    if (error instanceof NestingError || error instanceof RangeError) return null;
    throw error;
  }
}

function tooDeep(source: Uint8Array): Diagnostic {
  const message = "found expressions nested too deep to be formatted";
  return { code: "format/nesting-too-deep", severity: "error", span: { start: 0, end: source.length }, message };
}

/** A verified text, or what is wrong with the result of formatting. */
type Verified = { readonly text: Uint8Array } | { readonly problem: Diagnostic };

/** Formattings after which a text must be stable. */
const mostPasses = 4;

/**
 * Proves that the formatted text of a tree means the same and is stable. Where the reference's rules need another pass
 * to settle, as they do at a few places with other than the default options, the settled text is the result.
 */
function verified(before: Tree, first: Uint8Array, options: FormatOptions, formatter: Formatter): Verified {
  const whole = { start: 0, end: before.source.length };
  let text = first;
  for (let pass = 0; pass < mostPasses; pass++) {
    const parsed = parseForFormatting(text, { langver: before.langver }, formatter);
    if ("diagnostics" in parsed) {
      const reason = parsed.diagnostics[0]?.message ?? "unknown";
      return { problem: bug("format/unreadable-result", whole, `the formatted text does not parse: ${reason}`) };
    }
    const mismatch = compareTrees(before, parsed.tree);
    if (mismatch !== null) {
      const node = Math.min(mismatch.before, before.nodeCount - 1);
      const span = spanOf(before, node);
      return {
        problem: bug("format/changed-meaning", span, "the formatted text would mean something else from here on"),
      };
    }
    const again = render(parsed.tree, options, formatter);
    if (again === null) return { problem: tooDeep(before.source) };
    if (equalBytes(again, text)) return { text };
    text = again;
  }
  return { problem: bug("format/not-stable", whole, "formatting the formatted text would change it again") };
}

function bug(code: string, span: Span, message: string): Diagnostic {
  const notes = ["this is a bug of the formatter; the file was left as it is"];
  return { code, severity: "error", span, message, notes };
}

/**
 * Strings, paths and interpolations. The text of a string is never changed, with one exception: an indented string of
 * one line without quotes and backslashes becomes a plain string.
 */
import { Tag } from "../doc/ir.ts";
import { endAt, kindAt, closingAt, nextOf, skipComments, startAt, type View } from "../view/view.ts";
import { isAbsorbable, isSimple, isTerm } from "./absorb.ts";
import { type PrintContext } from "./context.ts";
import { printExpression, printInside } from "./expression.ts";
import {
  type IndentedLines,
  isPlainString,
  readIndentedString,
  readStringLines,
  type StringPart,
} from "./string-lines.ts";
import { printTermBare } from "./term.ts";
import { printTrivia } from "./token.ts";

/** Prints a `"` string. Mirrors `prettySimpleString` in nixfmt Pretty.hs. */
export function printString(ctx: PrintContext, token: number): void {
  const { view, builder } = ctx;
  const start = startAt(view, token);
  const end = endAt(view, token);
  const lines = readStringLines(view, token, start + 1, end - 1);
  builder.open(Tag.Open);
  if (lines === null) builder.slice(start, end);
  else {
    builder.slice(start, start + 1);
    let isFirst = true;
    for (const line of lines) {
      if (!isFirst) builder.added(Tag.Text, "\n");
      isFirst = false;
      printParts(ctx, line);
    }
    builder.slice(end - 1, end);
  }
  builder.close();
}

/** Prints a URL without quotes as a string. */
export function printUri(ctx: PrintContext, token: number): void {
  const { view, builder } = ctx;
  builder.open(Tag.Open);
  builder.added(Tag.Text, '"');
  builder.slice(startAt(view, token), endAt(view, token));
  builder.added(Tag.Text, '"');
  builder.close();
}

/** Prints a path. */
export function printPath(ctx: PrintContext, token: number): void {
  const { view, builder } = ctx;
  const start = startAt(view, token);
  const end = endAt(view, token);
  const line = readStringLines(view, token, start, end)?.[0];
  if (line === undefined) builder.slice(start, end);
  else printParts(ctx, line);
}

/** Prints a `''` string. Mirrors `prettyIndentedString` in nixfmt Pretty.hs. */
export function printIndentedString(ctx: PrintContext, token: number): void {
  const { view, builder } = ctx;
  const string = readIndentedString(view, token);
  if (isPlainString(view, token, string)) {
    printAsPlainString(ctx, string);
    return;
  }
  const start = startAt(view, token);
  const end = endAt(view, token);
  const isCut = view.cutStrings.has(token);
  builder.open(Tag.Open);
  builder.slice(start, start + 2);
  if (string.lines.length > 1 && string.firstLine === "free") builder.space(Tag.Break);
  builder.nest++;
  let isFirst = true;
  for (const line of string.lines) {
    if (!isFirst) builder.space(Tag.Newlines);
    isFirst = false;
    if (isCut) printRawLine(ctx, string, line);
    else printParts(ctx, line);
  }
  builder.nest--;
  builder.slice(end - 2, end);
  builder.close();
}

/** Prints an indented string of one line in plain quotes, its escapes rewritten. */
function printAsPlainString(ctx: PrintContext, { lines }: IndentedLines): void {
  const { builder } = ctx;
  builder.open(Tag.Open);
  builder.added(Tag.Text, '"');
  const parts = (lines[0] ?? []).map((part) => toPlainPart(ctx, part));
  printParts(ctx, parts);
  builder.added(Tag.Text, '"');
  builder.close();
}

function toPlainPart({ builder }: PrintContext, part: StringPart): StringPart {
  if (part.kind === "interpolation") return part;
  const text = builder.pool.decode(part.start, part.end);
  if (!text.includes("''")) return part;
  const plain = text.replaceAll(/''\$|'''/gu, (escape) => (escape === "''$" ? String.raw`\$` : "''"));
  return { kind: "text", ...builder.pool.add(plain) };
}

/** Prints a line of a string that a kept region cuts through in its original columns. */
function printRawLine(ctx: PrintContext, { indentation }: IndentedLines, line: readonly StringPart[]): void {
  const { builder } = ctx;
  const [first, ...rest] = line;
  if (first === undefined) return;
  const blanks = first.kind === "text" ? leadingBlanks(ctx, first) : 0;
  const start = first.kind === "text" ? first.start - indentation : 0;
  const end = first.kind === "text" ? first.start + blanks : 0;
  const raw = first.kind === "text" ? { start, end } : builder.pool.add(" ".repeat(indentation));
  builder.text(Tag.RawText, raw.start, raw.end, raw.end - raw.start);
  builder.offset += blanks;
  printParts(ctx, first.kind === "text" ? [{ ...first, start: end }, ...rest] : line);
  builder.offset -= blanks;
}

/**
 * Prints one line of a string. Mirrors `Pretty [StringPart]` in nixfmt Pretty.hs: an interpolation that is alone on its
 * line takes its content in like a parenthesis; elsewhere its further lines are indented like the line it is on.
 */
function printParts(ctx: PrintContext, parts: readonly StringPart[]): void {
  const { builder } = ctx;
  const first = parts[0];
  const second = parts[1];
  if (first === undefined) return;
  if (first.kind === "interpolation" && second === undefined) {
    printLoneInterpolation(ctx, first.node, 0);
    return;
  }
  if (first.kind === "interpolation") {
    for (const part of parts) printPart(ctx, part);
    return;
  }
  printPart(ctx, first);
  if (second === undefined) return;
  const isAlone = parts.length === 2 && second.kind === "interpolation" && isSpaces(ctx, first);
  if (isAlone && !hasFinalTrivia(ctx.view, second.node)) {
    printLoneInterpolation(ctx, second.node, first.end - first.start);
    return;
  }
  const blanks = leadingBlanks(ctx, first);
  builder.offset += blanks;
  for (let index = 1; index < parts.length; index++) printPart(ctx, parts[index] ?? second);
  builder.offset -= blanks;
}

function printPart(ctx: PrintContext, part: StringPart): void {
  if (part.kind === "text") ctx.builder.slice(part.start, part.end);
  else printInterpolation(ctx, part.node);
}

function isSpaces({ builder }: PrintContext, { start, end }: { start: number; end: number }): boolean {
  for (let at = start; at < end; at++) if (builder.pool.bytes[at] !== 0x20) return false;
  return true;
}

/** Returns the width of the white space a text starts with. */
function leadingBlanks({ builder }: PrintContext, { start, end }: { start: number; end: number }): number {
  const { bytes } = builder.pool;
  let at = start;
  while (at < end && (bytes[at] === 0x20 || ((bytes[at] ?? 0) >= 0x09 && (bytes[at] ?? 0) <= 0x0d))) at++;
  return at - start;
}

function expressionIn(view: View, interpolation: number): number {
  return skipComments(view, nextOf(view, interpolation + 1));
}

function hasFinalTrivia(view: View, interpolation: number): boolean {
  return view.hasTrivia(closingAt(view, interpolation));
}

function printLoneInterpolation(ctx: PrintContext, node: number, offset: number): void {
  const { view, builder } = ctx;
  const expression = expressionIn(view, node);
  const close = closingAt(view, node);
  builder.offset += offset;
  const isCommented = hasFinalTrivia(view, node);
  builder.open(Tag.Open);
  builder.slice(startAt(view, node), startAt(view, node) + 2);
  if (isCommented) builder.space(Tag.Break);
  builder.nest++;
  if (isCommented) printWhole(ctx, expression, close);
  else printInside(ctx, expression);
  builder.nest--;
  if (isCommented) builder.space(Tag.Break);
  builder.slice(startAt(view, close), endAt(view, close));
  builder.close();
  builder.offset -= offset;
}

/** Prints an expression and the comments behind it. Mirrors `Pretty (Whole a)` in nixfmt Pretty.hs. */
function printWhole(ctx: PrintContext, expression: number, close: number): void {
  ctx.builder.open(Tag.Open);
  printExpression(ctx, expression);
  printTrivia(ctx, ctx.view.triviaOf(close));
  ctx.builder.close();
}

/** Interpolations up to this width stay on their line even if that makes it too long. */
const forcedInterpolationWidth = 30;

/** Prints `${…}` in a string, a path or a name. Mirrors `Pretty StringPart` in nixfmt Pretty.hs. */
export function printInterpolation(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const expression = expressionIn(view, node);
  const close = closingAt(view, node);
  const start = startAt(view, node);
  if (!hasFinalTrivia(view, node)) {
    if (isTerm(kindAt(view, expression)) && isAbsorbable(view, expression)) {
      builder.open(Tag.Open);
      builder.slice(start, start + 2);
      printTermBare(ctx, expression);
      builder.slice(startAt(view, close), endAt(view, close));
      builder.close();
      return;
    }
    if (isSimple(view, expression)) {
      builder.slice(start, start + 2);
      printFlatIfPossible(ctx, expression);
      builder.slice(startAt(view, close), endAt(view, close));
      return;
    }
  }
  builder.open(Tag.Open);
  builder.slice(start, start + 2);
  printInterpolated(ctx, expression, close);
  builder.slice(startAt(view, close), endAt(view, close));
  builder.close();
}

function printFlatIfPossible(ctx: PrintContext, expression: number): void {
  const { builder } = ctx;
  const mark = builder.mark();
  printExpression(ctx, expression);
  if (builder.flatWidthSince(mark) < Infinity) builder.flatten(mark.row, builder.doc.count, 0);
}

/** Prints what is between the brackets: flat if it is short, else free to break behind the brackets. */
function printInterpolated(ctx: PrintContext, expression: number, close: number): void {
  const { builder } = ctx;
  const before = builder.doc.count;
  builder.space(Tag.Break);
  builder.nest++;
  const mark = builder.mark();
  printWhole(ctx, expression, close);
  builder.nest--;
  if (builder.flatWidthSince(mark) <= forcedInterpolationWidth) builder.flatten(before, builder.doc.count, 1);
  else builder.space(Tag.Break);
}

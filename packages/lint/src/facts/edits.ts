/**
 * Edits as rules want them: replace an expression by another, with parentheses and spaces where the place needs them;
 * remove a binding with its line.
 */
import { type NodeIndex, type Span, spanOf, type TextEdit, type Tree } from "@lix-tools/parser";
import type { FileContext } from "../engine/context.ts";
import type { RuleFix } from "../engine/rule.ts";
import { roomAt } from "./levels.ts";

/** Returns a safe fix. */
export function safeFix(title: string, ...edits: readonly TextEdit[]): RuleFix {
  return { title, safety: "safe", edits };
}

/** Returns a fix that may change what the program means. */
export function unsafeFix(title: string, ...edits: readonly TextEdit[]): RuleFix {
  return { title, safety: "unsafe", edits };
}

/** Returns an edit that writes text over a span, with a space where it would grow together with its neighbours. */
export function replaceSpan({ source }: Tree, span: Span, text: string): TextEdit {
  const before = span.start > 0 && isWordByte(source[span.start - 1]) && /^[\w'"~.<-]/.test(text) ? " " : "";
  const after = isWordStart(source[span.end]) && /[\w'">-]$/.test(text) ? " " : "";
  return { span, text: before + text + after };
}

/** Returns an edit that writes an expression of some level over a node, in parentheses where its place needs them. */
export function replaceExpression(ctx: FileContext, node: NodeIndex, text: string, level: number): TextEdit {
  const fitting = level > roomAt(ctx, node) ? `(${text})` : text;
  return replaceSpan(ctx.tree, ctx.span(node), fitting);
}

/** Returns the two edits that put parentheses around a node. */
export function parenthesize(ctx: FileContext, node: NodeIndex): TextEdit[] {
  const { start, end } = ctx.span(node);
  return [insertAt(start, "("), insertAt(end, ")")];
}

/** Returns an edit that inserts text. */
export function insertAt(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

/** Returns an edit that removes a span. */
export function removeSpan(span: Span): TextEdit {
  return { span, text: "" };
}

/**
 * Returns an edit that removes a node: with its whole line where nothing else stands on it, else with the white space
 * before it.
 */
export function removeNode({ tree }: FileContext, node: NodeIndex): TextEdit {
  return removeSpan(spanWithSpace(tree, spanOf(tree, node)));
}

/** Returns a span and the white space that goes with it when it is removed. */
export function spanWithSpace({ source }: Tree, { start, end }: Span): Span {
  let before = start;
  while (before > 0 && (source[before - 1] === 0x20 || source[before - 1] === 0x09)) before--;
  const after = endOfBlanks(source, end);
  const startsLine = before === 0 || source[before - 1] === 0x0a;
  const endsLine = after >= source.length || source[after] === 0x0a;
  if (startsLine && endsLine) return { start: before, end: Math.min(source.length, after + 1) };
  if (startsLine) return { start, end: after };
  return { start: before, end };
}

function endOfBlanks(source: Uint8Array, from: number): number {
  let at = from;
  while (source[at] === 0x20 || source[at] === 0x09) at++;
  return at;
}

/** Returns what is left of `outer` when `inner`, a part of it, stays: two edits. */
export function keepOnly(ctx: FileContext, outer: NodeIndex, inner: NodeIndex, level: number): TextEdit[] {
  const { tree } = ctx;
  const whole = ctx.span(outer);
  const part = ctx.span(inner);
  const isOpen = level > roomAt(ctx, outer);
  const glueBefore = whole.start > 0 && isWordByte(tree.source[whole.start - 1]) && !isOpen ? " " : "";
  const glueAfter = isWordStart(tree.source[whole.end]) && !isOpen ? " " : "";
  return [
    { span: { start: whole.start, end: part.start }, text: isOpen ? "(" : glueBefore },
    { span: { start: part.end, end: whole.end }, text: isOpen ? ")" : glueAfter },
  ];
}

/** Tells whether the byte can belong to a name, number, string or path. */
function isWordByte(byte: number | undefined): boolean {
  return (
    byte !== undefined && /[\w'".)}\]>-]/.test(String.fromCharCode(byte)) && !/[)}\]]/.test(String.fromCharCode(byte))
  );
}

function isWordStart(byte: number | undefined): boolean {
  return byte !== undefined && /[\w'"~.<$-]/.test(String.fromCharCode(byte));
}

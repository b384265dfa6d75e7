/**
 * Comments and blank lines as the printer sees them: what kind, and which text of the pool.
 */
import type { PoolText } from "../doc/text-pool.ts";

/** One comment or blank line in front of a token. */
export type Trivium =
  | { readonly kind: "empty-line" }
  /** The text starts with `#`. */
  | { readonly kind: "line-comment"; readonly text: PoolText }
  | { readonly kind: "block-comment"; readonly isDoc: boolean; readonly lines: readonly PoolText[] }
  /** A block comment naming the language of the string that follows; it stays on the string's line. */
  | { readonly kind: "annotation"; readonly text: PoolText }
  /** Opens a region whose bytes are kept. */
  | { readonly kind: "disable" }
  /** Closes such a region; the text is all of it, both directives included. */
  | { readonly kind: "verbatim"; readonly text: PoolText; readonly extent: "region" | "to-end" }
  /** A closing directive without an opening one. */
  | { readonly kind: "enable" };

/** What stands in front of a token, in order. */
export type Trivia = readonly Trivium[];

export const emptyLine: Trivium = { kind: "empty-line" };

export const noTrivia: Trivia = [];

/** A lone blank line, the commonest trivia there is. */
export const blankTrivia: Trivia = [emptyLine];

/** Tells whether the trivium is a language annotation. */
export function isAnnotation(trivium: Trivium): boolean {
  return trivium.kind === "annotation";
}

/** Tells whether the trivium is a directive to the formatter. */
export function isDirective({ kind }: Trivium): boolean {
  return kind === "disable" || kind === "verbatim" || kind === "enable";
}

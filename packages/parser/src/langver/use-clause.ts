/**
 * The head clause `use feature… ;` (specification D.1), found without a parse: skip the trivia of the legacy lexer, match,
 * stop. `use` not followed by names and a semicolon is an ordinary identifier, so nothing legacy changes its meaning.
 * Replaceable on purpose: nothing else in the project knows how the clause is written.
 */
import { sliceLatin1 } from "../cst/tree.ts";
import type { Span } from "../text/span.ts";

export interface NamedFeature {
  /** As written, dots included. */
  readonly name: string;
  readonly span: Span;
}

export interface UseClause {
  /** From `use` to the semicolon, both included. */
  readonly span: Span;
  readonly features: readonly NamedFeature[];
}

const keywords: ReadonlySet<string> = new Set("if then else assert with let in rec inherit or".split(" "));

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Returns the head clause of a file, or null where it has none. */
export function findUseClause(source: Uint8Array): UseClause | null {
  return clauseAt(source, skipTrivia(source, headStart(source)));
}

/** Returns a clause that follows the head clause directly: a file may have one only. */
export function findSecondClause(source: Uint8Array, first: UseClause): UseClause | null {
  return clauseAt(source, skipTrivia(source, first.span.end));
}

/**
 * Returns the first clause that begins a line somewhere below the head of the file, or null. Meant for files that do
 * not parse: the text of a comment or string can look the same.
 */
export function findMisplacedClause(source: Uint8Array): UseClause | null {
  const head = skipTrivia(source, headStart(source));
  for (let at = head; at < source.length; at = nextLine(source, at)) {
    const start = skipTrivia(source, at);
    const clause = start > head ? clauseAt(source, start) : null;
    if (clause?.features.some(({ name }) => looksLikeFeature(name)) === true) return clause;
  }
  return null;
}

/**
 * Returns what would be the head clause if a semicolon followed its first line, or null. Meant for files that do not
 * parse, to say what is missing.
 */
export function findUnfinishedClause(source: Uint8Array): UseClause | null {
  const start = skipTrivia(source, headStart(source));
  const lineEnd = nextLine(source, start);
  const head = source.subarray(0, lineEnd);
  const clause = readClause(head, start);
  if (clause === null || clause.closed || skipTrivia(head, clause.end) < lineEnd) return null;
  if (!clause.features.some(({ name }) => looksLikeFeature(name))) return null;
  return { span: { start, end: clause.end }, features: clause.features };
}

/** Returns where the text of a file begins: behind a byte order mark, which is reported elsewhere. */
function headStart(source: Uint8Array): number {
  return source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0;
}

function looksLikeFeature(name: string): boolean {
  return /^(nix2|(experimental|lix|cppnix)\.)/.test(name);
}

function clauseAt(source: Uint8Array, start: number): UseClause | null {
  const clause = readClause(source, start);
  if (clause === null || !clause.closed || clause.features.length === 0) return null;
  return { span: { start, end: clause.end }, features: clause.features };
}

interface ReadClause {
  readonly features: readonly NamedFeature[];
  readonly closed: boolean;
  readonly end: number;
}

/** Reads `use` and what looks like names behind it, with trivia before each; null where `use` itself is missing. */
function readClause(source: Uint8Array, start: number): ReadClause | null {
  if (sliceLatin1(source, start, Math.min(start + 3, source.length)) !== "use") return null;
  const features: NamedFeature[] = [];
  let end = start + 3;
  for (;;) {
    const next = skipTrivia(source, end);
    if (source[next] === 0x3b /* ; */) return { features, closed: true, end: next + 1 };
    const nameEnd = featureEnd(source, next);
    if (next === end || nameEnd < 0) return { features, closed: false, end };
    features.push({ name: sliceLatin1(source, next, nameEnd), span: { start: next, end: nameEnd } });
    end = nameEnd;
  }
}

/** Returns the end of `ident(.ident)*` at `start`, or -1 where there is none. */
function featureEnd(source: Uint8Array, start: number): number {
  let end = start;
  for (;;) {
    const wordEnd = identifierEnd(source, end);
    if (wordEnd < 0 || keywords.has(sliceLatin1(source, end, wordEnd))) return -1;
    if (source[wordEnd] !== 0x2e /* . */) return wordEnd;
    end = wordEnd + 1;
  }
}

function identifierEnd(source: Uint8Array, start: number): number {
  if (!isIdentifierStart(source[start] ?? 0)) return -1;
  let end = start + 1;
  while (isIdentifierPart(source[end] ?? 0)) end++;
  return end;
}

function isIdentifierStart(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
}

function isIdentifierPart(byte: number): boolean {
  return isIdentifierStart(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x27 || byte === 0x2d;
}

/** Returns the first byte at or after `from` that is not white space or comment by the legacy rules. */
function skipTrivia(source: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = source[at];
    if (byte === 0x20 || byte === 0x09 || byte === lineFeed || byte === carriageReturn) at++;
    else if (byte === 0x23 /* # */) at = lineCommentEnd(source, at);
    else if (byte === 0x2f && source[at + 1] === 0x2a) {
      const end = blockCommentEnd(source, at);
      if (end < 0) return at;
      at = end;
    } else return at;
  }
}

function lineCommentEnd(source: Uint8Array, start: number): number {
  let at = start;
  while (at < source.length && source[at] !== lineFeed && source[at] !== carriageReturn) at++;
  return at;
}

/** Returns the end of the block comment at `start`, or -1 where it has none. */
function blockCommentEnd(source: Uint8Array, start: number): number {
  for (let at = start + 2; at + 1 < source.length; at++) {
    if (source[at] === 0x2a && source[at + 1] === 0x2f) return at + 2;
  }
  return -1;
}

/** Returns the start of the line after `from`. */
function nextLine(source: Uint8Array, from: number): number {
  const lineEnd = source.indexOf(lineFeed, from);
  return lineEnd < 0 ? source.length : lineEnd + 1;
}

/**
 * What stands between two tokens, split into the comment that belongs to the first and the trivia that belong to the
 * second. Mirrors `convertTrivia` in nixfmt Lexer.hs.
 */
import type { PoolText, TextPool } from "../doc/text-pool.ts";
import { readBlockComment } from "./block-comment.ts";
import { type DirectiveState, resolveDirective } from "./directives.ts";
import { blankTrivia, emptyLine, noTrivia, type Trivia, type Trivium } from "./trivium.ts";
import { isSpaceByte, trim, trimEnd } from "./white-space.ts";

/** A stretch of the source between two tokens. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  /** Start and end of each comment in it, by turns. */
  readonly comments: readonly number[];
  /** Whether a token stands in front of it that could take a trailing comment. */
  readonly follows: "token" | "nothing";
}

/** A gap shared out. */
export interface SplitGap {
  /** Starts with `# `. */
  readonly trailing: PoolText | null;
  readonly leading: Trivia;
}

/** A stretch of a gap as read. All kinds have all members, so that code over them is compiled once. */
interface RawTrivium {
  readonly kind: "newlines" | "line" | "block" | "annotation" | "directive";
  readonly start: number;
  readonly end: number;
  /** Line ends, of `newlines`. */
  readonly count: number;
  /** Of `block`. */
  readonly isDoc: boolean;
  /** Of `directive`. */
  readonly isDisable: boolean;
  /** Of `block` and `annotation`. */
  readonly lines: readonly string[];
}

function rawTrivium(kind: RawTrivium["kind"], start: number, end: number): RawTrivium {
  return { kind, start, end, count: 0, isDoc: false, isDisable: false, lines: noLines };
}

const noLines: readonly string[] = [];

function lineEnds(start: number, end: number, count: number): RawTrivium {
  return { kind: "newlines", start, end, count, isDoc: false, isDisable: false, lines: noLines };
}

function commentLines(
  kind: "block" | "annotation",
  { start, end, isDoc, lines }: Pick<RawTrivium, "start" | "end" | "isDoc" | "lines">,
): RawTrivium {
  return { kind, start, end, count: 0, isDoc, isDisable: false, lines };
}

function directive(start: number, end: number, name: "disable" | "enable"): RawTrivium {
  return { kind: "directive", start, end, count: 0, isDoc: false, isDisable: name === "disable", lines: noLines };
}

const noGap: SplitGap = { trailing: null, leading: noTrivia };
const blankGap: SplitGap = { trailing: null, leading: blankTrivia };

/** Returns the parts of a gap without comments that has `lineEnds` line ends. */
export function splitBlankGap(lineEnds: number): SplitGap {
  return lineEnds > 1 ? blankGap : noGap;
}

/** Returns the parts of a gap. */
export function splitGap(pool: TextPool, gap: Gap, directives: DirectiveState): SplitGap {
  const raw = readGap(pool, gap);
  const trailingCount = gap.follows === "token" ? countTrailing(pool, gap, raw) : 0;
  const trailing = joinTrailing(pool, raw.slice(0, trailingCount));
  const leading = raw.slice(trailingCount).flatMap((trivium) => toTrivia(pool, trivium, directives));
  return { trailing, leading };
}

/** Returns how many of the first trivia make the trailing comment. */
function countTrailing(pool: TextPool, gap: Gap, raw: readonly RawTrivium[]): number {
  let count = raw.findIndex((trivium) => !mayTrail(trivium));
  if (count < 0) count = raw.length;
  const first = raw[0];
  const newlines = raw[1];
  const next = raw[2];
  if (count !== 1 || first?.kind !== "line" || newlines?.kind !== "newlines" || newlines.count !== 1) return count;
  // Where the comment stands right above the next comment or token, they form a block.
  const column = columnAt(pool, first.start);
  if (next?.kind === "line" && columnAt(pool, next.start) === column) return 0;
  if (next === undefined && columnAt(pool, gap.end) === column) return 0;
  return count;
}

function mayTrail(trivium: RawTrivium): boolean {
  if (trivium.kind === "block") return !trivium.isDoc && trivium.lines.length <= 1;
  return trivium.kind === "line" || trivium.kind === "directive";
}

function joinTrailing(pool: TextPool, raw: readonly RawTrivium[]): PoolText | null {
  const texts = raw.map((trivium) => trailingText(pool, trivium)).filter((text) => text !== "");
  return texts.length === 0 ? null : pool.add(`# ${texts.join(" ")}`);
}

function trailingText(pool: TextPool, trivium: RawTrivium): string {
  switch (trivium.kind) {
    case "line":
      return trim(pool.decode(trivium.start + 1, trivium.end));
    case "block":
      return trim(trivium.lines[0] ?? "");
    case "directive":
      return trivium.isDisable ? "nixfmt:disable" : "nixfmt:enable";
    default:
      return "";
  }
}

/** Mirrors `convertLeadingM` in nixfmt Lexer.hs. */
function toTrivia(pool: TextPool, raw: RawTrivium, directives: DirectiveState): Trivium[] {
  switch (raw.kind) {
    case "newlines":
      return raw.count > 1 ? [emptyLine] : [];
    case "line":
      return [{ kind: "line-comment", text: poolSlice(pool, raw.start, raw.end) }];
    case "annotation":
      return [{ kind: "annotation", text: pool.add(`/* ${raw.lines[0] ?? ""} */`) }];
    case "directive":
      return [resolveDirective(pool, directives, raw)];
    case "block": {
      if (raw.lines.length === 0) return [];
      const [only, ...others] = raw.lines;
      if (!raw.isDoc && others.length === 0) {
        return [{ kind: "line-comment", text: pool.add(`# ${trim(only ?? "")}`) }];
      }
      return [{ kind: "block-comment", isDoc: raw.isDoc, lines: raw.lines.map((line) => pool.add(line)) }];
    }
  }
}

function poolSlice(pool: TextPool, start: number, end: number): PoolText {
  return { start, end, width: pool.widthOf(start, end) };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const hash = 0x23;

function readGap(pool: TextPool, { start, end, comments }: Gap): RawTrivium[] {
  const raw: RawTrivium[] = [];
  let position = start;
  for (let index = 0; index <= comments.length; index += 2) {
    const commentStart = comments[index] ?? end;
    const count = countLineEnds(pool, position, commentStart);
    if (count > 0) raw.push(lineEnds(position, commentStart, count));
    if (index === comments.length) break;
    position = comments[index + 1] ?? end;
    raw.push(readComment(pool, commentStart, position));
  }
  return raw;
}

/** Returns the number of line ends from `start` to `end`; a CR counts where no LF follows. */
export function countLineEnds({ bytes }: TextPool, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) count++;
  }
  return count;
}

function readComment(pool: TextPool, start: number, end: number): RawTrivium {
  if (pool.bytes[start] === hash) return rawTrivium("line", start, trimmedEnd(pool, start, end));
  const text = pool.decode(start, end);
  const { isDoc, lines } = readBlockComment(text, columnAt(pool, start) - 1);
  const annotation = annotationOf(lines);
  if (!isDoc && annotation !== null && isBeforeString(pool, end))
    return commentLines("annotation", { start, end, isDoc, lines: [annotation] });
  if (text === "/*nixfmt:disable*/" || text === "/*nixfmt:enable*/") {
    const lineEnd = blankLineEnd(pool, end);
    if (lineEnd !== null) {
      return directive(start, lineEnd, text === "/*nixfmt:disable*/" ? "disable" : "enable");
    }
  }
  return commentLines("block", { start, end, isDoc, lines });
}

/** Returns the end of a line comment without white space. */
function trimmedEnd(pool: TextPool, start: number, end: number): number {
  if (pool.encoding === "utf8") {
    const text = pool.decode(start, end);
    return end - new TextEncoder().encode(text.slice(trimEnd(text).length)).length;
  }
  let last = end;
  while (last > start + 1 && isSpaceByte(pool.bytes[last - 1] ?? 0)) last--;
  return last;
}

const languageName = /^[\p{L}\p{M}\p{N}\-+._]{1,30}$/u;

function annotationOf(lines: readonly string[]): string | null {
  const [only, ...others] = lines;
  if (only === undefined || others.length > 0) return null;
  const name = trim(only);
  return languageName.test(name) ? name : null;
}

/** Tells whether a string begins at `position` or after blanks with at most one line end among them. */
function isBeforeString({ bytes: all, sourceLength }: TextPool, position: number): boolean {
  const bytes = all.subarray(0, sourceLength);
  let at = skipBlanks(bytes, position);
  if (bytes[at] === lineFeed) at = skipBlanks(bytes, at + 1);
  else if (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed) at = skipBlanks(bytes, at + 2);
  return bytes[at] === 0x22 || (bytes[at] === 0x27 && bytes[at + 1] === 0x27);
}

function skipBlanks(bytes: Uint8Array, position: number): number {
  let at = position;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  return at;
}

/** Returns the end of the line if nothing but blanks is left of it, else null. */
function blankLineEnd({ bytes, sourceLength }: TextPool, position: number): number | null {
  const at = skipBlanks(bytes, position);
  return at >= sourceLength || bytes[at] === lineFeed || bytes[at] === carriageReturn
    ? Math.min(at, sourceLength)
    : null;
}

/** Returns the column of a byte: 1 at the start of a line, code points counted, tab stops every 8. */
function columnAt(pool: TextPool, position: number): number {
  const { bytes } = pool;
  let lineStart = position;
  while (lineStart > 0 && bytes[lineStart - 1] !== lineFeed) lineStart--;
  let column = 1;
  for (let at = lineStart; at < position; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x09) column += 8 - ((column - 1) % 8);
    else if (pool.encoding !== "utf8" || (byte & 0xc0) !== 0x80) column++;
  }
  return column;
}

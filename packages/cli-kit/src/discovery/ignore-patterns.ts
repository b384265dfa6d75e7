/**
 * The language of `.gitignore`: lines of patterns, of which the last that matches decides. A path is matched by itself
 * alone; that nothing below an ignored directory comes back is the business of whoever walks.
 *
 * Own work because libraries for it also ask the directories above a path, each within its one file, and so contradict
 * git wherever another file has brought such a directory back.
 */

/** What a file of patterns says of a path: ignored, brought back, or nothing. */
export type Verdict = "ignored" | "kept" | undefined;

/** The patterns of one file. */
export interface IgnorePatterns {
  /** Returns what is said of an entry, by its path below the directory of the patterns and by its name. */
  verdict(path: string, name: string, kind: EntryKind): Verdict;
}

/** Patterns that end in a slash apply to directories only. */
export type EntryKind = "directory" | "file";

interface Pattern {
  readonly matches: (path: string, name: string) => boolean;
  readonly verdict: "ignored" | "kept";
  readonly onlyDirectories: boolean;
}

/** Returns the patterns of a text; null where it has none. */
export function parseIgnorePatterns(text: string): IgnorePatterns | null {
  const lines = text.replace(/^\ufeff/u, "").split("\n");
  const patterns = lines.flatMap((line) => parseLine(line.replace(/\r$/u, "")) ?? []).toReversed();
  if (patterns.length === 0) return null;
  return {
    verdict(path, name, kind) {
      for (const { matches, verdict, onlyDirectories } of patterns) {
        if ((kind === "directory" || !onlyDirectories) && matches(path, name)) return verdict;
      }
      return undefined;
    },
  };
}

function parseLine(line: string): Pattern | null {
  if (line.startsWith("#")) return null;
  const trimmed = withoutTrailingSpaces(line);
  const isKept = trimmed.startsWith("!");
  const marked = isKept ? trimmed.slice(1) : trimmed;
  const onlyDirectories = marked.endsWith("/");
  const pattern = onlyDirectories ? marked.slice(0, -1) : marked;
  const matches = pattern === "" ? null : compile(pattern);
  return matches === null ? null : { matches, verdict: isKept ? "kept" : "ignored", onlyDirectories };
}

/** Spaces at the end do not count unless a backslash stands before them. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " " && !isEscaped(line, end - 1)) end--;
  return line.slice(0, end);
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

const special = /[*?[\\]/u;

/** Returns a test for the pattern, or null for one that matches nothing. */
function compile(pattern: string): Pattern["matches"] | null {
  const hasPath = pattern.includes("/");
  const glob = pattern.startsWith("/") ? pattern.slice(1) : pattern;
  if (!special.test(glob)) return hasPath ? (path) => path === glob : (_, name) => name === glob;
  const suffix = glob.slice(1);
  if (!hasPath && glob.startsWith("*") && !special.test(suffix)) return (_, name) => name.endsWith(suffix);
  const source = toRegExp(glob);
  if (source === null) return null;
  const expression = new RegExp(`^${source}$`, "su");
  return hasPath ? (path) => expression.test(path) : (_, name) => expression.test(name);
}

/** Returns a regular expression for a glob; null where a bracket or an escape is not finished. */
function toRegExp(glob: string): string | null {
  let source = "";
  for (let at = 0; at < glob.length;) {
    const piece = pieceAt(glob, at);
    if (piece === null) return null;
    source += piece.source;
    at = piece.end;
  }
  return source;
}

/** A piece of a glob as a regular expression, and where it ends. */
interface Piece {
  readonly source: string;
  readonly end: number;
}

function pieceAt(glob: string, at: number): Piece | null {
  switch (glob[at]) {
    case "*":
      return starsAt(glob, at);
    case "?":
      return { source: "[^/]", end: at + 1 };
    case "[":
      return bracketAt(glob, at);
    case "\\":
      return at + 1 === glob.length ? null : literal(glob, at + 1);
    default:
      return literal(glob, at);
  }
}

function literal(glob: string, at: number): Piece {
  const character = String.fromCodePoint(glob.codePointAt(at) ?? 0);
  return { source: escaped(character), end: at + character.length };
}

function escaped(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/u.test(character) ? `\\${character}` : character;
}

/**
 * Two stars and more count for directories where they begin a part of the path and end it. Git compares what stands
 * before the first special character by itself, so that they also do where that ends in the middle of a part.
 */
function starsAt(glob: string, at: number): Piece {
  let end = at;
  while (glob[end] === "*") end++;
  const isPart = end - at >= 2 && (glob[at - 1] === "/" || glob.search(special) === at);
  if (isPart && end === glob.length) return { source: ".*", end };
  if (isPart && glob[end] === "/") return { source: "(?:.*/)?", end: end + 1 };
  return { source: "[^/]*", end };
}

const classes: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t-\\r ",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

function bracketAt(glob: string, at: number): Piece | null {
  let next = at + 1;
  const isNegated = glob[next] === "!" || glob[next] === "^";
  if (isNegated) next++;
  let members = "";
  for (let isFirst = true; isFirst || glob[next] !== "]"; isFirst = false) {
    const named = /^\[:(\w+):\]/u.exec(glob.slice(next));
    const member =
      named === null ? rangeAt(glob, next) : { source: classes[named[1] ?? ""], end: next + named[0].length };
    if (member?.source === undefined) return null;
    members += member.source;
    next = member.end;
  }
  // No bracket matches a slash, and one without members nothing at all.
  const source = isNegated ? `[^/${members}]` : members === "" ? "(?!)" : `(?!/)[${members}]`;
  return { source, end: next + 1 };
}

/** Returns one character or a range of them as members of a bracket. */
function rangeAt(glob: string, at: number): Piece | null {
  const first = memberAt(glob, at);
  if (first === null || glob[first.end] !== "-" || glob[first.end + 1] === "]") {
    return first === null ? null : { source: inBracket(first.source), end: first.end };
  }
  const last = memberAt(glob, first.end + 1);
  if (last === null) return null;
  // Of a range that runs backwards git knows its first character.
  const source =
    first.source > last.source ? inBracket(first.source) : `${inBracket(first.source)}-${inBracket(last.source)}`;
  return { source, end: last.end };
}

function inBracket(character: string): string {
  return character === "-" ? "\\-" : escaped(character);
}

function memberAt(glob: string, at: number): Piece | null {
  const from = glob[at] === "\\" ? at + 1 : at;
  if (from >= glob.length) return null;
  const source = String.fromCodePoint(glob.codePointAt(from) ?? 0);
  return { source, end: from + source.length };
}

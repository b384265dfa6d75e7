/**
 * Core terms over several lines. `renderTerm` writes a term on one line; here its brackets decide where lines may end:
 * a group that fits is left on its line, one that does not is broken at all its own places.
 *
 * | group | broken |
 * |---|---|
 * | `{…}`, `[…]` | one item per line |
 * | `(let …; in e)` | one binding per line, `in` on its own |
 * | `(\x. e)` | after the dot |
 * | `(if …)` | before `then` and `else` |
 * | other `(…)` | at every blank |
 */

/** Columns that a line may have. */
const width = 78;
/** Groups nested deeper are left on one line: the layout calls itself for each. */
const deepest = 400;

interface Group {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Columns on one line. */
  readonly size: number;
}

type Item = string | Group;

const closing: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

const operators: ReadonlySet<string> = new Set(["+", "-", "*", "/", "++", "//", "&&", "||", "->", "==", "<", "?", ":"]);

/** Returns the notation of a term with line ends. */
export function layOutTerm(notation: string): string {
  const lines: string[] = [];
  const writer: Writer = { lines, line: "", indent: 0 };
  for (const item of readItems(notation)) write(writer, item, 0);
  lines.push(writer.line);
  return lines.map((line) => line.trimEnd()).join("\n");
}

interface Writer {
  readonly lines: string[];
  line: string;
  indent: number;
}

interface OpenGroup {
  readonly open: string;
  readonly items: Item[];
}

/** Returns the brackets of a notation as groups. Strings, with what is interpolated in them, are text. */
function readItems(notation: string): Item[] {
  const top: OpenGroup = { open: "", items: [] };
  const stack: OpenGroup[] = [top];
  for (const token of tokens(notation)) {
    const current = stack.at(-1) ?? top;
    if (closing.has(token)) stack.push({ open: token, items: [] });
    else if (stack.length > 1 && token === closing.get(current.open)) {
      stack.pop();
      (stack.at(-1) ?? top).items.push(toGroup(current, token));
    } else current.items.push(token);
  }
  while (stack.length > 1) {
    const unclosed = stack.pop() ?? top;
    (stack.at(-1) ?? top).items.push(toGroup(unclosed, ""));
  }
  return top.items;
}

function toGroup({ open, items }: OpenGroup, close: string): Group {
  return { open, items, close, size: items.reduce((sum, item) => sum + sizeOf(item), open.length + close.length) };
}

function sizeOf(item: Item): number {
  return typeof item === "string" ? item.length : item.size;
}

/** Returns brackets, blanks, strings, and whatever lies between them. */
function* tokens(notation: string): Generator<string> {
  let at = 0;
  while (at < notation.length) {
    const char = notation.charAt(at);
    let end = at + 1;
    if (char === '"') end = stringEnd(notation, at);
    else if (!"()[]{} ".includes(char))
      while (end < notation.length && !'()[]{} "'.includes(notation.charAt(end))) end++;
    yield notation.slice(at, end);
    at = end;
  }
}

/** Returns where a string ends that begins at an offset. */
function stringEnd(notation: string, start: number): number {
  let depth = 0;
  let inString = true;
  for (let at = start + 1; at < notation.length; at++) {
    const char = notation.charAt(at);
    if (inString && char === "\\") at++;
    else if (char === '"') {
      inString = !inString;
      if (!inString && depth === 0) return at + 1;
    } else if (inString && char === "$" && notation.charAt(at + 1) === "{") {
      depth++;
      inString = false;
      at++;
    } else if (!inString && char === "{") depth++;
    else if (!inString && char === "}") {
      depth--;
      inString = true;
    }
  }
  return notation.length;
}

function write(writer: Writer, item: Item, depth: number): void {
  if (typeof item === "string") writer.line += item;
  else if (writer.line.length + item.size <= width || depth > deepest) writer.line += flat(item);
  else writeBroken(writer, item, depth);
}

function flat(item: Item): string {
  return typeof item === "string" ? item : item.open + item.items.map(flat).join("") + item.close;
}

function writeBroken(writer: Writer, group: Group, depth: number): void {
  const outer = writer.indent;
  const isHugging = group.open === "(";
  writer.line += group.open;
  writer.indent = outer + 2;
  if (!isHugging) endLine(writer);
  const breaksAt = breakPlaces(group);
  if (isHugging && breaksAt.size === 0) writer.indent = outer;
  group.items.forEach((item, at) => {
    if (!breaksAt.has(at)) return write(writer, item, depth + 1);
    if (group.items[at + 1] === "in") writer.indent = outer;
    endLine(writer);
  });
  writer.indent = outer;
  if (!isHugging) endLine(writer);
  writer.line += group.close;
}

function endLine(writer: Writer): void {
  if (writer.line.trim() !== "") writer.lines.push(writer.line);
  writer.line = " ".repeat(writer.indent);
}

/** Returns which items, all blanks, end lines in a group that does not fit. */
function breakPlaces({ open, items }: Group): ReadonlySet<number> {
  const [first] = items;
  const blanks = items.flatMap((item, at) => (item === " " ? [at] : []));
  const endsWith = (at: number, ...ends: readonly string[]): boolean => {
    const item = items[at];
    return typeof item === "string" && ends.some((end) => item.endsWith(end));
  };
  const isWord = (at: number, ...words: readonly string[]): boolean => words.some((word) => items[at] === word);
  const where = (isPlace: (at: number) => boolean): ReadonlySet<number> => new Set(blanks.filter(isPlace));
  if (open === "{") return where((at) => endsWith(at - 1, ";", ","));
  if (open === "[") return where(() => true);
  if (first === "let") return where((at) => at === 1 || endsWith(at - 1, ";") || isWord(at + 1, "in"));
  if (first === "if") return where((at) => isWord(at + 1, "then", "else"));
  if (typeof first === "string" && first.startsWith("\\"))
    return new Set(blanks.filter((at) => endsWith(at - 1, ".")).slice(0, 1));
  const isOperator = (at: number): boolean => {
    const item = items[at];
    return typeof item === "string" && operators.has(item);
  };
  if (blanks.some((at) => isOperator(at + 1))) return where((at) => isOperator(at + 1));
  // A set that comes last stays with what it is given to.
  const tail = items.length - (items.at(-3) === "rec" ? 3 : 1);
  const last = items.at(-1);
  const hugged = typeof last === "object" && last.open === "{" ? tail : items.length;
  return where((at) => at + 1 < hugged);
}

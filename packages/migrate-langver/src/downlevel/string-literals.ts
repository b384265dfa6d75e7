/**
 * Legacy literals for the values of Nix 2 strings, and what legacy takes them for.
 */
import {
  bytesOfLatin1,
  childrenOf,
  decodeString,
  endOf,
  escapeIndented,
  escapeString,
  expressionOf,
  indentedLiteral,
  Kind,
  kindOf,
  latin1Of,
  makeLangver,
  type NodeIndex,
  parse,
  root,
  startOf,
  startOfLine,
  type StringPart,
  stringSegments,
  type Tree,
} from "@lix-tools/parser";

/** A range of the source with its new text, or an interpolation that stays where it is. */
export interface LiteralPiece {
  readonly start: number;
  readonly end: number;
  readonly value: string | NodeIndex;
}

/** A literal as pieces that cover the old one, quotes included, in order. */
export interface Literal {
  readonly pieces: readonly LiteralPiece[];
  /** The quotes stay, so that all new text is inside a string. */
  readonly isContent: boolean;
}

/** Returns the literal as it stands, or with the escapes resolved that legacy does not know. */
export function literalPatched(tree: Tree, node: NodeIndex, escapes: "unchanged" | "resolved"): Literal {
  const isIndented = kindOf(tree, node) === Kind.IndentedStringExpression;
  const values = escapes === "resolved" ? escapeValues(tree, node) : null;
  const children = childrenOf(tree, node);
  const pieces = children.map((child, index): LiteralPiece => {
    const [start, end] = [startOf(tree, child), endOf(tree, child)];
    const kind = kindOf(tree, child);
    if (kind === Kind.Interpolation) return { start, end, value: child };
    const raw = latin1Of(tree, child);
    if (values === null) return { start, end, value: raw };
    if (kind === Kind.EscapeSequence && isNewEscape(raw, isIndented)) {
      return { start, end, value: resolved(values.get(start) ?? "", isIndented) };
    }
    const isBeforeInterpolation = kindOf(tree, children[index + 1] ?? root) === Kind.Interpolation;
    if (kind !== Kind.StringFragment || !raw.endsWith("$") || !isBeforeInterpolation) return { start, end, value: raw };
    return { start, end, value: `${raw.slice(0, -1)}${isIndented ? "''$" : "\\$"}` };
  });
  return { pieces, isContent: true };
}

function isNewEscape(raw: string, isIndented: boolean): boolean {
  return (isIndented ? /^''\\[xu\r\n]/ : /^\\[xu\r\n]/).test(raw);
}

/** A dollar may stand before a brace, so it is always escaped. */
function resolved(value: string, isIndented: boolean): string {
  if (value === "$") return isIndented ? "''$" : "\\$";
  if (!isIndented) return escapeString(value);
  if (value === "'") return "''\\'";
  return value === "\t" ? "''\\t" : value === "\n" ? "''\\n" : escapeIndented(value);
}

function escapeValues(tree: Tree, node: NodeIndex): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  for (const { start, value } of stringSegments(tree, node, "nix2")) {
    if (typeof value === "string") values.set(start, value);
  }
  return values;
}

/** Stands for an interpolation while a literal is one text; no value with a NUL gets this far. */
const mark = "\0";

/** Returns the value as a `''` literal that is indented two more than its line, or null where there is none. */
export function literalIndented(tree: Tree, node: NodeIndex, parts: readonly StringPart[]): Literal | null {
  const text = indentedLiteral(parts, indentOf(tree, node) + 2, () => mark);
  return text === null ? null : fromText(tree, node, parts, text);
}

/** Returns the value as a `"` literal. */
export function literalQuoted(tree: Tree, node: NodeIndex, parts: readonly StringPart[]): Literal {
  const content = parts.map((part, index) => {
    if (typeof part !== "string") return mark;
    return escapeString(part, typeof parts[index + 1] === "number" ? "interpolation" : "end");
  });
  return fromText(tree, node, parts, `"${content.join("")}"`);
}

function fromText(tree: Tree, node: NodeIndex, parts: readonly StringPart[], text: string): Literal {
  const interpolations = parts.filter((part) => typeof part === "number");
  const pieces: LiteralPiece[] = [];
  let at = startOf(tree, node);
  for (const [index, value] of text.split(mark).entries()) {
    const next = interpolations[index];
    const end = next === undefined ? endOf(tree, node) : startOf(tree, next);
    pieces.push({ start: at, end, value });
    if (next === undefined) break;
    at = endOf(tree, next);
    pieces.push({ start: end, end: at, value: next });
  }
  return { pieces, isContent: false };
}

function indentOf(tree: Tree, node: NodeIndex): number {
  const { source } = tree;
  const line = startOfLine(source, startOf(tree, node));
  let at = line;
  while (source[at] === 0x20) at++;
  return at - line;
}

const legacy = makeLangver("legacy");

/** Tells whether a literal has the value in both readings of legacy. */
export function legacyMeans({ pieces }: Literal, parts: readonly StringPart[]): boolean {
  const text = pieces.map(({ value }) => (typeof value === "string" ? value : "${0}")).join("");
  const { tree, isComplete, diagnostics } = parse(bytesOfLatin1(text), { langver: legacy });
  if (!isComplete || diagnostics.some(({ severity }) => severity === "error")) return false;
  const literal = expressionOf(tree, root);
  const kind = kindOf(tree, literal);
  if (kind !== Kind.StringExpression && kind !== Kind.IndentedStringExpression) return false;
  const wanted = shapeOf(parts);
  return (["cppnix", "lix"] as const).every((reading) => shapeOf(decodeString(tree, literal, reading)) === wanted);
}

/** Two values have one shape if their text is the same and their interpolations are in the same places. */
function shapeOf(parts: readonly StringPart[]): string {
  return JSON.stringify(parts.map((part) => (typeof part === "string" ? part : null)));
}

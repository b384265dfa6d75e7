/**
 * The edits that make one set of neighbours in a chain of `//`: what is between them goes, what is no literal gets its
 * star. Where the sets take several lines, every star begins one, and what moves in with it is indented as it is.
 */
import {
  childrenOf,
  endOf,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  sizeOf,
  type Span,
  spanOf,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { insertAt, replaceRange } from "../codemod.ts";
import { indentAt, isBlankBut, isWhiteSpace, skipWhiteSpace, togetherOnLines } from "./spacing.ts";

/** Neighbours in a chain, and the operators between them. */
export interface JoinedSets {
  readonly operands: readonly NodeIndex[];
  readonly operators: readonly NodeIndex[];
}

/** Returns the edits that write the operands as one set. */
export function joinSets(tree: Tree, { operands, operators }: JoinedSets): TextEdit[] {
  const layout = layoutOf(tree, operands);
  const edits: TextEdit[] = [];
  let done = 0;
  for (const [index, operator] of operators.entries()) {
    const [left, right] = operands.slice(index);
    if (left === undefined || right === undefined) break;
    const gap = gapEdits(tree, { left, operator, right, from: done }, layout);
    edits.push(...gap);
    done = gap.at(-1)?.span.end ?? done;
  }
  return [...edits, ...ends(tree, operands, layout), ...operands.flatMap((operand) => shifted(tree, operand, layout))];
}

/** What stands before items of the set and before its closing brace. */
interface Layout {
  readonly beforeItem: string;
  readonly beforeEnd: string;
  /** How much further in an operand stands as an item; nothing where all is on one line. */
  readonly shift: string;
}

function layoutOf(tree: Tree, operands: readonly NodeIndex[]): Layout {
  const { source } = tree;
  const [first = 0, last = first] = [operands[0], operands.at(-1)];
  if (!source.subarray(startOf(tree, first), endOf(tree, last)).includes(0x0a)) {
    return { beforeItem: " ", beforeEnd: " ", shift: "" };
  }
  const base = indentAt(source, startOf(tree, first));
  const literals = operands.filter((operand) => isLiteral(tree, operand));
  const items = literals.flatMap((literal) => childrenOf(tree, literal).slice(1, -1));
  const indents = items.filter((item) => beginsLine(source, startOf(tree, item)));
  const [item] = indents.map((node) => indentAt(source, startOf(tree, node)));
  const inner = item?.startsWith(base) === true && item !== base ? item : `${base}  `;
  return { beforeItem: `\n${inner}`, beforeEnd: `\n${base}`, shift: inner.slice(base.length) };
}

function isLiteral(tree: Tree, operand: NodeIndex): boolean {
  return kindOf(tree, operand) === Kind.AttrsetExpression;
}

function beginsLine(source: Uint8Array, offset: number): boolean {
  let at = offset - 1;
  while (source[at] === 0x20 || source[at] === 0x09) at--;
  return at < 0 || source[at] === 0x0a;
}

/** Two neighbours, the operator between them, and where earlier edits end. */
interface Gap {
  readonly left: NodeIndex;
  readonly operator: NodeIndex;
  readonly right: NodeIndex;
  readonly from: number;
}

/** Takes what is between two operands out, braces included; what is a comment stays. */
function gapEdits(tree: Tree, { left, operator, right, from }: Gap, { beforeItem }: Layout): TextEdit[] {
  const { source } = tree;
  const isLeft = isLiteral(tree, left);
  const isRight = isLiteral(tree, right);
  let start = endOf(tree, left);
  let end = startOf(tree, right);
  const tokens: Span[] = [spanOf(tree, operator)];
  if (isLeft) tokens.unshift({ start: --start, end: start + 1 });
  if (isRight) tokens.push({ start: end++, end });
  const [star, semicolon] = [isRight ? "" : "*", isLeft ? "" : ";"];
  if (isBlankBut(source, { start, end }, tokens)) {
    if (isLeft) while (start > from && isWhiteSpace(source[start - 1])) start--;
    return [replaceRange(start, isRight ? skipWhiteSpace(source, end) : end, `${semicolon}${beforeItem}${star}`)];
  }
  const edits = togetherOnLines(source, tokens).map((span) => dropToken(tree, span, from));
  if (!isLeft) edits.unshift(insertAt(endOf(tree, left), ";"));
  if (!isRight) edits.push(insertAt(startOf(tree, right), "*"));
  return edits;
}

/**
 * Takes a token out, but nothing before an offset, and the spaces before it on its line, if there is white space behind
 * it; of a line that holds nothing else, all.
 */
function dropToken({ source }: Tree, token: Span, least: number): TextEdit {
  const start = Math.max(least, token.start);
  const { end } = token;
  const feed = source.lastIndexOf(0x0a, start);
  if (source[end] === 0x0a && feed >= least && beginsLine(source, start)) return replaceRange(feed, end, "");
  let from = start;
  if (isWhiteSpace(source[end])) while (source[from - 1] === 0x20) from--;
  return replaceRange(from, end, from === start && !isWhiteSpace(source[end]) ? " " : "");
}

/** What is no literal gets the outer braces. */
function ends(tree: Tree, operands: readonly NodeIndex[], { beforeItem, beforeEnd }: Layout): TextEdit[] {
  const [first = 0, last = first] = [operands[0], operands.at(-1)];
  return [
    ...(isLiteral(tree, first) ? [] : [insertAt(startOf(tree, first), `{${beforeItem}*`)]),
    ...(isLiteral(tree, last) ? [] : [insertAt(endOf(tree, last), `;${beforeEnd}}`)]),
  ];
}

/** Indents the lines of an operand that becomes an item. Lines of strings stay as they are. */
function shifted(tree: Tree, operand: NodeIndex, { shift }: Layout): TextEdit[] {
  if (shift === "" || isLiteral(tree, operand)) return [];
  const { source } = tree;
  const edits: TextEdit[] = [];
  const end = endOf(tree, operand);
  const strings = stringsIn(tree, operand);
  for (let at = source.indexOf(0x0a, startOf(tree, operand)); at >= 0 && at < end; at = source.indexOf(0x0a, at + 1)) {
    const isInString = strings.some((string) => startOf(tree, string) < at && at < endOf(tree, string));
    if (!isInString && source[at + 1] !== 0x0a) edits.push(insertAt(at + 1, shift));
  }
  return edits;
}

function stringsIn(tree: Tree, node: NodeIndex): NodeIndex[] {
  const strings: NodeIndex[] = [];
  for (let at = node; at < node + sizeOf(tree, node); at++) {
    const kind = kindOf(tree, at);
    if (kind !== Kind.IndentedStringExpression && kind !== Kind.StringExpression) continue;
    if (latin1Of(tree, at).includes("\n")) strings.push(at);
  }
  return strings;
}

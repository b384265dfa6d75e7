/**
 * `[ a ] ++ xs ++ [ b ] ⇒ [ a *xs b ]`
 *
 * A chain of `++` with a list literal in it is one list, with `*` before what is no literal. The brackets between the
 * operands go, everything else stays in place, comments included.
 */
import {
  childByField,
  childByKind,
  childrenOf,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  type Span,
  spanOf,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  proposeRewrite,
  refuse,
  removeRange,
  replaceRange,
} from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { chainOf } from "../edit/chain.ts";
import { aloneInParentheses } from "../edit/parentheses.ts";
import { isSimple } from "../edit/position.ts";
import {
  indentAt,
  isBlankBut,
  isWhiteSpace,
  skipWhiteSpace,
  startOfWhiteSpace,
  togetherOnLines,
} from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Finds `++` with a list literal on a side; of a chain the last `++`, from which it hangs. */
const joinedLists: Detector<NodeSite> = {
  code: "langver/list-unpack",
  feature: "list-unpack",
  lixFeature: null,
  kinds: [Kind.BinaryExpression],
  find({ tree }, node, add) {
    const plus = childByKind(tree, node, Kind.PlusPlus);
    if (plus === none || isRightOperand(tree, node)) return;
    if (!chainOf(tree, node, Kind.PlusPlus).operands.some((operand) => literalOf(tree, operand) !== none)) return;
    add(nodeSite(tree, node, plus, "found a list that is joined with others"));
  },
};

/** Tells whether the node is the right side of a `++` directly before it in the tree. */
function isRightOperand(tree: Tree, node: NodeIndex): boolean {
  // `++` associates to the right, so a chain continues in the child behind the operator.
  for (let at = node - 1; at >= 0; at--) {
    const kind = kindOf(tree, at);
    if (kind === Kind.Comment) continue;
    return kind === Kind.PlusPlus;
  }
  return false;
}

/** Returns the list that an operand writes out, in parentheses or not, or `none`. */
function literalOf(tree: Tree, operand: NodeIndex): NodeIndex {
  let node = operand;
  for (let inner = aloneInParentheses(tree, node); inner !== none; inner = aloneInParentheses(tree, node)) node = inner;
  return kindOf(tree, node) === Kind.ListExpression ? node : none;
}

/** Writes chains of `++` as one list. */
export const listUnpackCodemod: Codemod = defineCodemod({
  id: "M26",
  detector: joinedLists,
  summary: "`[ a ] ++ xs ++ [ b ]` ⇒ `[ a *xs b ]`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "core",
  soundness:
    "joining lists forces every operand and no element, as a list with unpacked elements does; refused where all literals " +
    "are empty, so that nothing is gained",
  plan: (file, sites) => sites.map((site) => unpack(file, site)),
});

function unpack(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree } = file;
  const { operands, operators } = chainOf(tree, node, Kind.PlusPlus);
  const literals = operands.map((operand) => literalOf(tree, operand));
  const isEmpty = (literal: NodeIndex): boolean =>
    literal !== none && childByField(tree, literal, Field.Element) === none;
  if (literals.every((literal) => literal === none || isEmpty(literal))) {
    return refuse(span, "the only lists that are written out are empty");
  }
  if (literals.slice(1, -1).some(isEmpty)) return refuse(span, "an empty list stands in the middle");
  const edits = operands.flatMap((operand, index) => operandEdits(file, operand, index === 0));
  for (const [index, operator] of operators.entries()) {
    const [left = operator, right = operator] = operands.slice(index);
    edits.push(...gapEdits(tree, { left, operator, right }));
  }
  const [first = node, last = node] = [operands[0], operands.at(-1)];
  const [firstLiteral = none, lastLiteral = none] = [literals[0], literals.at(-1)];
  if (firstLiteral !== none && firstLiteral !== first) {
    edits.push(removeRange(startOf(tree, first), startOf(tree, firstLiteral)));
  }
  if (lastLiteral === none) edits.push(insertAt(endOf(tree, last), " ]"));
  else if (lastLiteral !== last) edits.push(removeRange(endOf(tree, lastLiteral), endOf(tree, last)));
  return proposeRewrite(span, "write one list", edits);
}

/** What is no literal gets its `*`; the brackets of literals are dealt with between the operands. */
function operandEdits(file: FileContext, operand: NodeIndex, isFirst: boolean): TextEdit[] {
  const { tree } = file;
  if (literalOf(tree, operand) !== none) return [];
  const open = isFirst ? "[ *" : "*";
  // `*/` would end a comment around it.
  const isPath = kindOf(tree, operand) === Kind.PathExpression;
  if (isSimple(file, operand) && !isPath) return [insertAt(startOf(tree, operand), open)];
  return [insertAt(startOf(tree, operand), `${open}(`), insertAt(endOf(tree, operand), ")")];
}

/** Two neighbours and the operator between them. */
interface Gap {
  readonly left: NodeIndex;
  readonly operator: NodeIndex;
  readonly right: NodeIndex;
}

/** Takes `] ++ [` out, and the white space that is left over with it. */
function gapEdits(tree: Tree, { left, operator, right }: Gap): TextEdit[] {
  const { source } = tree;
  const [leftList, rightList] = [literalOf(tree, left), literalOf(tree, right)];
  const tokens: Span[] = [];
  let from = endOf(tree, left);
  let to = startOf(tree, right);
  if (leftList !== none) {
    const bracket = endOf(tree, leftList) - 1;
    tokens.push(...bytesBetween(source, bracket, from));
    from = endOfElements(tree, leftList, bracket);
  }
  tokens.push(spanOf(tree, operator));
  if (rightList !== none) {
    const behind = startOf(tree, rightList) + 1;
    tokens.push(...bytesBetween(source, to, behind));
    to = skipWhiteSpace(source, behind);
  }
  if (isBlankBut(source, { start: from, end: to }, tokens)) {
    // The line feed behind a comment stays.
    const isOpen = leftList !== none && endsWithComment(tree, leftList) && source[from] === 0x0a;
    const end = isLastBracket(source, to) && !isOpen ? " " : lineBreak(source, from, to);
    return [replaceRange(from, to, end)];
  }
  return togetherOnLines(source, tokens).map((token) => {
    const { start, end } = withOwnLine(source, token);
    return replaceRange(start, end, isWhiteSpace(source[start - 1]) || start < token.start ? "" : " ");
  });
}

/** Returns where the white space before the bracket begins; behind a comment, only that of the last line. */
function endOfElements(tree: Tree, list: NodeIndex, bracket: number): number {
  const { source } = tree;
  if (!endsWithComment(tree, list)) return startOfWhiteSpace(source, bracket);
  let from = bracket;
  while (source[from - 1] === 0x20 || source[from - 1] === 0x09) from--;
  return source[from - 1] === 0x0a ? from - 1 : bracket;
}

/** A line that holds nothing but the token goes with it; on a line that begins with it, so do the spaces behind it. */
function withOwnLine(source: Uint8Array, { start, end }: Span): Span {
  let from = start;
  while (source[from - 1] === 0x20 || source[from - 1] === 0x09) from--;
  if (source[from - 1] !== 0x0a) return { start, end };
  if (source[end] === 0x0a) return { start: from - 1, end };
  let to = end;
  while (source[to] === 0x20) to++;
  return { start, end: to };
}

function isLastBracket(source: Uint8Array, offset: number): boolean {
  return source[offset] === 0x5d;
}

/** Returns the brackets in a range where there is nothing else but white space. */
function bytesBetween(source: Uint8Array, from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; at++) if (!isWhiteSpace(source[at])) spans.push({ start: at, end: at + 1 });
  return spans;
}

function endsWithComment(tree: Tree, list: NodeIndex): boolean {
  return kindOf(tree, childrenOf(tree, list).at(-2) ?? list) === Kind.Comment;
}

/** One space, or a line feed and the indentation of the line behind it, if there was a line feed. */
function lineBreak(source: Uint8Array, from: number, to: number): string {
  if (!source.subarray(from, to).includes(0x0a)) return isWhiteSpace(source[from - 1]) ? "" : " ";
  return `\n${indentAt(source, to)}`;
}

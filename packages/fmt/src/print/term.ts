/**
 * Terms: variables and literals, lists, sets, parentheses, selections. Bindings are in `binding.ts`.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { isAnnotation } from "../trivia/trivium.ts";
import { keepCallsOnLine } from "../view/line-calls.ts";
import { childAt, isSameLine, isTokenKind, kindAt, closingAt } from "../view/view.ts";
import { printBinding } from "./binding.ts";
import { type PrintContext } from "./context.ts";
import { printExpression, printInside } from "./expression.ts";
import { printUnpack } from "./nix2.ts";
import { printSelection } from "./selection.ts";
import { commaListOf, printCommaList } from "./comma-list.ts";
import { type Brackets, bracketsOf, elementsOf, hasElements, hasItems, isSet } from "../view/shape.ts";
import {
  moveTrailingUp,
  prependTrivia,
  printToken,
  printTokenBare,
  printTokenText,
  printTrailing,
  printTrivia,
  takeTrailing,
} from "./token.ts";

/** Prints a term. Mirrors `Pretty Term` in nixfmt Pretty.hs. */
export function printTerm(ctx: PrintContext, node: number): void {
  if (kindAt(ctx.view, node) !== Kind.ListExpression) {
    printTermBare(ctx, node);
    return;
  }
  ctx.builder.open(Tag.Open);
  printListBare(ctx, node);
  ctx.builder.close();
}

/** Prints a term without a group around it. Mirrors `prettyTerm` in nixfmt Pretty.hs. */
export function printTermBare(ctx: PrintContext, node: number): void {
  const kind = kindAt(ctx.view, node);
  if (isTokenKind(kind)) printToken(ctx, node);
  else if (kind === Kind.VariableExpression) printToken(ctx, node + 1);
  else if (kind === Kind.ListExpression) printListBare(ctx, node);
  else if (isSet(kind)) printSet(ctx, node, "narrow");
  else if (kind === Kind.ParenthesizedExpression) printParenthesized(ctx, node);
  else printSelection(ctx, node);
}

/** Prints a term, a set that is not empty always broken. Mirrors `prettyTermWide` in nixfmt Pretty.hs. */
export function printTermWide(ctx: PrintContext, node: number): void {
  if (isSet(kindAt(ctx.view, node))) printSet(ctx, node, "wide");
  else printTermBare(ctx, node);
}

function printListBare(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const brackets = bracketsOf(view, node);
  const { open, close } = brackets;
  if (hasItems(view, node, brackets) || view.hasTrailing(open)) {
    printList(ctx, node, Tag.Hardline);
    return;
  }
  printToken(ctx, open);
  builder.space(isSameLine(view, open, close) ? Tag.Hardspace : Tag.Hardline);
  printToken(ctx, close);
}

/** Prints a list with a spacing between its elements. Mirrors `renderList` in nixfmt Pretty.hs. */
export function printList(ctx: PrintContext, node: number, separator: number): void {
  const { view } = ctx;
  const brackets = bracketsOf(view, node);
  const padding = listPadding(ctx, node, brackets);
  if (view.dialect === "nix2_future") {
    const list = commaListOf(view, node, Kind.LeftBracket);
    for (const entry of list.entries) keepCallsOnLine(view, entry.node);
    printCommaList(ctx, list, { separator, padding, printEntry: printItem });
  } else printBracketed(ctx, node, { brackets, separator, padding });
}

function listPadding({ view }: PrintContext, node: number, brackets: Brackets): number {
  const { open, close } = brackets;
  const isEmpty = !hasItems(view, node, brackets);
  if (!isSameLine(view, open, close)) return Tag.Hardline;
  if (!isEmpty && !hasElements(view, node, brackets)) return Tag.Hardline;
  if (isEmpty) return view.isLone(open) ? Tag.Hardspace : Tag.Hardline;
  return Tag.Space;
}

/** Prints a set. Mirrors `prettySet` in nixfmt Pretty.hs. */
export function printSet(ctx: PrintContext, node: number, breaking: "wide" | "narrow"): void {
  const { view, builder } = ctx;
  const brackets = bracketsOf(view, node);
  const { keyword, open, close } = brackets;
  if (keyword >= 0) {
    printToken(ctx, keyword);
    builder.space(Tag.Hardspace);
  }
  const isEmpty = !hasItems(view, node, brackets);
  const isOnOneLine = isSameLine(view, open, close);
  if (isEmpty && view.isLone(open)) {
    printToken(ctx, open);
    builder.space(isOnOneLine ? Tag.Hardspace : Tag.Hardline);
    printToken(ctx, close);
    return;
  }
  const padding = (breaking === "wide" && !isEmpty) || !isOnOneLine ? Tag.Hardline : Tag.Space;
  printBracketed(ctx, node, { brackets, separator: Tag.Hardline, padding });
}

interface BracketSpacing {
  readonly brackets: Brackets;
  /** Spacing between elements. */
  readonly separator: number;
  /** Spacing inside the brackets. */
  readonly padding: number;
}

function printBracketed(ctx: PrintContext, node: number, { brackets, separator, padding }: BracketSpacing): void {
  const { view, builder } = ctx;
  const { open, close } = brackets;
  printTrivia(ctx, view.triviaOf(open));
  printTokenText(ctx, open);
  builder.space(padding);
  builder.nest++;
  printTrailing(ctx, open);
  printItems(ctx, elementsOf(view, node), close, separator);
  builder.nest--;
  builder.space(padding);
  printToken(ctx, close);
}

/**
 * Prints elements and the comments between them, up to those in front of `close`. Mirrors `renderItems` in nixfmt
 * Pretty.hs.
 */
export function printItems(ctx: PrintContext, elements: readonly number[], close: number, separator: number): void {
  const { view, builder } = ctx;
  let isSeparated = true;
  for (const element of elements) {
    if (view.hasItemTrivia(element)) {
      if (!isSeparated) builder.space(separator);
      isSeparated = printItemTrivia(ctx, element);
    }
    if (!isSeparated) builder.space(separator);
    isSeparated = false;
    builder.open(Tag.Open);
    printItem(ctx, element);
    builder.close();
  }
  if (!view.hasItemTrivia(close)) return;
  if (!isSeparated) builder.space(separator);
  printTrivia(ctx, view.itemTrivia(close));
}

/** Prints the comments in front of an element; tells whether the element follows without a separator. */
function printItemTrivia(ctx: PrintContext, element: number): boolean {
  const { view, builder } = ctx;
  const trivia = view.itemTrivia(element);
  const last = trivia.at(-1);
  // Release 1.2 attached an annotation to its string only where nothing else was in front of it.
  if (last === undefined || !isAnnotation(last) || (ctx.style === "1.2" && trivia.length > 1)) {
    printTrivia(ctx, trivia);
    return false;
  }
  printTrivia(ctx, trivia.slice(0, -1));
  printTrivia(ctx, [last]);
  builder.space(Tag.Hardspace);
  return true;
}

function printItem(ctx: PrintContext, element: number): void {
  switch (kindAt(ctx.view, element)) {
    case Kind.Binding:
    case Kind.Inherit:
    case Kind.InheritFrom:
    case Kind.InheritPaths:
      return printBinding(ctx, element);
    case Kind.ListUnpack:
    case Kind.SetUnpack:
      return printUnpack(ctx, element);
    default:
      return printExpression(ctx, element);
  }
}

/** Prints a parenthesis. Mirrors the last case of `prettyTerm` in nixfmt Pretty.hs. */
function printParenthesized(ctx: PrintContext, node: number): void {
  printParens(ctx, { open: node + 1, inner: childAt(ctx.view, node, 1), close: closingAt(ctx.view, node) });
}

/** The parts of a parenthesis. */
export interface Parens {
  readonly open: number;
  readonly inner: number;
  readonly close: number;
}

/** Returns the parts of a parenthesized expression. */
export function parensOf(ctx: PrintContext, node: number): Parens {
  return { open: node + 1, inner: childAt(ctx.view, node, 1), close: closingAt(ctx.view, node) };
}

/** Prints the parts of a parenthesis as a group. */
export function printParens(ctx: PrintContext, { open, inner, close }: Parens): void {
  const { view, builder } = ctx;
  moveTrailingUp(view, open);
  builder.open(Tag.Open);
  printToken(ctx, open);
  builder.nest++;
  printInside(ctx, inner);
  printTrivia(ctx, view.triviaOf(close));
  builder.nest--;
  printTokenBare(ctx, close);
  builder.close();
}

/** Prints a parenthesis that starts on its line's end and breaks inside. Mirrors `absorbParen` in nixfmt Pretty.hs. */
export function printAbsorbedParens(ctx: PrintContext, { open, inner, close }: Parens): void {
  const { view, builder } = ctx;
  const comment = takeTrailing(view, open);
  builder.open(Tag.OpenPriority);
  builder.nest++;
  printToken(ctx, open);
  builder.space(Tag.Break);
  builder.open(Tag.Open);
  builder.nest++;
  prependTrivia(view, inner, comment);
  printExpression(ctx, inner);
  printTrivia(ctx, view.triviaOf(close));
  builder.nest--;
  builder.close();
  builder.space(Tag.Break);
  printTokenBare(ctx, close);
  builder.nest--;
  builder.close();
}

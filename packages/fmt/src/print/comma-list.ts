/**
 * Things in brackets with commas between them: the keys of slices, the paths of `inherit { … }`, the elements of comma
 * lists. Commas end lines, whatever stood on which side of them; the last is printed only where the brackets are broken.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { childrenAt, isSameLine, kindAt, lastToken, type View } from "../view/view.ts";
import { isDirective } from "../trivia/trivium.ts";
import type { PrintContext } from "./context.ts";
import {
  prependTrivia,
  printToken,
  printTokenBare,
  printTokenText,
  printTrailing,
  printTrailingText,
  printTrivia,
  takeTrivia,
} from "./token.ts";

/** Brackets and what is between them. */
export interface CommaList {
  readonly open: number;
  readonly entries: readonly CommaEntry[];
  readonly close: number;
}

/** An entry and the comma behind it, -1 if there is none. */
export interface CommaEntry {
  readonly node: number;
  readonly comma: number;
}

/** How a comma list is spaced. */
export interface CommaListSpacing {
  /** Between entries. */
  readonly separator: number;
  /** Inside the brackets. */
  readonly padding: number;
  readonly printEntry: (ctx: PrintContext, node: number) => void;
}

/** Returns the brackets of a node, its commas and the entries between them. */
export function commaListOf(view: View, node: number, openKind: Kind): CommaList {
  const children = childrenAt(view, node);
  const opening = children.findIndex((child) => kindAt(view, child) === openKind);
  const closing = children.findLastIndex((child) => isClosing(kindAt(view, child)));
  const entries: CommaEntry[] = [];
  for (const [index, child] of children.entries()) {
    if (index <= opening || index >= closing || kindAt(view, child) === Kind.Comma) continue;
    const next = children[index + 1] ?? node;
    entries.push({ node: child, comma: kindAt(view, next) === Kind.Comma ? next : -1 });
  }
  return { open: children[opening] ?? node, entries, close: children[closing] ?? node };
}

function isClosing(kind: Kind): boolean {
  return kind === Kind.RightBracket || kind === Kind.RightBrace;
}

/** Returns the spacing of a list without blanks inside its brackets, broken where the author broke it. */
export function tightSpacing(
  view: View,
  { open, close }: CommaList,
  printEntry: CommaListSpacing["printEntry"],
): CommaListSpacing {
  const isBroken = !isSameLine(view, open, close);
  return { separator: isBroken ? Tag.Hardline : Tag.Space, padding: isBroken ? Tag.Hardline : Tag.Break, printEntry };
}

/** Prints a comma list without a group around it. */
export function printCommaList(ctx: PrintContext, list: CommaList, spacing: CommaListSpacing): void {
  const { view, builder } = ctx;
  const { open, entries, close } = list;
  moveTriviaToEntries(view, list);
  printTrivia(ctx, view.triviaOf(open));
  printTokenText(ctx, open);
  builder.space(spacing.padding);
  builder.nest++;
  printTrailing(ctx, open);
  for (const [index, entry] of entries.entries()) {
    if (index > 0) builder.space(spacing.separator);
    printCommaEntry(ctx, entry, index === entries.length - 1 ? "last" : "inner", spacing);
  }
  printTrivia(ctx, takeTrivia(view, close));
  builder.nest--;
  builder.space(spacing.padding);
  printTokenBare(ctx, close);
}

/** Moves comments in front of commas to what follows, and those of elements to their first token. */
function moveTriviaToEntries(view: View, { entries, close }: CommaList): void {
  for (const [index, { node, comma }] of entries.entries()) {
    prependTrivia(view, node, view.itemTrivia(node));
    view.setItemTrivia(node, []);
    const trivia = comma < 0 || isBehindDirective(view, comma) ? [] : takeTrivia(view, comma);
    const next = entries[index + 1];
    if (next === undefined) view.setTrivia(close, [...trivia, ...view.triviaOf(close)]);
    else prependTrivia(view, next.node, trivia);
  }
  view.setTrivia(close, [...view.triviaOf(close), ...view.itemTrivia(close)]);
  view.setItemTrivia(close, []);
}

/** Tells whether a region with dictated text begins or ends in front of the comma, which then has to stay there. */
function isBehindDirective(view: View, comma: number): boolean {
  return comma >= 0 && view.triviaOf(comma).some(isDirective);
}

function printCommaEntry(
  ctx: PrintContext,
  { node, comma }: CommaEntry,
  position: "inner" | "last",
  { printEntry }: CommaListSpacing,
): void {
  const { view, builder } = ctx;
  if (isBehindDirective(view, comma)) {
    printEntry(ctx, node);
    printToken(ctx, comma);
    return;
  }
  const last = lastToken(view, node);
  const comments = [view.trailingOf(last), comma < 0 ? null : view.trailingOf(comma)].filter((text) => text !== null);
  view.setTrailing(last, null);
  builder.open(Tag.Open);
  printEntry(ctx, node);
  builder.close();
  builder.added(position === "last" && comments.length === 0 ? Tag.Trailing : Tag.Text, ",");
  for (const comment of comments) printTrailingText(ctx, comment);
}

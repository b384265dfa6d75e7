/**
 * What Nix 2 adds outside terms: the head clause, unpacking, default selection, and of the future edition `inherit` with
 * paths. `STYLE.md` says why it looks the way it does.
 */
import { Field, Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { childrenAt, fieldAt, kindAt, firstToken, lastChildAt, lastToken, siblingOf } from "../view/view.ts";
import { isSet } from "../view/shape.ts";
import { commaListOf, printCommaList } from "./comma-list.ts";
import type { PrintContext } from "./context.ts";
import { printExpression } from "./expression.ts";
import { printRightHand } from "./operator.ts";
import { printAttrpath, printSlice } from "./selection.ts";
import { printToken, takeTrailing } from "./token.ts";

/** Prints the clause a file begins with. */
export function printUseClause(ctx: PrintContext, node: number): void {
  const { builder, view } = ctx;
  builder.open(Tag.Open);
  for (const [index, token] of childrenAt(view, node).entries()) {
    if (index > 0 && kindAt(view, token) !== Kind.Semicolon) builder.space(Tag.Hardspace);
    printToken(ctx, token);
  }
  builder.close();
}

/** Prints `*x` in a list, or `*x;` in a set. */
export function printUnpack(ctx: PrintContext, node: number): void {
  const { builder, view } = ctx;
  const star = node + 1;
  const operand = siblingOf(view, star);
  moveCommentOut(ctx, star, operand);
  builder.open(Tag.Open);
  printToken(ctx, star);
  printExpression(ctx, operand);
  if (kindAt(view, node) === Kind.SetUnpack) printToken(ctx, lastChildAt(view, node));
  builder.close();
}

/**
 * Moves a comment behind the first of several tokens of an operand in front of the star. Otherwise the operand might move
 * it in front of itself, where the star must be.
 */
function moveCommentOut({ view }: PrintContext, star: number, operand: number): void {
  const kind = kindAt(view, operand);
  const first = firstToken(view, operand);
  if (isSet(kind) || kind === Kind.ListExpression || first === lastToken(view, operand)) return;
  view.setTrivia(star, [...view.triviaOf(star), ...takeTrailing(view, first)]);
}

/** Prints `e ? path : default` or `e ?: default`. */
export function printDefaultSelection(ctx: PrintContext, node: number): void {
  const { builder, view } = ctx;
  const subject = node + 1;
  const operator = siblingOf(view, subject);
  printExpression(ctx, subject);
  builder.space(Tag.Softspace);
  if (kindAt(view, node) === Kind.NullCoalesceExpression) {
    printBehindMark(ctx, operator);
    return;
  }
  const attrpath = siblingOf(view, operator);
  printToken(ctx, operator);
  builder.space(Tag.Hardspace);
  printAttrpath(ctx, attrpath);
  builder.space(Tag.Softspace);
  printBehindMark(ctx, siblingOf(view, attrpath));
}

/** Prints `: default` or `?: default`. */
function printBehindMark(ctx: PrintContext, mark: number): void {
  const { builder, view } = ctx;
  builder.nest++;
  printToken(ctx, mark);
  printRightHand(ctx, siblingOf(view, mark));
  builder.nest--;
}

/** Prints `inherit a.b;` or `inherit { a.b, c.{d} };`. */
export function printInheritPaths(ctx: PrintContext, node: number): void {
  const { builder, view } = ctx;
  const first = siblingOf(view, node + 1);
  printToken(ctx, node + 1);
  builder.space(Tag.Hardspace);
  if (kindAt(view, first) === Kind.LeftBrace) {
    const list = commaListOf(view, node, Kind.LeftBrace);
    const separator = list.entries.length > 1 ? Tag.Hardline : Tag.Space;
    printCommaList(ctx, list, { separator, padding: separator, printEntry: printInheritPath });
  } else printInheritPath(ctx, first);
  printToken(ctx, lastChildAt(view, node));
}

function printInheritPath(ctx: PrintContext, node: number): void {
  const { view } = ctx;
  const [name = node, dot = node, attrpath] = childrenAt(view, node);
  printToken(ctx, name);
  if (kindAt(view, dot) === Kind.Dot && attrpath !== undefined) {
    printToken(ctx, dot);
    printAttrpath(ctx, attrpath);
  }
  const hasKeys = childrenAt(view, node).some((child) => fieldAt(view, child) === Field.Key);
  const hasBrace = childrenAt(view, node).some((child) => kindAt(view, child) === Kind.DotBrace);
  if (hasKeys || hasBrace) printSlice(ctx, node);
}

/** Prints `inherit a.b; body`. */
export function printInheritExpression(ctx: PrintContext, node: number): void {
  const { builder, view } = ctx;
  builder.open(Tag.Open);
  printInheritPaths(ctx, node + 1);
  builder.close();
  builder.space(Tag.Hardline);
  printExpression(ctx, lastChildAt(view, node));
}

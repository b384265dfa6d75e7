/**
 * `if`, `with`, `assert` and `let`.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { childrenAt, kindAt, lastChildAt, siblingOf } from "../view/view.ts";
import { printCall, plainSite } from "./application.ts";
import { grouped, nested, type PrintContext, prioritized } from "./context.ts";
import { printExpression } from "./expression.ts";
import { callOf, elementsOf } from "../view/shape.ts";
import { printItems, printTermWide } from "./term.ts";
import { moveTrailingUp, prependTrivia, printToken, printTokenText, takeTrailing, takeTrivia } from "./token.ts";

/** Prints `with`. Mirrors `prettyWith` in nixfmt Pretty.hs. */
export function printWith(ctx: PrintContext, node: number): void {
  const { builder } = ctx;
  grouped(ctx, () => printWithHead(ctx, node));
  builder.space(Tag.Space);
  printExpression(ctx, lastChildAt(ctx.view, node));
}

/** Prints a `with` whose body breaks inside, behind something on the same line. */
export function printAbsorbedWith(ctx: PrintContext, node: number): void {
  const { builder } = ctx;
  grouped(ctx, () => {
    builder.space(Tag.Break);
    printWithHead(ctx, node);
    builder.space(Tag.Hardspace);
    prioritized(ctx, () => printTermWide(ctx, lastChildAt(ctx.view, node)));
  });
}

function printWithHead(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const environment = siblingOf(view, node + 1);
  printToken(ctx, node + 1);
  builder.space(Tag.Hardspace);
  builder.nest++;
  builder.open(Tag.Open);
  printExpression(ctx, environment);
  builder.close();
  builder.nest--;
  printToken(ctx, siblingOf(view, environment));
}

/** Prints `assert` as a call of the keyword. */
export function printAssert(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const [keyword = node, condition = node, semicolon = node, body = node] = childrenAt(view, node);
  const isCall = kindAt(view, condition) === Kind.ApplyExpression;
  const { head, args } = isCall ? callOf(view, condition) : { head: condition, args: [] };
  grouped(ctx, () => {
    const size = view.lineCalls.has(condition) ? "line" : "any";
    printCall(ctx, { head: keyword, args: [head, ...args] }, plainSite, size);
    printToken(ctx, semicolon);
    builder.space(Tag.Hardline);
    printExpression(ctx, body);
  });
}

/** Prints `if`. */
export function printIf(ctx: PrintContext, node: number): void {
  moveTrailingUp(ctx.view, node + 1);
  grouped(ctx, () => printBranches(ctx, node));
}

/** Prints a chain of `if … else if …`, whose later branches are always broken. */
function printBranches(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  let at = node;
  for (let separator: number = Tag.Space; kindAt(view, at) === Kind.IfExpression; separator = Tag.Hardline) {
    const condition = siblingOf(view, at + 1);
    const then = siblingOf(view, condition);
    const consequence = siblingOf(view, then);
    const otherwise = siblingOf(view, consequence);
    builder.open(Tag.Open);
    printToken(ctx, at + 1);
    builder.space(Tag.Space);
    builder.nest++;
    printExpression(ctx, condition);
    builder.nest--;
    builder.space(Tag.Space);
    printToken(ctx, then);
    builder.close();
    builder.space(separator);
    printBranch(ctx, consequence);
    builder.space(separator);
    moveTrailingUp(view, otherwise);
    printToken(ctx, otherwise);
    builder.space(Tag.Hardspace);
    at = siblingOf(view, otherwise);
  }
  builder.space(Tag.Space);
  printBranch(ctx, at);
}

function printBranch(ctx: PrintContext, node: number): void {
  const { builder } = ctx;
  builder.nest++;
  builder.open(Tag.Open);
  printExpression(ctx, node);
  builder.close();
  builder.nest--;
}

/** Prints `let`; comments around the `in` move to the body. */
export function printLet(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const body = lastChildAt(view, node);
  const inKeyword = childrenAt(view, node).at(-2) ?? node;
  const comments = [...takeTrivia(view, inKeyword), ...takeTrailing(view, inKeyword)];
  grouped(ctx, () => {
    printToken(ctx, node + 1);
    builder.space(Tag.Hardline);
    nested(ctx, () => printItems(ctx, elementsOf(view, node), inKeyword, Tag.Hardline));
  });
  builder.space(Tag.Hardline);
  grouped(ctx, () => {
    printTokenText(ctx, inKeyword);
    builder.space(Tag.Hardline);
    prependTrivia(view, body, comments);
    printExpression(ctx, body);
  });
}

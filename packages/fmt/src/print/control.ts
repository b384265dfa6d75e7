/**
 * `if`, `with`, `assert` and `let`.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { childrenAt, kindAt, lastChildAt } from "../view/view.ts";
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
  const [keyword = node, environment = node, semicolon = node] = childrenAt(ctx.view, node);
  printToken(ctx, keyword);
  ctx.builder.space(Tag.Hardspace);
  nested(ctx, () => grouped(ctx, () => printExpression(ctx, environment)));
  printToken(ctx, semicolon);
}

/** Prints `assert` as a call of the keyword. */
export function printAssert(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const [keyword = node, condition = node, semicolon = node, body = node] = childrenAt(view, node);
  const isCall = kindAt(view, condition) === Kind.ApplyExpression;
  const { head, args } = isCall ? callOf(view, condition) : { head: condition, args: [] };
  grouped(ctx, () => {
    printCall(ctx, { head: keyword, args: [head, ...args] }, { ...plainSite, isSmall: false });
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
    const [keyword = at, condition = at, then = at, consequence = at, or = at, alternative = at] = childrenAt(view, at);
    grouped(ctx, () => {
      printToken(ctx, keyword);
      builder.space(Tag.Space);
      nested(ctx, () => printExpression(ctx, condition));
      builder.space(Tag.Space);
      printToken(ctx, then);
    });
    builder.space(separator);
    nested(ctx, () => grouped(ctx, () => printExpression(ctx, consequence)));
    builder.space(separator);
    moveTrailingUp(view, or);
    printToken(ctx, or);
    builder.space(Tag.Hardspace);
    at = alternative;
  }
  builder.space(Tag.Space);
  nested(ctx, () => grouped(ctx, () => printExpression(ctx, at)));
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

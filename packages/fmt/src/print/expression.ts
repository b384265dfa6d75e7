/**
 * The dispatch over kinds of expression.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { kindAt } from "../view/view.ts";
import { isAbsorbable, isAbsorbableExpression, isSelection } from "./absorb.ts";
import { bracketSite, plainSite, printApplication } from "./application.ts";
import { type PrintContext } from "./context.ts";
import { printAbsorbedWith, printAssert, printIf, printLet, printWith } from "./control.ts";
import { printLambda } from "./lambda.ts";
import { printBinary, printHasAttr, printUnary } from "./operator.ts";
import { printDefaultSelection, printInheritExpression, printUnpack } from "./nix2.ts";
import { selectedFrom } from "./selection.ts";
import { printTerm, printTermBare, printTermWide } from "./term.ts";

/**
 * How deep expressions may nest. The parser bounds brackets; `with`, `let`, lambdas and operators have no other bound.
 * Real code stays below 1,000; a level takes some 400 bytes of a stack of 1 MB.
 */
export const maxExpressionDepth = 1500;

/** An expression nests too deep to be printed. */
export class NestingError extends Error {
  override readonly name = "NestingError";
}

/** Prints an expression. Throws a `NestingError` where it is in too many others. */
export function printExpression(ctx: PrintContext, node: number): void {
  const { builder } = ctx;
  if (++builder.depth > maxExpressionDepth) throw new NestingError();
  printExpressionHere(ctx, node);
  builder.depth--;
}

/** Mirrors `Pretty Expression` in nixfmt Pretty.hs. */
function printExpressionHere(ctx: PrintContext, node: number): void {
  switch (kindAt(ctx.view, node)) {
    case Kind.ApplyExpression:
      return printApplication(ctx, node, plainSite);
    case Kind.BinaryExpression:
      return printBinary(ctx, node);
    case Kind.UnaryExpression:
      return printUnary(ctx, node);
    case Kind.HasAttrExpression:
      return printHasAttr(ctx, node);
    case Kind.FunctionExpression:
      return printLambda(ctx, node);
    case Kind.IfExpression:
      return printIf(ctx, node);
    case Kind.WithExpression:
      return printWith(ctx, node);
    case Kind.AssertExpression:
      return printAssert(ctx, node);
    case Kind.LetExpression:
      return printLet(ctx, node);
    case Kind.SelectDefaultExpression:
    case Kind.NullCoalesceExpression:
      return printDefaultSelection(ctx, node);
    case Kind.InheritExpression:
      return printInheritExpression(ctx, node);
    case Kind.ListUnpack:
      return printUnpack(ctx, node);
    default:
      return printTerm(ctx, node);
  }
}

/** Prints an expression that starts on its line's end. Mirrors `absorbExpr` in nixfmt Pretty.hs. */
export function printAbsorbed(ctx: PrintContext, node: number, breaking: "wide" | "narrow"): void {
  const { view } = ctx;
  if (isAbsorbable(view, node)) {
    if (breaking === "wide") printTermWide(ctx, node);
    else printTermBare(ctx, node);
  } else if (kindAt(view, node) === Kind.WithExpression && isAbsorbableExpression(view, node, ctx.style)) {
    printAbsorbedWith(ctx, node);
  } else printExpression(ctx, node);
}

/** Prints what is in a parenthesis or alone in `${…}`, with the breaks inside the brackets. */
export function printInside(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const kind = kindAt(view, node);
  if (isAbsorbableExpression(view, node, ctx.style)) {
    builder.open(Tag.Open);
    printAbsorbed(ctx, node, "narrow");
    builder.close();
  } else if (kind === Kind.ApplyExpression) printApplication(ctx, node, bracketSite);
  else {
    if (!isSelection(kind) || isAbsorbable(view, selectedFrom(view, node))) builder.space(Tag.Break);
    builder.open(Tag.Open);
    printExpression(ctx, node);
    builder.close();
    builder.space(Tag.Break);
  }
}

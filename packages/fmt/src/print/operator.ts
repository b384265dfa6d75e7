/**
 * Operators. A chain of one operator is laid out as one list of operands; comparisons have two sides.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { kindAt, siblingOf, type View } from "../view/view.ts";
import { isAbsorbable } from "./absorb.ts";
import { printApplication, rightHandSite } from "./application.ts";
import { grouped, type PrintContext } from "./context.ts";
import { printExpression } from "./expression.ts";
import { type Operand, operandsOf, operationOf } from "../view/shape.ts";
import { printTermWide } from "./term.ts";
import { printAttrpath } from "./selection.ts";
import { moveTrailingUp, printToken } from "./token.ts";

/** Tells whether the token is an operator whose operands do not chain. */
function isComparison(kind: Kind): boolean {
  switch (kind) {
    case Kind.Less:
    case Kind.LessEqual:
    case Kind.Greater:
    case Kind.GreaterEqual:
    case Kind.EqualEqual:
    case Kind.BangEqual:
      return true;
    default:
      return false;
  }
}

/** Tells whether the operator joins like to like, so that its operands may be sets or lists at the end of a line. */
export function isJoining(kind: Kind): boolean {
  return kind === Kind.SlashSlash || kind === Kind.PlusPlus || kind === Kind.Plus;
}

/** Prints an operation. */
export function printBinary(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const { left, operator, right } = operationOf(view, node);
  if (!isComparison(kindAt(view, operator))) {
    printChain(ctx, node, "narrow");
    return;
  }
  printExpression(ctx, left);
  builder.space(Tag.Softspace);
  printToken(ctx, operator);
  builder.space(Tag.Hardspace);
  printExpression(ctx, right);
}

/** Pipes with this many operands are always broken. */
const longPipe = 4;

/** Prints a chain of one operator. Mirrors `prettyOp` in nixfmt Pretty.hs. */
export function printChain(ctx: PrintContext, node: number, first: "wide" | "narrow"): void {
  const { view } = ctx;
  const operands = operandsOf(view, node);
  const isLongPipe = ctx.style !== "1.2" && operands.length >= longPipe && isPipe(view, operands);
  const separator = isLongPipe ? Tag.Hardline : Tag.Space;
  grouped(ctx, () => {
    for (const operand of operands) {
      if (operand.operator >= 0) printFurtherOperand(ctx, operand, separator);
      else if (first === "wide" && isAbsorbable(view, operand.node)) printTermWide(ctx, operand.node);
      else printExpression(ctx, operand.node);
    }
  });
}

function isPipe(view: View, operands: readonly Operand[]): boolean {
  const kind = kindAt(view, operands[1]?.operator ?? 0);
  return kind === Kind.PipeRight || kind === Kind.PipeLeft;
}

function printFurtherOperand(ctx: PrintContext, { operator, node }: Operand, separator: number): void {
  ctx.builder.space(separator);
  moveTrailingUp(ctx.view, operator);
  printToken(ctx, operator);
  ctx.builder.nest++;
  printRightHand(ctx, node);
  ctx.builder.nest--;
}

/** Prints an operand behind its operator, the space between included. Mirrors `absorbOperation` in nixfmt Pretty.hs. */
export function printRightHand(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const kind = kindAt(view, node);
  if (kind !== Kind.BinaryExpression && kind !== Kind.ApplyExpression) {
    builder.space(Tag.Hardspace);
    printExpression(ctx, node);
    return;
  }
  builder.open(Tag.Open);
  builder.space(kind === Kind.BinaryExpression ? Tag.Space : Tag.Hardspace);
  if (kind === Kind.BinaryExpression) printExpression(ctx, node);
  else printApplication(ctx, node, rightHandSite);
  builder.close();
}

/** Prints `-e` or `!e`. */
export function printUnary(ctx: PrintContext, node: number): void {
  printToken(ctx, node + 1);
  printExpression(ctx, siblingOf(ctx.view, node + 1));
}

/** Prints `e ? path`. */
export function printHasAttr(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const subject = node + 1;
  const question = siblingOf(view, subject);
  printExpression(ctx, subject);
  builder.space(Tag.Softspace);
  printToken(ctx, question);
  builder.space(Tag.Hardspace);
  printAttrpath(ctx, siblingOf(view, question));
}

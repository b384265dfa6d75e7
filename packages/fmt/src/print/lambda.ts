/**
 * Lambdas and their patterns.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import type { PoolText } from "../doc/text-pool.ts";
import { isDirective } from "../trivia/trivium.ts";
import { firstToken, isSameLine, kindAt, closingAt, lastToken, type View } from "../view/view.ts";
import { canFlattenFormals, isAbsorbable, isAbsorbableExpression } from "./absorb.ts";
import { printRightHandSide } from "./binding.ts";
import { grouped, nested, type PrintContext, prioritized } from "./context.ts";
import { printAbsorbed, printExpression } from "./expression.ts";
import {
  entriesOf,
  hasPlainParameter,
  hasSetParameter,
  type Lambda,
  lambdaOf,
  type PatternEntry,
} from "../view/shape.ts";
import { printTermWide } from "./term.ts";
import { moveTrailingUp, printToken, printTokenBare, printTrailingText, printTrivia, takeTrivia } from "./token.ts";

/** Prints a lambda. */
export function printLambda(ctx: PrintContext, node: number): void {
  const lambda = lambdaOf(ctx.view, node);
  if (hasPlainParameter(ctx.view, lambda)) printPlainLambda(ctx, lambda);
  else printPatternLambda(ctx, lambda);
}

/** Chains of more parameters than this always have their body on a line of its own. */
const shortChainLength = 2;

function printPlainLambda(ctx: PrintContext, lambda: Lambda): void {
  const { view, builder } = ctx;
  builder.open(Tag.Open);
  builder.space(Tag.Break);
  printToken(ctx, lambda.parameter);
  printToken(ctx, lambda.colon);
  let depth = 1;
  let body = lambda.body;
  for (;;) {
    const inner = kindAt(view, body) === Kind.FunctionExpression ? lambdaOf(view, body) : null;
    if (inner === null || !hasPlainParameter(view, inner)) break;
    builder.space(Tag.Hardspace);
    printToken(ctx, inner.parameter);
    printToken(ctx, inner.colon);
    depth++;
    body = inner.body;
  }
  if (isAbsorbableExpression(view, body, ctx.style)) {
    builder.space(Tag.Hardspace);
    builder.open(Tag.OpenPriority);
    printAbsorbed(ctx, body, "narrow");
    builder.close();
  } else {
    builder.space(depth <= shortChainLength ? Tag.Space : Tag.Hardline);
    printExpression(ctx, body);
  }
  builder.close();
}

function printPatternLambda(ctx: PrintContext, lambda: Lambda): void {
  const { view, builder } = ctx;
  const { parameter, colon, body } = lambda;
  const isSetPattern = hasSetParameter(view, lambda);
  const bodyIsOnLine = isSameLine(view, colon, firstToken(view, body));
  const hugsBody =
    isSetPattern &&
    ctx.style !== "1.2" &&
    bodyIsOnLine &&
    canFlattenFormals(view, parameter) &&
    isAbsorbableExpression(view, body, ctx.style);
  printParameters(ctx, lambda);
  printToken(ctx, colon);
  if (hugsBody) {
    builder.space(Tag.Hardspace);
    prioritized(ctx, () => printExpression(ctx, body));
  } else if (isSetPattern && !bodyIsOnLine && ctx.style !== "1.2") {
    builder.space(Tag.Hardline);
    printExpression(ctx, body);
  } else if (isAbsorbable(view, body)) {
    builder.space(Tag.Space);
    grouped(ctx, () => printTermWide(ctx, body));
  } else {
    builder.space(Tag.Space);
    printExpression(ctx, body);
  }
}

function printParameters(ctx: PrintContext, { parameter, at, second }: Lambda): void {
  printParameter(ctx, parameter);
  if (at < 0) return;
  printToken(ctx, at);
  printParameter(ctx, second);
}

/** Prints one parameter. Mirrors `Pretty Parameter` in nixfmt Pretty.hs. */
function printParameter(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  if (kindAt(view, node) === Kind.Identifier) {
    printToken(ctx, node);
    return;
  }
  const open = node + 1;
  const close = closingAt(view, node);
  const entries = entriesOf(view, node);
  const isFlat = canFlattenFormals(view, node);
  moveTrailingUp(view, open);
  grouped(ctx, () => {
    printToken(ctx, open);
    if (entries.length === 0) {
      builder.space(isSameLine(view, open, close) ? Tag.Hardspace : Tag.Hardline);
      printToken(ctx, close);
      return;
    }
    const separator = isFlat ? Tag.Space : Tag.Hardline;
    builder.space(separator);
    nested(ctx, () => printEntries(ctx, entries, separator));
    builder.space(separator);
    nested(ctx, () => printTrivia(ctx, view.triviaOf(close)));
    printTokenBare(ctx, close);
  });
}

function printEntries(ctx: PrintContext, entries: readonly PatternEntry[], separator: number): void {
  moveCommaTrivia(ctx.view, entries);
  const last = entries.at(-1);
  let isFirst = true;
  for (const entry of entries) {
    if (!isFirst) ctx.builder.space(separator);
    isFirst = false;
    if (kindAt(ctx.view, entry.node) === Kind.Ellipses) printToken(ctx, entry.node);
    else printEntry(ctx, entry, entry === last ? "last" : "inner");
  }
}

/**
 * Moves what stands in front of a comma to the next entry, where it belongs once the comma ends a line. Mirrors
 * `moveParamsComments` in nixfmt Pretty.hs.
 */
function moveCommaTrivia(view: View, entries: readonly PatternEntry[]): void {
  for (let index = 0; index + 1 < entries.length; index++) {
    const entry = entries[index];
    const next = entries[index + 1];
    if (entry === undefined || next === undefined) return;
    const { node, comma } = entry;
    if (comma < 0 || kindAt(view, node) === Kind.Ellipses) continue;
    if (view.hasTrailing(comma) || view.triviaOf(comma).some(isDirective)) continue;
    const trivia = takeTrivia(view, comma);
    if (trivia.length > 0) view.setTrivia(next.name, [...trivia, ...view.triviaOf(next.name)]);
  }
}

/** Prints a formal and its comma, the last one's only where the pattern is broken. */
function printEntry(ctx: PrintContext, entry: PatternEntry, position: "inner" | "last"): void {
  const { view, builder } = ctx;
  const { name, question, defaultValue, comma } = entry;
  const comment = takeEntryComment(view, entry);
  const isPlainComma = comma < 0 || view.isLone(comma);
  const commaIsTrailing = position === "last" && isPlainComma && comment === null;
  const printComma = (): void => {
    if (commaIsTrailing) return;
    if (comma >= 0) printToken(ctx, comma);
    else builder.added(Tag.Text, ",");
    if (comment !== null) printTrailingText(ctx, comment);
  };
  if (question < 0) {
    printToken(ctx, name);
    printComma();
  } else {
    grouped(ctx, () => {
      printToken(ctx, name);
      builder.space(Tag.Hardspace);
      nested(ctx, () => {
        printToken(ctx, question);
        printRightHandSide(ctx, defaultValue);
      });
      printComma();
    });
  }
  if (commaIsTrailing) builder.added(Tag.Trailing, ",");
}

/**
 * Takes away the comment at the end of a formal's line so that it can be printed behind the comma. Mirrors
 * `moveParamAttrComment` in nixfmt Pretty.hs.
 */
function takeEntryComment(view: View, { name, defaultValue, comma }: PatternEntry): PoolText | null {
  if (comma >= 0 && !view.isLone(comma)) return null;
  const token = defaultValue < 0 ? name : lastToken(view, defaultValue);
  const comment = view.trailingOf(token);
  view.setTrailing(token, null);
  return comment;
}

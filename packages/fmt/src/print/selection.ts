/**
 * Selections: `a.b`, and of Nix 2 `a.0`, `a.[b, c]`, `a.{b, c}`, `a.?b`. Selectors follow each other without blanks.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { callOf, isOrCall } from "../view/shape.ts";
import { isTokenKind, kindAt, nextOf, siblingOf, type View } from "../view/view.ts";
import { isSelection } from "./absorb.ts";
import { commaListOf, printCommaList, tightSpacing } from "./comma-list.ts";
import type { PrintContext } from "./context.ts";
import { printTerm } from "./term.ts";
import { printToken } from "./token.ts";

/** Returns what a chain of selections selects from. */
export function selectedFrom(view: View, node: number): number {
  let at = node;
  while (isSelection(kindAt(view, at))) at++;
  return at;
}

/** Prints a selection. Mirrors the `Selection` case of `prettyTerm` in nixfmt Pretty.hs. */
export function printSelection(ctx: PrintContext, node: number): void {
  const { view } = ctx;
  const chain: number[] = [];
  for (let at = node; isSelection(kindAt(view, at)); at++) chain.push(at);
  const innermost = chain.at(-1) ?? node;
  const subject = innermost + 1;
  printTerm(ctx, subject);
  if (isPath(kindAt(view, subject))) ctx.builder.space(Tag.Hardspace);
  else if (kindAt(view, innermost) !== Kind.IndexExpression) printSelectionGap(ctx, subject);
  for (const selection of chain.toReversed()) printSelector(ctx, selection);
}

/** Tells whether a dot behind the subject would be read as a part of it. Deviates, see DEVIATIONS.md. */
function isPath(kind: Kind): boolean {
  return kind === Kind.PathExpression || kind === Kind.HpathExpression;
}

function printSelectionGap({ view, builder }: PrintContext, subject: number): void {
  switch (kindAt(view, subject)) {
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
      return builder.space(Tag.Hardspace);
    case Kind.VariableExpression:
    case Kind.SpathExpression:
      return;
    case Kind.ParenthesizedExpression:
      return builder.space(Tag.Softbreak);
    default:
      return builder.space(Tag.Break);
  }
}

function printSelector(ctx: PrintContext, node: number): void {
  const { view } = ctx;
  const selector = siblingOf(view, node + 1);
  switch (kindAt(view, node)) {
    case Kind.IndexExpression:
      return printToken(ctx, selector);
    case Kind.ListSliceExpression:
    case Kind.SetSliceExpression:
      return printSlice(ctx, node);
    case Kind.NullSelectExpression:
      printToken(ctx, selector);
      return printToken(ctx, siblingOf(view, selector));
    default:
      printToken(ctx, selector);
      return printNameAndDefault(ctx, node, siblingOf(view, selector));
  }
}

function printNameAndDefault(ctx: PrintContext, node: number, attrpath: number): void {
  const { view, builder } = ctx;
  printAttrpath(ctx, attrpath);
  if (nextOf(view, attrpath) === nextOf(view, node)) return;
  const or = siblingOf(view, attrpath);
  builder.space(Tag.Softspace);
  builder.nest++;
  printToken(ctx, or);
  for (const part of partsOf(ctx, siblingOf(view, or))) {
    builder.space(Tag.Hardspace);
    printTerm(ctx, part);
  }
  builder.nest--;
}

/** Returns a default, or the two halves of `x or`. */
function partsOf({ view }: PrintContext, node: number): readonly number[] {
  if (!isOrCall(view, node)) return [node];
  const { head, args } = callOf(view, node);
  return [head, ...args];
}

/** Prints the brackets of a slice and the keys in them. */
export function printSlice(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const open = kindAt(view, node) === Kind.ListSliceExpression ? Kind.DotBracket : Kind.DotBrace;
  const keys = commaListOf(view, node, open);
  builder.open(Tag.Open);
  if (keys.entries.length === 0 && !view.hasTrailing(keys.open) && !view.hasTrivia(keys.close)) {
    printToken(ctx, keys.open);
    printToken(ctx, keys.close);
  } else printCommaList(ctx, keys, tightSpacing(view, keys, printToken));
  builder.close();
}

/** Prints the names of an attribute path and the dots between them. */
export function printAttrpath(ctx: PrintContext, attrpath: number): void {
  const { view } = ctx;
  const end = nextOf(view, attrpath);
  for (let at = attrpath + 1; at < end; at = nextOf(view, at)) {
    if (isTokenKind(kindAt(view, at))) printToken(ctx, at);
  }
}

/**
 * Bindings: `a = b;`, `inherit a;`, `inherit (a) b;`, and what stands to the right of `=`.
 */
import { Field, Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import {
  childrenAt,
  fieldAt,
  firstToken,
  isSameLine,
  kindAt,
  closingAt,
  nextOf,
  siblingOf,
  type View,
} from "../view/view.ts";
import { isAbsorbable, isAbsorbableExpression, isTerm } from "./absorb.ts";
import { printApplication, rightHandSite } from "./application.ts";
import { type PrintContext } from "./context.ts";
import { printAbsorbed, printExpression } from "./expression.ts";
import { printInheritPaths } from "./nix2.ts";
import { isJoining, printChain } from "./operator.ts";
import { bracketsOf, elementsOf, firstOperand, isSet, operandsOf, operationOf } from "../view/shape.ts";
import { printAttrpath } from "./selection.ts";
import { parensOf, printAbsorbedParens, printParens, printTermWide } from "./term.ts";
import { printToken } from "./token.ts";

/** Prints a binding of any form. Mirrors `Pretty Binder` in nixfmt Pretty.hs. */
export function printBinding(ctx: PrintContext, node: number): void {
  const kind = kindAt(ctx.view, node);
  ctx.builder.open(Tag.Open);
  if (kind === Kind.Inherit) printInherit(ctx, node);
  else if (kind === Kind.InheritFrom) printInheritFrom(ctx, node);
  else if (kind === Kind.InheritPaths) printInheritPaths(ctx, node);
  else printAssignment(ctx, node);
  ctx.builder.close();
}

/** Left sides with more parts than this may be alone on their line. */
const shortPathLength = 4;

function printAssignment(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const attrpath = node + 1;
  const equals = siblingOf(view, attrpath);
  const expression = siblingOf(view, equals);
  printAttrpath(ctx, attrpath);
  builder.nest++;
  builder.space(Tag.Hardspace);
  printToken(ctx, equals);
  if (isShortPath(view, attrpath)) printRightHandSide(ctx, expression);
  else {
    builder.space(Tag.Break);
    builder.open(Tag.OpenPriority);
    printRightHandSide(ctx, expression);
    builder.close();
  }
  builder.nest--;
  printToken(ctx, siblingOf(view, expression));
}

function isShortPath(view: View, attrpath: number): boolean {
  let length = 0;
  const end = nextOf(view, attrpath);
  for (let at = attrpath + 1; at < end; at = nextOf(view, at)) {
    const kind = kindAt(view, at);
    if (kind === Kind.Identifier) length++;
    else if (kind !== Kind.Dot && kind !== Kind.Comment) return false;
  }
  return length <= shortPathLength;
}

/** Names that may share a line with their `inherit`. */
const shortInheritLength = 4;

/** Returns the names an `inherit` lists. */
function inheritedNames(view: View, node: number): number[] {
  const attrs = childrenAt(view, node).find((child) => fieldAt(view, child) === Field.Attrs);
  return attrs === undefined ? [] : childrenAt(view, attrs);
}

function isShortInherit(view: View, node: number, names: readonly number[]): boolean {
  return isSameLine(view, node + 1, closingAt(view, node)) && names.length < shortInheritLength;
}

function printInherit(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const names = inheritedNames(view, node);
  const isShort = isShortInherit(view, node, names);
  printToken(ctx, node + 1);
  builder.space(isShort ? Tag.Space : Tag.Hardline);
  builder.nest++;
  printInheritedNames(ctx, names, closingAt(view, node), isShort ? "short" : "long");
  builder.nest--;
}

function printInheritFrom(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const keyword = node + 1;
  const open = siblingOf(view, keyword);
  const inner = siblingOf(view, open);
  const close = siblingOf(view, inner);
  const names = inheritedNames(view, node);
  const isShort = isShortInherit(view, node, names);
  printToken(ctx, keyword);
  builder.nest++;
  builder.open(Tag.Open);
  builder.space(Tag.Space);
  printParens(ctx, { open, inner, close });
  builder.close();
  builder.space(isShort ? Tag.Space : Tag.Hardline);
  printInheritedNames(ctx, names, closingAt(view, node), isShort ? "short" : "long");
  builder.nest--;
}

function printInheritedNames(
  ctx: PrintContext,
  names: readonly number[],
  semicolon: number,
  length: "short" | "long",
): void {
  const { builder } = ctx;
  let isFirst = true;
  for (const name of names) {
    if (!isFirst) builder.space(length === "short" ? Tag.Space : Tag.Hardline);
    isFirst = false;
    printToken(ctx, name);
  }
  builder.space(length === "short" ? Tag.Break : Tag.Hardline);
  printToken(ctx, semicolon);
}

/** Prints the value of a binding or the default of a formal, space in front included. Mirrors `absorbRHS`. */
export function printRightHandSide(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const kind = kindAt(view, node);
  if (kind === Kind.BinaryExpression && printJoined(ctx, node)) return;
  builder.nest++;
  if (isSet(kind) && isLoneInherit(view, node)) printAbsorbedGroup(ctx, node, "narrow");
  else if (isAbsorbableExpression(view, node, ctx.style)) printAbsorbedGroup(ctx, node, "wide");
  else if (kind === Kind.ParenthesizedExpression) {
    builder.space(Tag.Hardspace);
    printAbsorbedParens(ctx, parensOf(ctx, node));
  } else if (kind === Kind.ApplyExpression) printApplication(ctx, node, rightHandSite);
  else printUnabsorbed(ctx, node, kind);
  builder.nest--;
}

function printAbsorbedGroup(ctx: PrintContext, node: number, breaking: "wide" | "narrow"): void {
  const { builder } = ctx;
  builder.space(Tag.Hardspace);
  builder.open(Tag.Open);
  printAbsorbed(ctx, node, breaking);
  builder.close();
}

/** Prints a value that is on one line, or starts on the next; strings and paths never do the latter. */
function printUnabsorbed(ctx: PrintContext, node: number, kind: Kind): void {
  const { builder } = ctx;
  const breaksInside = !isStringOrPath(kind) && (isTerm(kind) || isDefault(kind) || kind === Kind.WithExpression);
  if (!breaksInside) builder.space(isStringOrPath(kind) ? Tag.Hardspace : Tag.Space);
  builder.open(Tag.Open);
  if (breaksInside) builder.space(Tag.Space);
  printExpression(ctx, node);
  builder.close();
}

/** Tells whether all a set has is one `inherit`. */
function isLoneInherit(view: View, node: number): boolean {
  const elements = elementsOf(view, node);
  const only = elements[0];
  if (only === undefined || elements.length > 1) return false;
  const kind = kindAt(view, only);
  const isInherit = kind === Kind.Inherit || kind === Kind.InheritFrom;
  return isInherit && !view.hasItemTrivia(only) && !view.hasItemTrivia(bracketsOf(view, node).close);
}

/** Tells whether the kind is a selection with a default, laid out like a term though it is none. */
function isDefault(kind: Kind): boolean {
  return kind === Kind.SelectDefaultExpression || kind === Kind.NullCoalesceExpression;
}

function isStringOrPath(kind: Kind): boolean {
  switch (kind) {
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
    case Kind.UriExpression:
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return true;
    default:
      return false;
  }
}

/**
 * Prints `{…} // …` not indented below the name, and `… // {…}` with the set at the end of a line; tells whether the
 * operation is of either form. The reference reads chains of `+` from the right, too, which is why only two operands
 * make the second form.
 */
function printJoined(ctx: PrintContext, node: number): boolean {
  const { view, builder } = ctx;
  const { left, operator, right } = operationOf(view, node);
  const kind = kindAt(view, operator);
  if (!isJoining(kind)) return false;
  const first = kind === Kind.Plus ? firstOperand(view, node) : left;
  if (isAbsorbable(view, first) && !view.hasTrivia(firstToken(view, first))) {
    builder.space(Tag.Hardspace);
    printChain(ctx, node, "wide");
    return true;
  }
  if (!isAbsorbable(view, right) || !view.isLone(operator)) return false;
  if (kind === Kind.Plus && operandsOf(view, node).length > 2) return false;
  builder.nest++;
  builder.open(Tag.Open);
  builder.space(Tag.Space);
  printExpression(ctx, left);
  builder.space(Tag.Space);
  builder.open(Tag.OpenTransparent);
  printToken(ctx, operator);
  builder.space(Tag.Hardspace);
  builder.open(Tag.OpenPriority);
  printTermWide(ctx, right);
  builder.close();
  builder.close();
  builder.close();
  builder.nest--;
  return true;
}

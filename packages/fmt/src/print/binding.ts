/**
 * Bindings: `a = b;`, `inherit a;`, `inherit (a) b;`, and what stands to the right of `=`.
 */
import { Field, Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { childrenAt, fieldAt, firstToken, isSameLine, kindAt, lastChildAt, type View } from "../view/view.ts";
import { hasOnlyIdentifiers, isAbsorbable, isAbsorbableExpression, isTerm } from "./absorb.ts";
import { printApplication, rightHandSite } from "./application.ts";
import { grouped, nested, type PrintContext, prioritized } from "./context.ts";
import { printAbsorbed, printExpression } from "./expression.ts";
import { isJoining, printChain } from "./operator.ts";
import { bracketsOf, elementsOf, firstOperand, isSet, operandsOf, operationOf } from "../view/shape.ts";
import { parensOf, printAbsorbedParens, printAttrpath, printParens, printTermWide } from "./term.ts";
import { printToken } from "./token.ts";

/** Prints a binding of any form. Mirrors `Pretty Binder` in nixfmt Pretty.hs. */
export function printBinding(ctx: PrintContext, node: number): void {
  grouped(ctx, () => {
    switch (kindAt(ctx.view, node)) {
      case Kind.Inherit:
        return printInherit(ctx, node);
      case Kind.InheritFrom:
        return printInheritFrom(ctx, node);
      default:
        return printAssignment(ctx, node);
    }
  });
}

/** Left sides with more parts than this may be alone on their line. */
const shortPathLength = 4;

function printAssignment(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const [attrpath = node, equals = node, expression = node, semicolon = node] = childrenAt(view, node);
  const length = childrenAt(view, attrpath).filter((child) => kindAt(view, child) !== Kind.Dot).length;
  printAttrpath(ctx, attrpath);
  nested(ctx, () => {
    builder.space(Tag.Hardspace);
    printToken(ctx, equals);
    if (length <= shortPathLength && hasOnlyIdentifiers(view, attrpath)) {
      printRightHandSide(ctx, expression);
    } else {
      builder.space(Tag.Break);
      prioritized(ctx, () => printRightHandSide(ctx, expression));
    }
  });
  printToken(ctx, semicolon);
}

/** Names that may share a line with their `inherit`. */
const shortInheritLength = 4;

/** Returns the names an `inherit` lists. */
function inheritedNames(view: View, node: number): number[] {
  const attrs = childrenAt(view, node).find((child) => fieldAt(view, child) === Field.Attrs);
  return attrs === undefined ? [] : childrenAt(view, attrs);
}

function isShortInherit(view: View, node: number, names: readonly number[]): boolean {
  return isSameLine(view, node + 1, lastChildAt(view, node)) && names.length < shortInheritLength;
}

function printInherit(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const names = inheritedNames(view, node);
  const isShort = isShortInherit(view, node, names);
  printToken(ctx, node + 1);
  builder.space(isShort ? Tag.Space : Tag.Hardline);
  nested(ctx, () => printInheritedNames(ctx, names, lastChildAt(view, node), isShort ? "short" : "long"));
}

function printInheritFrom(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const [keyword = node, open = node, inner = node, close = node] = childrenAt(view, node);
  const names = inheritedNames(view, node);
  const isShort = isShortInherit(view, node, names);
  printToken(ctx, keyword);
  nested(ctx, () => {
    grouped(ctx, () => {
      builder.space(Tag.Space);
      printParens(ctx, { open, inner, close });
    });
    builder.space(isShort ? Tag.Space : Tag.Hardline);
    printInheritedNames(ctx, names, lastChildAt(view, node), isShort ? "short" : "long");
  });
}

function printInheritedNames(
  ctx: PrintContext,
  names: readonly number[],
  semicolon: number,
  length: "short" | "long",
): void {
  const { builder } = ctx;
  for (const [index, name] of names.entries()) {
    if (index > 0) builder.space(length === "short" ? Tag.Space : Tag.Hardline);
    printToken(ctx, name);
  }
  builder.space(length === "short" ? Tag.Break : Tag.Hardline);
  printToken(ctx, semicolon);
}

/** Prints the value of a binding or the default of a formal, space in front included. Mirrors `absorbRHS`. */
export function printRightHandSide(ctx: PrintContext, node: number): void {
  const { view, builder } = ctx;
  const kind = kindAt(view, node);
  if (isSet(kind) && isLoneInherit(view, node)) printBehindSpace(ctx, () => printAbsorbedGroup(ctx, node, "narrow"));
  else if (isAbsorbableExpression(view, node, ctx.style)) {
    printBehindSpace(ctx, () => printAbsorbedGroup(ctx, node, "wide"));
  } else if (kind === Kind.ParenthesizedExpression) {
    printBehindSpace(ctx, () => printAbsorbedParens(ctx, parensOf(ctx, node)));
  } else if (isStringOrPath(kind)) printBehindSpace(ctx, () => grouped(ctx, () => printExpression(ctx, node)));
  else if (isTerm(kind) || kind === Kind.WithExpression) {
    nested(ctx, () =>
      grouped(ctx, () => {
        builder.space(Tag.Space);
        printExpression(ctx, node);
      }),
    );
  } else if (kind === Kind.ApplyExpression) nested(ctx, () => printApplication(ctx, node, rightHandSite));
  else if (kind === Kind.BinaryExpression && printJoined(ctx, node)) return;
  else {
    nested(ctx, () => {
      builder.space(Tag.Space);
      grouped(ctx, () => printExpression(ctx, node));
    });
  }
}

function printBehindSpace(ctx: PrintContext, body: () => void): void {
  nested(ctx, () => {
    ctx.builder.space(Tag.Hardspace);
    body();
  });
}

function printAbsorbedGroup(ctx: PrintContext, node: number, breaking: "wide" | "narrow"): void {
  grouped(ctx, () => printAbsorbed(ctx, node, breaking));
}

/** Tells whether all a set has is one `inherit`. */
function isLoneInherit(view: View, node: number): boolean {
  const [only, second] = elementsOf(view, node);
  if (only === undefined || second !== undefined) return false;
  const kind = kindAt(view, only);
  const isInherit = kind === Kind.Inherit || kind === Kind.InheritFrom;
  return isInherit && !view.hasItemTrivia(only) && !view.hasItemTrivia(bracketsOf(view, node).close);
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
  nested(ctx, () => {
    grouped(ctx, () => {
      builder.space(Tag.Space);
      printExpression(ctx, left);
      builder.space(Tag.Space);
      builder.open(Tag.OpenTransparent);
      printToken(ctx, operator);
      builder.space(Tag.Hardspace);
      prioritized(ctx, () => printTermWide(ctx, right));
      builder.close();
    });
  });
  return true;
}

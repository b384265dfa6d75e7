/**
 * Function calls. Mirrors `prettyApp` in nixfmt Pretty.hs, where examples are drawn: `f a b` becomes
 * `[pre [f line a] line b post]`, so that as many arguments as fit stay with the function, every argument may break
 * alone, and the last is the first to do so.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import { isAnnotation, noTrivia, type Trivia } from "../trivia/trivium.ts";
import { childAt, firstToken, kindAt, lastChildAt, type View } from "../view/view.ts";
import { isAbsorbable, isSelection, isSimple } from "./absorb.ts";
import { grouped, nested, type PrintContext } from "./context.ts";
import { printExpression } from "./expression.ts";
import { bracketsOf, type Call, callOf, elementsOf, hasPlainParameter, lambdaOf } from "../view/shape.ts";
import { parensOf, printAbsorbedParens, printList, printTermBare, printTermWide } from "./term.ts";
import { moveTrailingUp, printToken, printTokenText, printTrivia } from "./token.ts";

/** What the place of a call adds to it. */
export interface CallSite {
  /** `line`: the whole call may go to the next line. */
  readonly before: "nothing" | "line";
  /** `bracket`: the call is inside brackets that may be on lines of their own. */
  readonly around: "nothing" | "bracket";
}

/** A call in the middle of nowhere. */
export const plainSite: CallSite = { before: "nothing", around: "nothing" };

/** A call behind `=` or an operator. */
export const rightHandSite: CallSite = { before: "line", around: "nothing" };

/** A call in parentheses or in `${…}`. */
export const bracketSite: CallSite = { before: "nothing", around: "bracket" };

/** Prints an `apply_expression`. */
export function printApplication(ctx: PrintContext, node: number, site: CallSite): void {
  const isSmall = isSimple(ctx.view, node);
  printCall(ctx, callOf(ctx.view, node), { ...site, isSmall });
}

interface CallOptions extends CallSite {
  /** Simple enough to be kept on one line up to its last argument. */
  readonly isSmall: boolean;
}

/** Prints a call; its head may also be a bare token. */
export function printCall(ctx: PrintContext, { head, args }: Call, options: CallOptions): void {
  const { view, builder } = ctx;
  const hoisted = hoistTrivia(view, firstToken(view, head));
  printTrivia(ctx, hoisted);
  const indentsHead = options.around === "bracket" && hoisted.length === 0;
  const last = args.at(-1) ?? head;
  const beforeLast = args.at(-2);
  if (beforeLast !== undefined && isList(view, beforeLast) && isList(view, last)) {
    printWithTwoLists(ctx, { head, args: args.slice(0, -2), indentsHead, options, lists: [beforeLast, last] });
  } else {
    printWithLast(ctx, { head, args: args.slice(0, -1), indentsHead, options, last });
  }
  if (options.around === "bracket" && hoisted.length > 0) builder.space(Tag.Hardline);
}

/** Takes all comments of the first token away but those that must stay in front of it, and returns them. */
function hoistTrivia(view: View, token: number): Trivia {
  if (view.isLone(token)) return noTrivia;
  moveTrailingUp(view, token);
  const trivia = view.triviaOf(token);
  view.setTrivia(token, trivia.filter(isAnnotation));
  return trivia.filter((trivium) => !isAnnotation(trivium));
}

interface CallParts extends Call {
  readonly indentsHead: boolean;
  readonly options: CallOptions;
}

function printWithTwoLists(ctx: PrintContext, parts: CallParts & { readonly lists: readonly number[] }): void {
  const { builder } = ctx;
  const { options, lists } = parts;
  grouped(ctx, () => {
    if (options.before === "line") builder.space(Tag.Space);
    builder.open(Tag.OpenTransparent);
    printFirstArguments(ctx, parts);
    builder.close();
    for (const list of lists) {
      builder.space(Tag.Space);
      nested(ctx, () => grouped(ctx, () => printInner(ctx, list)));
    }
    if (options.around === "bracket") builder.space(Tag.Break);
  });
}

function printWithLast(ctx: PrintContext, parts: CallParts & { readonly last: number }): void {
  const { builder } = ctx;
  const { options, last } = parts;
  builder.open(Tag.Open);
  const mark = builder.mark();
  if (options.before === "line") builder.space(Tag.Space);
  builder.open(Tag.OpenTransparent);
  printFirstArguments(ctx, parts);
  builder.close();
  if (options.isSmall && builder.flatWidthSince(mark) < Infinity) {
    builder.flatten(mark.row, builder.doc.count, 0);
    builder.space(Tag.Hardspace);
    printLast(ctx, last);
  } else {
    builder.space(Tag.Space);
    printLast(ctx, last);
    if (options.around === "bracket") builder.space(Tag.Break);
  }
  builder.close();
}

/**
 * Prints the head and all arguments but the last ones. Mirrors `absorbApp` in nixfmt Pretty.hs, with the nesting of its
 * groups worked out from the last argument to the first beforehand.
 */
function printFirstArguments(ctx: PrintContext, { head, args, indentsHead }: CallParts): void {
  const { view, builder } = ctx;
  const steps: number[][] = [];
  for (let index = args.length - 1; index >= 0; index--) {
    const argument = args[index] ?? head;
    const previous = args[index - 1];
    const makesPair = previous !== undefined && isList(view, argument) && isList(view, previous);
    steps.push(makesPair ? [previous, argument] : [argument]);
    for (let opened = makesPair ? 2 : 1; opened > 0; opened--) builder.open(Tag.OpenTransparent);
    if (makesPair) index--;
  }
  printHead(ctx, head, indentsHead);
  for (const [argument = head, second] of steps.toReversed()) {
    builder.close();
    if (second === undefined) printMiddle(ctx, argument);
    else {
      printPair(ctx, argument, second);
      builder.close();
    }
  }
}

function printHead(ctx: PrintContext, head: number, indentsHead: boolean): void {
  const { builder } = ctx;
  if (!indentsHead) {
    printHeadBare(ctx, head);
    return;
  }
  builder.nest++;
  builder.open(Tag.Open);
  builder.space(Tag.Break);
  printHeadBare(ctx, head);
  builder.close();
  builder.nest--;
}

function printHeadBare(ctx: PrintContext, head: number): void {
  if (kindAt(ctx.view, head) === Kind.AssertKeyword) printToken(ctx, head);
  else printExpression(ctx, head);
}

function printMiddle(ctx: PrintContext, argument: number): void {
  const { builder } = ctx;
  builder.space(Tag.Space);
  builder.nest++;
  builder.open(isSelection(kindAt(ctx.view, argument)) ? Tag.Open : Tag.OpenPriority);
  printInner(ctx, argument);
  builder.close();
  builder.nest--;
}

/** Prints two lists that break together. */
function printPair(ctx: PrintContext, first: number, second: number): void {
  nested(ctx, () => {
    grouped(ctx, () => {
      for (const list of [first, second]) {
        ctx.builder.space(Tag.Space);
        grouped(ctx, () => printInner(ctx, list));
      }
    });
  });
}

/** Lists of simple things up to this length may be on one line as arguments. */
const shortListLength = 6;

/** Mirrors `absorbInner` in nixfmt Pretty.hs. */
function printInner(ctx: PrintContext, argument: number): void {
  if (isList(ctx.view, argument) && isShortList(ctx.view, argument)) printList(ctx, argument, Tag.Space);
  else printExpression(ctx, argument);
}

function isShortList(view: View, node: number): boolean {
  const elements = elementsOf(view, node);
  if (elements.length > shortListLength) return false;
  const withTrivia = [...elements, bracketsOf(view, node).close].filter((element) => view.hasItemTrivia(element));
  return elements.length + withTrivia.length <= shortListLength && elements.every((element) => isSimple(view, element));
}

function isList(view: View, node: number): boolean {
  return kindAt(view, node) === Kind.ListExpression;
}

/** Mirrors `absorbLast` in nixfmt Pretty.hs. */
function printLast(ctx: PrintContext, argument: number): void {
  const { view, builder } = ctx;
  const absorbs = isAbsorbable(view, argument);
  if (!absorbs && kindAt(view, argument) === Kind.ParenthesizedExpression) {
    if (!printHugged(ctx, argument)) printAbsorbedParens(ctx, parensOf(ctx, argument));
    return;
  }
  builder.open(absorbs ? Tag.OpenPriority : Tag.Open);
  builder.nest++;
  if (absorbs) printTermBare(ctx, argument);
  else printExpression(ctx, argument);
  builder.nest--;
  builder.close();
}

/** Prints `(x: {…})` and `(f {…})` in one piece with their bracket; tells whether the argument is such a thing. */
function printHugged(ctx: PrintContext, argument: number): boolean {
  const { view, builder } = ctx;
  const { open, inner, close } = parensOf(ctx, argument);
  const parts = huggedParts(view, inner);
  if (parts === null || !view.isLone(open) || !parts.tokens.every((token) => view.isLone(token))) return false;
  if (parts.needsLoneClose && !view.isLone(close)) return false;
  builder.open(Tag.OpenPriority);
  builder.nest++;
  printToken(ctx, open);
  for (const token of parts.tokens) printTokenText(ctx, token);
  builder.space(Tag.Hardspace);
  printTermWide(ctx, parts.body);
  printToken(ctx, close);
  builder.nest--;
  builder.close();
  return true;
}

interface HuggedParts {
  readonly tokens: readonly number[];
  readonly body: number;
  readonly needsLoneClose: boolean;
}

function huggedParts(view: View, inner: number): HuggedParts | null {
  const kind = kindAt(view, inner);
  if (kind === Kind.FunctionExpression) {
    const lambda = lambdaOf(view, inner);
    const { parameter, colon, body } = lambda;
    if (!hasPlainParameter(view, lambda) || !isAbsorbable(view, body)) return null;
    return { tokens: [parameter, colon], body, needsLoneClose: false };
  }
  if (kind !== Kind.ApplyExpression) return null;
  const head = childAt(view, inner, 0);
  const body = lastChildAt(view, inner);
  if (kindAt(view, head) !== Kind.VariableExpression || !isAbsorbable(view, body)) return null;
  return { tokens: [head + 1], body, needsLoneClose: true };
}

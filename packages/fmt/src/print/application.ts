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
  printCall(ctx, callOf(ctx.view, node), site, sizeOfCall(ctx.view, node));
}

/**
 * How a call breaks: a small one is so simple that it is kept on one line up to its last argument, one on a line breaks
 * inside its arguments only.
 */
export type CallSize = "small" | "line" | "any";

function sizeOfCall(view: View, node: number): CallSize {
  if (view.lineCalls.has(node)) return "line";
  return isSimple(view, node) ? "small" : "any";
}

/** Prints a call; its head may also be a bare token. */
export function printCall(ctx: PrintContext, call: Call, site: CallSite, size: CallSize): void {
  const { view, builder } = ctx;
  const { head, args } = call;
  const token = firstToken(view, head);
  const hoisted = view.isLone(token) ? noTrivia : hoistTrivia(view, token);
  printTrivia(ctx, hoisted);
  const separator = size === "line" ? Tag.Hardspace : Tag.Space;
  const isBracketed = site.around === "bracket";
  const headSite = isBracketed && hoisted.length === 0 ? "bracket" : "nothing";
  const count = args.length;
  const last = args[count - 1] ?? head;
  const endsInLists = count > 1 && isList(view, last) && isList(view, args[count - 2] ?? head);
  builder.open(Tag.Open);
  const mark = builder.mark();
  if (site.before === "line") builder.space(Tag.Space);
  builder.open(Tag.OpenTransparent);
  printFirstArguments(ctx, call, count - (endsInLists ? 2 : 1), { around: headSite, separator });
  builder.close();
  if (endsInLists) printLastLists(ctx, [args[count - 2] ?? head, last], separator);
  else if (size === "small" && builder.flatWidthSince(mark) < Infinity) {
    builder.flatten(mark.row, builder.doc.count, 0);
    builder.space(Tag.Hardspace);
    printLast(ctx, last);
    builder.close();
    return;
  } else {
    builder.space(separator);
    printLast(ctx, last);
  }
  if (isBracketed) builder.space(Tag.Break);
  builder.close();
  if (isBracketed && hoisted.length > 0) builder.space(Tag.Hardline);
}

/** Takes all comments of the first token away but those that must stay in front of it, and returns them. */
function hoistTrivia(view: View, token: number): Trivia {
  moveTrailingUp(view, token);
  const trivia = view.triviaOf(token);
  if (view.style === "1.2") {
    view.setTrivia(token, noTrivia);
    return trivia;
  }
  view.setTrivia(token, trivia.filter(isAnnotation));
  return trivia.filter((trivium) => !isAnnotation(trivium));
}

/** Prints two lists at the end of a call, each on its own line or both behind the function. */
function printLastLists(ctx: PrintContext, lists: readonly number[], separator: number): void {
  const { builder } = ctx;
  for (const list of lists) {
    builder.space(separator);
    builder.nest++;
    builder.open(Tag.Open);
    printInner(ctx, list);
    builder.close();
    builder.nest--;
  }
}

/** What comes in front of a call's first argument and between the first ones. */
interface FirstArguments {
  readonly around: CallSite["around"];
  readonly separator: number;
}

/**
 * Prints the head and the first `count` arguments. Mirrors `absorbApp` in nixfmt Pretty.hs, with the nesting of its
 * groups worked out from the last of them to the first beforehand.
 */
function printFirstArguments(ctx: PrintContext, { head, args }: Call, count: number, site: FirstArguments): void {
  const { builder } = ctx;
  if (count <= 0) {
    printHead(ctx, head, site.around);
    return;
  }
  const steps = argumentSteps(ctx.view, args, count);
  for (let opened = 0; opened < count; opened++) builder.open(Tag.OpenTransparent);
  printHead(ctx, head, site.around);
  for (let index = 0; index < count; index++) {
    const argument = args[index] ?? head;
    builder.close();
    if (steps[index] !== "pair") {
      printMiddle(ctx, argument, site.separator);
      continue;
    }
    index++;
    printPair(ctx, [argument, args[index] ?? head], site.separator);
    builder.close();
  }
}

/** Returns which of the arguments are the first of two lists that break together; pairs are made from the right. */
function argumentSteps(view: View, args: readonly number[], count: number): readonly ("pair" | "single")[] {
  const steps: ("pair" | "single")[] = args.slice(0, count).map(() => "single");
  for (let index = count - 1; index > 0; index--) {
    if (!isList(view, args[index] ?? 0) || !isList(view, args[index - 1] ?? 0)) continue;
    index--;
    steps[index] = "pair";
  }
  return steps;
}

function printHead(ctx: PrintContext, head: number, site: CallSite["around"]): void {
  const { builder } = ctx;
  if (site === "nothing") {
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

function printMiddle(ctx: PrintContext, argument: number, separator: number): void {
  const { builder } = ctx;
  builder.space(separator);
  builder.nest++;
  builder.open(isSelection(kindAt(ctx.view, argument)) ? Tag.Open : Tag.OpenPriority);
  printInner(ctx, argument);
  builder.close();
  builder.nest--;
}

/** Prints two lists that break together. */
function printPair(ctx: PrintContext, lists: readonly [number, number], separator: number): void {
  nested(ctx, () => {
    grouped(ctx, () => {
      for (const list of lists) {
        ctx.builder.space(separator);
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

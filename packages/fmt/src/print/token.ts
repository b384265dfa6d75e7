/**
 * Tokens with their trivia, and moving comments from token to token.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import type { PoolText } from "../doc/text-pool.ts";
import type { Trivia, Trivium } from "../trivia/trivium.ts";
import { endAt, firstToken, kindAt, startAt, type View } from "../view/view.ts";
import type { PrintContext } from "./context.ts";
import { printIndentedString, printInterpolation, printPath, printString, printUri } from "./string.ts";

/** Prints a token between its trivia and its trailing comment. Mirrors `Pretty (Ann a)` in nixfmt Pretty.hs. */
export function printToken(ctx: PrintContext, token: number): void {
  const { view } = ctx;
  if (view.hasTrivia(token)) printTrivia(ctx, view.triviaOf(token));
  printTokenText(ctx, token);
  printTrailing(ctx, token);
}

/** Prints a token without what is in front of it. */
export function printTokenBare(ctx: PrintContext, token: number): void {
  printTokenText(ctx, token);
  printTrailing(ctx, token);
}

/** Prints the comment at the end of the token's line, if there is one. */
export function printTrailing({ view, builder }: PrintContext, token: number): void {
  const text = view.trailingOf(token);
  if (text !== null) printTrailingText({ builder }, text);
}

/** Prints a comment at the end of a line. Mirrors `Pretty TrailingComment` in nixfmt Pretty.hs. */
export function printTrailingText({ builder }: Pick<PrintContext, "builder">, text: PoolText): void {
  builder.space(Tag.Hardspace);
  builder.placed(Tag.TrailingComment, text);
  builder.space(Tag.Hardline);
}

/** Prints the text of a token. */
export function printTokenText(ctx: PrintContext, token: number): void {
  switch (kindAt(ctx.view, token)) {
    case Kind.StringExpression:
      return printString(ctx, token);
    case Kind.IndentedStringExpression:
      return printIndentedString(ctx, token);
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return printPath(ctx, token);
    case Kind.UriExpression:
      return printUri(ctx, token);
    case Kind.Interpolation:
      return printInterpolation(ctx, token);
    default:
      ctx.builder.slice(startAt(ctx.view, token), endAt(ctx.view, token));
  }
}

/** Prints comments and blank lines. Mirrors `Pretty Trivia` in nixfmt Pretty.hs. */
export function printTrivia({ builder }: PrintContext, trivia: Trivia): void {
  const first = trivia[0];
  if (first === undefined) return;
  if (trivia.length > 1 || first.kind !== "annotation") builder.space(Tag.Hardline);
  for (const trivium of trivia) printTrivium({ builder }, trivium);
}

function printTrivium({ builder }: Pick<PrintContext, "builder">, trivium: Trivium): void {
  switch (trivium.kind) {
    case "empty-line":
      return builder.space(Tag.Emptyline);
    case "line-comment":
      builder.placed(Tag.Comment, trivium.text);
      return builder.space(Tag.Hardline);
    case "annotation":
      builder.placed(Tag.Comment, trivium.text);
      return builder.space(Tag.Hardspace);
    case "disable":
      return builder.text(Tag.DisableMarker, 0, 0, 0);
    case "enable":
      builder.added(Tag.Comment, "/*nixfmt:enable*/");
      return builder.space(Tag.Hardline);
    case "verbatim":
      return printVerbatim({ builder }, trivium);
    case "block-comment":
      return printBlockComment({ builder }, trivium);
  }
}

function printVerbatim(
  { builder }: Pick<PrintContext, "builder">,
  { text, extent }: Extract<Trivium, { kind: "verbatim" }>,
): void {
  builder.text(extent === "to-end" ? Tag.VerbatimToEnd : Tag.Verbatim, text.start, text.end, text.width);
  if (extent === "region") builder.space(Tag.Hardline);
}

/** The columns by which the reference indents the lines of a block comment, whatever the indentation step is. */
const blockCommentOffset = 2;

function printBlockComment(
  { builder }: Pick<PrintContext, "builder">,
  { isDoc, lines }: Extract<Trivium, { kind: "block-comment" }>,
): void {
  builder.added(Tag.Comment, isDoc ? "/**" : "/*");
  builder.space(Tag.Hardline);
  builder.offset += blockCommentOffset;
  for (const line of lines) {
    builder.placed(Tag.Comment, line);
    builder.space(line.start === line.end ? Tag.Emptyline : Tag.Hardline);
  }
  builder.offset -= blockCommentOffset;
  builder.added(Tag.Comment, "*/");
  builder.space(Tag.Hardline);
}

/** Moves a token's trailing comment in front of it. Mirrors `moveTrailingCommentUp` in nixfmt Pretty.hs. */
export function moveTrailingUp(view: View, token: number): void {
  const text = view.trailingOf(token);
  if (text === null) return;
  view.setTrivia(token, [...view.triviaOf(token), { kind: "line-comment", text }]);
  view.setTrailing(token, null);
}

/** Takes a token's trailing comment away and returns it as trivia. */
export function takeTrailing(view: View, token: number): Trivia {
  const text = view.trailingOf(token);
  if (text === null) return [];
  view.setTrailing(token, null);
  return [{ kind: "line-comment", text }];
}

/** Takes away what is in front of a token and returns it. */
export function takeTrivia(view: View, token: number): Trivia {
  const trivia = view.triviaOf(token);
  view.setTrivia(token, []);
  return trivia;
}

/** Puts trivia in front of the first token of a node. */
export function prependTrivia(view: View, node: number, trivia: Trivia): void {
  if (trivia.length === 0) return;
  const token = firstToken(view, node);
  view.setTrivia(token, [...trivia, ...view.triviaOf(token)]);
}

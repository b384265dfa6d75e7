/**
 * A whole file.
 */
import { Kind } from "@lix-tools/parser";
import { Tag } from "../doc/ir.ts";
import type { Trivia } from "../trivia/trivium.ts";
import { firstToken, kindAt, siblingOf, skipComments } from "../view/view.ts";
import { grouped, type PrintContext } from "./context.ts";
import { printExpression } from "./expression.ts";
import { printUseClause } from "./nix2.ts";
import { printTrivia } from "./token.ts";

/** Writes the document of the file; `final` is what stands behind its last token. */
export function printFile(ctx: PrintContext, final: Trivia): void {
  const { view } = ctx;
  const first = skipComments(view, 1);
  const hasClause = kindAt(view, first) === Kind.UseClause;
  const expression = hasClause ? siblingOf(view, first) : first;
  dropLeadingBlankLines(ctx, firstToken(view, first));
  grouped(ctx, () => {
    if (hasClause) {
      printUseClause(ctx, first);
      ctx.builder.space(Tag.Hardline);
    }
    printExpression(ctx, expression);
    printTrivia(ctx, final);
  });
}

/** Blank lines at the start are not printed, so nothing may depend on them. */
function dropLeadingBlankLines({ view }: PrintContext, token: number): void {
  const trivia = view.triviaOf(token);
  const first = trivia.findIndex(({ kind }) => kind !== "empty-line");
  if (first !== 0) view.setTrivia(token, first < 0 ? [] : trivia.slice(first));
}

/**
 * `x:x` is the string "x:x". A space after the colon makes the function that was surely meant.
 */
import { expressionLevel, Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";

/** Reports strings without quotes that repeat their scheme as a name. */
export const urlLooksLikeLambdaRule: Rule = defineRule({
  group: "correct",
  name: "url-looks-like-lambda",
  code: "LX111",
  summary: "a string without quotes looks like a function",
  severity: "error",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.UriExpression],
  check(node, ctx) {
    const text = ctx.name(node);
    const match = /^([A-Za-z][A-Za-z0-9]*):([^/].*)$/.exec(text);
    if (match === null) return;
    const [, name = "", rest = ""] = match;
    // Only where the would-be body uses the would-be parameter.
    if (!new RegExp(`(^|[^\\w-])${name}($|[^\\w-])`).test(rest) || /^[^A-Za-z_(]/.test(rest)) return;
    const written = `${name}: ${rest}`;
    ctx.report(node, `\`${text}\` is a string, not a function`, {
      fix: unsafeFix("write a function", replaceExpression(ctx, node, written, expressionLevel)),
    });
  },
});

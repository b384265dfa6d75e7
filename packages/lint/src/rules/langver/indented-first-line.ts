/**
 * Text on the opening line of a `''` string. On a single line the dropped spaces go; else the text moves to a line of
 * its own. Sound: both readings of indentation leave out a blank first line.
 */
import { type Rule } from "../../engine/rule.ts";
import { indentedFirstLine } from "@lix-tools/parser";
import { insertAt, removeSpan, safeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `''` strings whose opening line takes part in their indentation. */
export const indentedFirstLineRule: Rule = deprecationRule({
  detector: indentedFirstLine,
  code: "LX204",
  summary: "a `''` string has text on its opening line that changes its indentation",
  severity: "warning",
  fix: "safe",
  repair({ span, isSingleLine, leadingSpaces }) {
    const start = span.end;
    if (isSingleLine) {
      return {
        fix: safeFix("remove the spaces that are dropped anyway", removeSpan({ start, end: start + leadingSpaces })),
      };
    }
    return { fix: safeFix("begin the text on a line of its own", insertAt(start, "\n")) };
  },
});

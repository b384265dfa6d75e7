/**
 * `foo"bar"` ⇒ `foo "bar"`. Sound: white space between tokens means nothing.
 */
import { type Rule } from "../../engine/rule.ts";
import { tokenWhitespace } from "@lix-tools/parser";
import { insertAt, safeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports values that touch. */
export const tokenWhitespaceRule: Rule = deprecationRule({
  detector: tokenWhitespace,
  code: "LX202",
  summary: "two values stand side by side without white space",
  severity: "error",
  fix: "safe",
  repair({ form, span }) {
    if (form === "glued") return { fix: safeFix("insert a space", insertAt(span.start, " ")) };
    return { noFix: "a number has no attributes, so this never evaluates" };
  },
});

/**
 * `.5` ⇒ `0.5`. Sound: the same number; a space keeps it apart from a value before it.
 */
import { type Rule } from "../../engine/rule.ts";
import { floatLeadingDot } from "@lix-tools/parser";
import { insertAt, safeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports floats that begin with their dot. */
export const floatLeadingDotRule: Rule = deprecationRule({
  detector: floatLeadingDot,
  code: "LX201",
  summary: "a float has no digit before the dot",
  severity: "warning",
  fix: "safe",
  repair: ({ span, touchesToken }) => ({
    fix: safeFix("write the zero", insertAt(span.start, touchesToken ? " 0" : "0")),
  }),
});

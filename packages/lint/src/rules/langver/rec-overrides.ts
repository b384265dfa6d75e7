/** `__overrides` in recursive sets, which replaces attributes behind the reader's back. */
import { type Rule } from "../../engine/rule.ts";
import { recOverrides } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `__overrides` where legacy gives it a meaning. */
export const recOverridesRule: Rule = deprecationRule({
  detector: recOverrides,
  code: "LX210",
  summary: "a recursive set defines `__overrides`",
  severity: "error",
  fix: "none",
  repair: ({ inherited }) => ({
    notes: [
      "an update behind the set is not the same: names inside would keep their old values; use `lib.fix` or an overlay",
      ...(inherited ? ["Lix does not notice it behind `inherit`"] : []),
    ],
  }),
});

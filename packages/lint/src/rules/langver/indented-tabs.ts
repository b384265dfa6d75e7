/** Tabs in the indentation of `''` strings: text in legacy, indentation in Nix 2. Freezing them is the migrator's. */
import { type Rule } from "../../engine/rule.ts";
import { indentedTabs } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `''` strings that Nix 2 reads differently because of tabs. */
export const indentedTabsRule: Rule = deprecationRule({
  detector: indentedTabs,
  code: "LX205",
  summary: "tabs indent a `''` string, which keeps them in its value",
  severity: "info",
  fix: "none",
  repair: ({ isRefused }) => ({
    notes: [
      isRefused
        ? "Nix 2 refuses mixed indentation"
        : "`lix-migrate` writes one of them as `''\\t`, which keeps the value",
    ],
  }),
});

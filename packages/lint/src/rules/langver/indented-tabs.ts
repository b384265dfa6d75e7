/** Tabs in the indentation of `''` strings: text in legacy, indentation in Nix 2. The fix writes some as escapes. */
import { type Rule } from "../../engine/rule.ts";
import { indentedTabsCodemod } from "@lix-tools/migrate-langver/codemods";
import { indentedTabs } from "@lix-tools/parser";
import { codemodFix } from "./_codemod.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `''` strings that Nix 2 reads differently because of tabs. */
export const indentedTabsRule: Rule = deprecationRule({
  detector: indentedTabs,
  code: "LX205",
  summary: "tabs indent a `''` string, which keeps them in its value",
  severity: "info",
  fix: "proof",
  repair(site, ctx) {
    const notes = site.isRefused ? ["Nix 2 refuses mixed indentation"] : [];
    const details = codemodFix(indentedTabsCodemod, site, ctx);
    // Escapes are worth writing for who goes to Nix 2; for others they are only harder to read.
    const { fix = null } = details;
    if (fix === null || ctx.target.family === "nix2") return { ...details, notes };
    return { alternatives: [fix], notes };
  },
});

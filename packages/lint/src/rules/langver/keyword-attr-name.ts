/** `null`, `true`, `false` as attribute names without quotes: words of the language in Nix 2. Fix: quotes, the same name. */
import { literalNameCodemod } from "@lix-tools/migrate-langver/codemods";
import type { Rule } from "../../engine/rule.ts";
import { codemodRule } from "./_codemod.ts";

/** Reports attribute names that Nix 2 reserves. */
export const keywordAttrNameRule: Rule = codemodRule({
  codemod: literalNameCodemod,
  name: "keyword-attr-name",
  code: "LX226",
  summary: "an attribute name is a word of the language in Nix 2",
  severity: "warning",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "warning"),
  preset: "nix2",
  fix: "proof",
  dialect: "legacy",
});

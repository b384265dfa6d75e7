/** Forms that Nix 2 refuses although they can only mean one thing, such as `1.` and `007`. Fix: as both dialects read it. */
import { nix2FormCodemod } from "@lix-tools/migrate-langver/codemods";
import type { Rule } from "../../engine/rule.ts";
import { codemodRule } from "./_codemod.ts";

/** Reports forms that Nix 2 refuses. */
export const nix2FormRule: Rule = codemodRule({
  codemod: nix2FormCodemod,
  name: "nix2-form",
  code: "LX241",
  summary: "a form that Nix 2 refuses",
  severity: "warning",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "warning"),
  preset: "nix2",
  fix: "proof",
  dialect: "legacy",
});

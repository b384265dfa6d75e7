/** A file whose clause or configuration says Nix 2 and whose text says legacy. Found where it does not parse. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a file that is said to be Nix 2 and reads as legacy Nix only. */
export const mixedDialectRule: Rule = defineRule({
  group: "langver",
  name: "mixed-dialect",
  code: "LX242",
  summary: "a file that is said to be Nix 2 and reads as legacy Nix only",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["langver/mixed-dialect"],
});

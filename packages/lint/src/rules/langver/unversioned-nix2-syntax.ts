/** A file with the syntax of Nix 2 and no clause that says so. Found where it does not parse. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a file without a head clause that reads as Nix 2 only. */
export const unversionedNix2SyntaxRule: Rule = defineRule({
  group: "langver",
  name: "unversioned-nix2-syntax",
  code: "LX243",
  summary: "a file without a head clause that reads as Nix 2 only",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["langver/unversioned-nix2-syntax"],
});

/** NUL bytes: an error in strings, the silent end of the file elsewhere. Nobody can say what was meant. */
import { type Rule } from "../../engine/rule.ts";
import { nulByte } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports NUL bytes. */
export const nulByteRule: Rule = deprecationRule({
  detector: nulByte,
  code: "LX207",
  summary: "a NUL byte stands in the file",
  severity: "error",
  fix: "none",
  repair: ({ place }) => ({
    notes: [place === "string" ? "older evaluators cut the string off there" : "evaluators ignore all that follows"],
  }),
});

/**
 * `http://x` without quotes ⇒ `"http://x"`. Sound: no byte a URL may hold is special in a string.
 */
import { type Rule } from "../../engine/rule.ts";
import { urlLiteral } from "@lix-tools/parser";
import { insertAt, replaceSpan, safeFix, unsafeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports URLs without quotes. */
export const urlLiteralRule: Rule = deprecationRule({
  detector: urlLiteral,
  code: "LX200",
  summary: "a URL stands without quotes",
  severity: "error",
  fix: "safe",
  repair({ span, url }, { tree }) {
    const fix = safeFix("put quotes around it", replaceSpan(tree, span, `"${url}"`));
    const colon = span.start + url.indexOf(":");
    const looksLikeUrl = tree.source[colon + 1] === 0x2f;
    if (looksLikeUrl || !/^[a-z_]\w*:/i.test(url)) return { fix };
    return { fix, alternatives: [unsafeFix("write a function", insertAt(colon + 1, " "))] };
  },
});

/**
 * `"\."` ⇒ `"."`. Sound where the byte alone means itself; a `{` behind `$` keeps an escape that Lix knows. That the
 * author meant `"\\."` is likely in regular expressions, so that is the alternative.
 */
import { type Rule } from "../../engine/rule.ts";
import { sliceLatin1, stringEscape } from "@lix-tools/parser";
import { safeFix, unsafeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports escapes that Lix does not define. */
export const stringEscapeRule: Rule = deprecationRule({
  detector: stringEscape,
  code: "LX203",
  summary: "a backslash escapes what needs no escape",
  severity: "warning",
  fix: "safe",
  repair({ span, letter, isIndented }, { tree }) {
    const character = sliceLatin1(tree.source, letter, letter + 1);
    const doubled = isIndented ? `\\${character}` : `\\\\${character}`;
    const alternatives = [unsafeFix("keep a backslash in the value", { span, text: doubled })];
    const before = tree.source[span.start - 1];
    if (character === "{" && before === 0x24) {
      // Dropping the backslash would open an interpolation: move it to the dollar.
      const whole = { start: span.start - 1, end: span.end };
      const isEscaped = tree.source[span.start - 2] === 0x5c || tree.source[span.start - 2] === 0x24;
      if (isEscaped) return { noFix: "the dollar before it is escaped or paired" };
      return {
        fix: safeFix("escape the dollar instead", { span: whole, text: isIndented ? "''${" : "\\${" }),
        alternatives,
      };
    }
    if (/[\r\n]/.test(character)) return { noFix: "the line break would be read differently" };
    if (isIndented && /['$ ]/.test(character)) return { noFix: "the byte is special in a `''` string", alternatives };
    return { fix: safeFix("drop the backslash", { span: { start: span.start, end: letter }, text: "" }), alternatives };
  },
});

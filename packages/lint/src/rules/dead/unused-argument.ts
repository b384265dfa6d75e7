/**
 * `x: 1` ⇒ `_x: 1`. Sound where `_x` is not a name in the file already: parameters can be called anything.
 */
import type { Definition } from "@lix-tools/eval-core";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { insertAt, safeFix } from "../../facts/edits.ts";
import { unusedDefinitions } from "../../facts/definitions.ts";

const kinds: ReadonlySet<Definition["kind"]> = new Set(["parameter"]);

/** Reports parameters that the function does not use. */
export const unusedArgumentRule: Rule = defineRule({
  group: "dead",
  name: "unused-argument",
  code: "LX302",
  summary: "a function does not use its parameter",
  severity: "info",
  preset: "strict",
  fix: "proof",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    for (const { name, nodes } of unusedDefinitions(ctx, kinds)) {
      const [word] = nodes;
      if (word === undefined || name.startsWith("_")) continue;
      const message = `the function does not use its parameter \`${name}\``;
      if (ctx.mentions(`_${name}`)) ctx.report(word, message, { noFix: `\`_${name}\` is a name in this file` });
      else ctx.report(word, message, { fix: safeFix(`write \`_${name}\``, insertAt(ctx.span(word).start, "_")) });
    }
  },
});

/**
 * `args@{ a }: a` ⇒ `{ a }: a`. Sound: a name nothing uses. Not in Nix 2 editions where it includes defaults, either.
 */
import { childByField, childByKind, endOf, Field, Kind, startOf } from "@lix-tools/parser";
import type { Definition } from "@lix-tools/eval-core";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeSpan, safeFix } from "../../facts/edits.ts";
import { unusedDefinitions } from "../../facts/definitions.ts";

const kinds: ReadonlySet<Definition["kind"]> = new Set(["argument"]);

/** Reports names of whole arguments that nothing uses. */
export const unusedAtNameRule: Rule = defineRule({
  group: "dead",
  name: "unused-at-name",
  code: "LX304",
  summary: "nothing uses the name of the whole argument",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    const { tree } = ctx;
    for (const { name, nodes, scope } of unusedDefinitions(ctx, kinds)) {
      const [word] = nodes;
      if (word === undefined || name.startsWith("_")) continue;
      const formals = childByField(tree, scope.node, Field.Formals);
      const at = childByKind(tree, scope.node, Kind.At);
      if (formals < 0 || at < 0) continue;
      const span =
        startOf(tree, word) < startOf(tree, formals)
          ? { start: startOf(tree, word), end: startOf(tree, formals) }
          : { start: endOf(tree, formals), end: endOf(tree, word) };
      ctx.report(word, `nothing uses \`${name}\``, { fix: safeFix("remove it", removeSpan(span)) });
    }
  },
});

/**
 * `let inherit (x) a; in b` ⇒ `b`. Sound: an inherited name of a `let` that nothing uses is never looked up.
 */
import { childrenByField, Field, type NodeIndex } from "@lix-tools/parser";
import type { Definition } from "@lix-tools/eval-core";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeNode, safeFix } from "../../facts/edits.ts";
import { unusedDefinitions } from "../../facts/definitions.ts";

const kinds: ReadonlySet<Definition["kind"]> = new Set(["inherit", "inherit-from"]);

/** Reports names inherited into a `let` that nothing uses. */
export const unusedLetInheritRule: Rule = defineRule({
  group: "dead",
  name: "unused-let-inherit",
  code: "LX301",
  summary: "a name inherited into a `let` is never used",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  dialect: "legacy",
  kinds: [],
  checkFile(ctx) {
    const unused = unusedDefinitions(ctx, kinds).filter(({ scope }) => scope.kind === "let");
    const nodes = new Set<NodeIndex>(unused.flatMap((definition) => definition.nodes));
    for (const { nodes: written, name } of unused) {
      const [attr] = written;
      if (attr === undefined) continue;
      const list = ctx.parent(attr);
      const all = childrenByField(ctx.tree, list, Field.Attr);
      // The clause goes with its last name, so that names of one clause are removed one by one or all at once.
      const isClauseUnused = all.every((other) => nodes.has(other));
      if (isClauseUnused && all[0] !== attr) {
        ctx.report(attr, `\`${name}\` is inherited but never used`);
        continue;
      }
      const edit = isClauseUnused ? removeNode(ctx, ctx.parent(list)) : removeNode(ctx, attr);
      ctx.report(attr, `\`${name}\` is inherited but never used`, { fix: safeFix("remove the name", edit) });
    }
  },
});

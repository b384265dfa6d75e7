/**
 * `let a = 1; in b` ⇒ `b`. Sound: a binding of a `let` that nothing uses is never evaluated. All bindings of a split
 * path go together, and the `let` with its last binding.
 */
import { Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import type { Definition } from "@lix-tools/eval-core";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeNode, safeFix } from "../../facts/edits.ts";
import { unusedDefinitions } from "../../facts/definitions.ts";

const kinds: ReadonlySet<Definition["kind"]> = new Set(["binding"]);

/** Reports bindings of a `let` that nothing uses. */
export const unusedLetRule: Rule = defineRule({
  group: "dead",
  name: "unused-let",
  code: "LX300",
  summary: "a `let` binding is never used",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    for (const definition of unusedDefinitions(ctx, kinds)) {
      const [first] = definition.nodes;
      if (definition.scope.kind !== "let" || first === undefined || definition.name.startsWith("_")) continue;
      const bindings = [...new Set(definition.nodes.map((node) => bindingOf(ctx, node)))];
      const isWhole = bindings.every((node) => kindOf(ctx.tree, node) === Kind.Binding);
      const edits = bindings.map((node) => removeNode(ctx, node));
      const message = `\`${ctx.text(first)}\` is never used`;
      ctx.report(first, message, isWhole ? { fix: safeFix("remove the binding", ...edits) } : {});
    }
  },
});

function bindingOf(ctx: RuleContext, attr: NodeIndex): NodeIndex {
  return ctx.parent(ctx.parent(attr));
}

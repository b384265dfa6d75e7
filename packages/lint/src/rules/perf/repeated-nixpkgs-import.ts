/** `import <nixpkgs>` or `import nixpkgs` more than once in a file: each evaluates all of nixpkgs anew. */
import { forEachOfKind, Kind, kindOf, latin1Of, root } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { builtinAt, callAt } from "../../facts/calls.ts";

/** Reports the second and further imports of nixpkgs. */
export const repeatedNixpkgsImportRule: Rule = defineRule({
  group: "perf",
  name: "repeated-nixpkgs-import",
  code: "LX505",
  summary: "nixpkgs is imported more than once",
  severity: "info",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    // Most files do not name it.
    if (!latin1Of(ctx.tree, root).includes("nixpkgs")) return;
    const seen = new Map<string, number>();
    forEachOfKind(ctx.tree, [Kind.ApplyExpression], (node) => {
      const call = callAt(ctx, node);
      const [source] = call?.args ?? [];
      if (call === null || source === undefined || call.args.length !== 2) return;
      const isPath =
        kindOf(ctx.tree, source) === Kind.SpathExpression || kindOf(ctx.tree, source) === Kind.VariableExpression;
      const text = ctx.text(source);
      if (!isPath || !/nixpkgs/.test(text) || builtinAt(ctx, call.callee) !== "import") return;
      // With other arguments it is another package set; a variable may be another one in each place.
      if (holdsVariables(ctx, call.args[1] ?? node)) return;
      const key = `${text} ${ctx.text(call.args[1] ?? node).replaceAll(/\s+/g, " ")}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, node);
      else {
        ctx.report(node, "nixpkgs is evaluated again", {
          related: [{ span: ctx.span(first), message: "the first import" }],
        });
      }
    });
  },
});

function holdsVariables({ tree }: RuleContext, node: number): boolean {
  const end = node + (tree.records[node * 4 + 3] ?? 1);
  for (let at = node; at < end; at++) {
    const kind = kindOf(tree, at);
    if (kind === Kind.VariableExpression || kind === Kind.Inherit) return true;
  }
  return false;
}

/**
 * `{ a, b }: a`: nothing uses `b`. Removing it is unsafe: callers that pass it fail, `functionArgs` and with it
 * `callPackage` change. With `...` callers still may pass it, so that is the only form with a fix.
 */
import { childByField, endOf, Field, Kind, kindOf, type NodeIndex, none, sizeOf, startOf } from "@lix-tools/parser";
import type { Definition } from "@lix-tools/eval-core";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule, type RuleFix } from "../../engine/rule.ts";
import { removeSpan, unsafeFix } from "../../facts/edits.ts";
import { unusedDefinitions } from "../../facts/definitions.ts";

const kinds: ReadonlySet<Definition["kind"]> = new Set(["formal"]);

/** Names that module systems pass whether they are used or not. */
const exempt: readonly string[] = ["config", "lib", "options", "pkgs"];

/** Reports formals that nothing uses. */
export const unusedFormalRule: Rule = defineRule({
  group: "dead",
  name: "unused-formal",
  code: "LX303",
  summary: "a function does not use an attribute it takes",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    const option = ctx.options["dead/unused-formal"]?.["exempt"];
    const names: readonly unknown[] = Array.isArray(option) ? option : exempt;
    for (const { name, nodes, scope } of unusedDefinitions(ctx, kinds)) {
      const [word] = nodes;
      if (word === undefined || names.includes(name) || name.startsWith("_")) continue;
      // With `args@` the attribute can still be meant for whom the set is passed to.
      if (childByField(ctx.tree, scope.node, Field.Universal) !== none) continue;
      const formal = ctx.parent(word);
      const isOpen = childByField(ctx.tree, ctx.parent(formal), Field.Ellipses) !== none;
      const message = `the function does not use \`${name}\``;
      if (isOpen) ctx.report(word, message, { fix: removeFormal(ctx, formal) });
      else ctx.report(word, message, { noFix: "callers that pass it would fail" });
    }
  },
});

/** The formal goes with the comma behind it; `...` follows, so there is one. */
function removeFormal(ctx: RuleContext, formal: NodeIndex): RuleFix {
  const { tree } = ctx;
  let next = formal + sizeOf(tree, formal);
  while (kindOf(tree, next) === Kind.Comment) next++;
  const end = kindOf(tree, next) === Kind.Comma ? endOf(tree, next) : endOf(tree, formal);
  let after = end;
  while (tree.source[after] === 0x20) after++;
  return unsafeFix("remove it", removeSpan({ start: startOf(tree, formal), end: after }));
}

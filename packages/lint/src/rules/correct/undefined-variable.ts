/**
 * A name that nothing defines: no binder, no global of any version, no `with` around it. The evaluator refuses the file,
 * even if it never comes to the name.
 */
import { Kind, kindOf, latin1Of } from "@lix-tools/parser";
import { knownGlobals, scopeAt, TargetCode } from "@lix-tools/eval-core";
import leven from "leven";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports names that nothing defines. */
export const undefinedVariableRule: Rule = defineRule({
  group: "correct",
  name: "undefined-variable",
  code: "LX107",
  summary: "a name that nothing defines",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    const { tree } = ctx;
    const { targets } = ctx.resolution();
    // One look at each word: nearly every file has none.
    for (
      let word = targets.indexOf(TargetCode.Unresolved);
      word >= 0;
      word = targets.indexOf(TargetCode.Unresolved, word + 1)
    ) {
      const name = latin1Of(tree, word);
      const isInherited = kindOf(tree, ctx.parent(word)) === Kind.InheritedAttrs;
      // Builtins without their prefix are another rule's.
      if (knownGlobals.has(`__${name}`) && !isInherited) continue;
      const near = nearest(name, namesInScope(ctx, word));
      ctx.report(word, `nothing defines \`${name}\`${near === null ? "" : `; did you mean \`${near}\`?`}`);
    }
  },
});

function namesInScope(ctx: RuleContext, node: number): string[] {
  const names: string[] = [];
  for (let scope = scopeAt(ctx.resolution(), ctx.parents(), node); scope !== null; scope = scope.outer) {
    names.push(...scope.definitions.map((definition) => definition.name));
  }
  return names;
}

function nearest(name: string, candidates: readonly string[]): string | null {
  const limit = name.length < 5 ? 1 : 2;
  const best = candidates.toSorted((a, b) => leven(name, a) - leven(name, b))[0];
  return best !== undefined && leven(name, best) <= limit ? best : null;
}

/**
 * `rec { a = 1; }` ⇒ `{ a = 1; }`. Sound: nothing in it uses a name of it, and it has no `__overrides`.
 */
import { firstChild, Kind, spanOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeSpan, safeFix } from "../../facts/edits.ts";

/** Reports recursive sets that are not recursive. */
export const unneededRecRule: Rule = defineRule({
  group: "dead",
  name: "unneeded-rec",
  code: "LX306",
  summary: "`rec` without a use of the set's own names",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.RecAttrsetExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const resolution = ctx.resolution();
    const bindings = resolution.bindings.get(node);
    const scope = bindings === undefined ? undefined : resolution.setScopes.get(bindings);
    // A set poured into another one has no scope of its own, and extended sets take names from elsewhere.
    if (bindings === undefined || scope === undefined || bindings.literals.length !== 1) return;
    if (scope.uses > 0 || bindings.entries.has("__overrides") || ctx.bindingEvents(node).length > 0) return;
    const keyword = firstChild(tree, node);
    if (bindings.dynamics.length > 0) return;
    const span = spanOf(tree, keyword);
    const behind = tree.source[span.end] === 0x20 ? span.end + 1 : span.end;
    ctx.report(span, "nothing in the set uses its names", {
      fix: safeFix("remove `rec`", removeSpan({ start: span.start, end: behind })),
    });
  },
});

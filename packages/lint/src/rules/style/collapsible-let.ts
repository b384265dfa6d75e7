/**
 * `let a = 1; in let b = 2; in e` ⇒ `let a = 1; b = 2; in e`. Sound where no name is bound in both and no name that the
 * inner one binds is used by the outer bindings, where it would be captured.
 */
import { childByField, endOf, Field, Kind, kindOf, none, startOf } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeSpan, safeFix } from "../../facts/edits.ts";
import { bindingsOf } from "../../facts/shape.ts";

/** Reports a `let` directly in the body of a `let`. */
export const collapsibleLetRule: Rule = defineRule({
  group: "style",
  name: "collapsible-let",
  code: "LX402",
  summary: "a `let` stands directly in the body of a `let`",
  severity: "info",
  preset: "recommended",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.LetExpression],
  check(outer, ctx) {
    const { tree } = ctx;
    const inner = childByField(tree, outer, Field.Body);
    if (kindOf(tree, inner) !== Kind.LetExpression) return;
    const span = { start: startOf(tree, inner), end: startOf(tree, inner) + 3 };
    const message = "the two `let`s could be one";
    const reason = whyNot(ctx, outer, inner);
    if (reason !== null) {
      // Nothing to gain from hearing of what cannot be done, unless in strict mode.
      return;
    }
    const keyword = startOf(tree, inner);
    let inWord = keyword - 1;
    for (let at = inner - 1; at > outer; at--) {
      if (kindOf(tree, at) === Kind.InKeyword && ctx.parent(at) === outer) {
        inWord = startOf(tree, at);
        break;
      }
    }
    const fix = safeFix(
      "bind all in one `let`",
      removeSpan({ start: inWord, end: inWord + 2 }),
      removeSpan({ start: keyword, end: endOf(tree, inner + 1) }),
    );
    ctx.report(span, message, { fix });
  },
});

function whyNot(ctx: RuleContext, outer: number, inner: number): string | null {
  const { bindings } = ctx.resolution();
  const outside = bindings.get(outer);
  const inside = bindings.get(inner);
  if (outside === undefined || inside === undefined) return "one of them is not understood";
  if (bindingsOf(ctx, inner).length === 0 || childByField(ctx.tree, outer, Field.Binding) === none)
    return "one is empty";
  const outerText = bindingsOf(ctx, outer)
    .map((node) => ctx.text(node))
    .join("\n");
  const words = new Set(outerText.match(/[A-Za-z_][A-Za-z0-9_'-]*/g));
  for (const name of inside.entries.keys()) {
    if (outside.entries.has(name)) return `both bind \`${name}\``;
    if (words.has(name)) return `the outer bindings may mean another \`${name}\``;
  }
  const innerInherits = [...inside.entries.values()].some(
    (entry) => entry.value.kind === "inherit" && outside.entries.has(entry.name),
  );
  return innerInherits ? "the inner one inherits a name of the outer" : null;
}

/**
 * `0x10`, `1e5`, `00.5`: a number directly followed by a name or number is two values, the second an argument or an
 * element. The number that was meant is the fix, and it changes the value, so it is unsafe.
 */
import { childByField, endOf, Field, Kind, kindOf, none, sliceLatin1, startOf } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";

/** Reports numbers that are two values. */
export const numberTypoRule: Rule = defineRule({
  group: "correct",
  name: "number-typo",
  code: "LX110",
  summary: "what looks like one number is two values",
  severity: "error",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.ApplyExpression, Kind.ListExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (kindOf(tree, node) === Kind.ApplyExpression) {
      const argument = childByField(tree, node, Field.Argument);
      return judge(ctx, childByField(tree, node, Field.Function), argument);
    }
    let before = none;
    const end = node + (tree.records[node * 4 + 3] ?? 1);
    for (let child = node + 1; child < end; child += tree.records[child * 4 + 3] ?? 1) {
      if (before !== none) judge(ctx, before, child);
      before = child;
    }
  },
});

function judge(ctx: RuleContext, first: number, second: number): void {
  const { tree } = ctx;
  const isNumber = (kind: number): boolean => kind === Kind.IntegerExpression || kind === Kind.FloatExpression;
  if (!isNumber(kindOf(tree, first)) || endOf(tree, first) !== startOf(tree, second)) return;
  const kind = kindOf(tree, second);
  if (!isNumber(kind) && kind !== Kind.VariableExpression) return;
  const span = { start: startOf(tree, first), end: endOf(tree, second) };
  const text = sliceLatin1(tree.source, span.start, span.end);
  const meant = meaning(text);
  const message = `\`${text}\` is two values, \`${ctx.text(first)}\` and \`${ctx.text(second)}\``;
  if (meant === null) ctx.report(span, message);
  else ctx.report(span, message, { fix: unsafeFix(`write \`${meant}\``, { span, text: meant }) });
}

function meaning(text: string): string | null {
  if (/^0x[0-9a-f]+$/i.test(text)) return BigInt(text).toString();
  const exponent = /^(\d+)e([+-]?\d+)$/i.exec(text);
  if (exponent !== null) return `${exponent[1]}.0e${exponent[2]}`;
  const zeros = /^0+(\d\.\d+|\.\d+)$/.exec(text);
  return zeros === null ? null : `${zeros[1]?.startsWith(".") === true ? "0" : ""}${zeros[1]}`;
}

/**
 * `with a; b` ⇒ `b` where no name of `b` can come from it. Sound: the set behind a `with` is only evaluated for a lookup.
 */
import { childByField, Field, forEachOfKind, Kind, kindOf, sizeOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { isEmptyList } from "../../facts/shape.ts";

/** Reports a `with` that no name is looked up in. */
export const unusedWithRule: Rule = defineRule({
  group: "dead",
  name: "unused-with",
  code: "LX305",
  summary: "no name is looked up in a `with`",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    const { tree } = ctx;
    const withs: number[] = [];
    forEachOfKind(tree, [Kind.WithExpression], (node) => withs.push(node));
    if (withs.length === 0) return;
    const { targets } = ctx.resolution();
    for (const node of withs) {
      const body = childByField(tree, node, Field.Body);
      const end = body + sizeOf(tree, body);
      // `maintainers = with maintainers; [ ];` is how people leave room for names.
      if (isEmptyList(ctx, body)) continue;
      let isUsed = false;
      // Every name that a frame may provide looks through this one too, the further ones first or not.
      for (let at = body; at < end && !isUsed; at++) isUsed = (targets[at] ?? 0) <= frameCode;
      if (isUsed || kindOf(tree, body) === Kind.Error) continue;
      const environment = ctx.span(childByField(tree, node, Field.Environment));
      const fix = safeFix("remove the `with`", ...keepOnly(ctx, node, body, levelOf(ctx, body)));
      ctx.report({ start: ctx.span(node).start, end: environment.end }, "no name is looked up in this `with`", { fix });
    }
  },
});

/** `TargetCode.Frame` and below are names of frames. */
const frameCode = -5;

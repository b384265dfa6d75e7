/**
 * `with a; b` ⇒ `b` where no name of `b` can come from it. Sound: the set behind a `with` is only evaluated for a lookup.
 */
import { childByField, Field, Kind, kindOf, sizeOf } from "@lix-tools/parser";
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
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const { targets } = ctx.resolution();
    const body = childByField(tree, node, Field.Body);
    // `maintainers = with maintainers; [ ];` is how people leave room for names.
    if (isEmptyList(ctx, body) || kindOf(tree, body) === Kind.Error) return;
    const end = body + sizeOf(tree, body);
    for (let at = body; at < end; at++) {
      // Every name that a frame may provide looks through this one too, whichever of them has it.
      if ((targets[at] ?? 0) <= frameCode) return;
    }
    const environment = ctx.span(childByField(tree, node, Field.Environment));
    const fix = safeFix("remove the `with`", ...keepOnly(ctx, node, body, levelOf(ctx, body)));
    ctx.report({ start: ctx.span(node).start, end: environment.end }, "no name is looked up in this `with`", { fix });
  },
});

/** `TargetCode.Frame` and below are names of frames. */
const frameCode = -5;

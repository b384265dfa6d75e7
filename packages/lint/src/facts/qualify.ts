/**
 * Writing out where the names under a `with` come from: `with lib; mkIf ⇒ lib.mkIf`. The same wherever nothing else can
 * provide a name: lexical names and globals win over a `with`, and an outer one stands in for an inner one.
 */
import { knownGlobals } from "@lix-tools/eval-core";
import {
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  startOf,
  type TextEdit,
} from "@lix-tools/parser";
import type { RuleContext } from "../engine/context.ts";
import type { ReportDetails, RuleFix } from "../engine/rule.ts";
import { selectedPath, variableName } from "./calls.ts";
import { insertAt, safeFix, unsafeFix } from "./edits.ts";

/** Returns the fix that takes a `with` away and writes its names out, or why there is none. */
export function qualifyNames(ctx: RuleContext, node: NodeIndex): ReportDetails {
  const { tree } = ctx;
  const environment = childByField(tree, node, Field.Environment);
  const path = selectedPath(ctx, environment);
  if (variableName(ctx, path?.base ?? environment) === null) return { noFix: "its set has no name" };
  const body = childByField(tree, node, Field.Body);
  const prefix = `${ctx.text(environment)}.`;
  const edits: TextEdit[] = [{ span: { start: startOf(tree, node), end: startOf(tree, body) }, text: "" }];
  let doubtful: string | null = null;
  for (let at = body; at < body + sizeOf(tree, body); at++) {
    const target = ctx.nameTarget(at);
    if (target?.kind !== "with" || kindOf(tree, at) !== Kind.Identifier) continue;
    const own = target.frames.findIndex((frame) => frame.node === node);
    if (own < 0) continue;
    if (target.frames.length > 1 || knownGlobals.has(ctx.name(at))) doubtful ??= ctx.text(at);
    // An inner `with` is what provides a name unless it does not have it.
    if (own > 0) continue;
    if (kindOf(tree, ctx.parent(at)) === Kind.InheritedAttrs) {
      return { noFix: "an `inherit` takes names from the `with`" };
    }
    edits.push(...qualified(ctx, at, prefix));
  }
  const title = `write the names with \`${prefix}\``;
  const make = (of: (title: string, ...made: TextEdit[]) => RuleFix): RuleFix => of(title, ...edits);
  if (doubtful === null) return { fix: make(safeFix) };
  return { noFix: `another \`with\` may provide \`${doubtful}\``, alternatives: [make(unsafeFix)] };
}

/** `x.a or d` fails without an `x`, but `s.x.a or d` does not; parentheses keep the failure. */
function qualified(ctx: RuleContext, name: NodeIndex, prefix: string): TextEdit[] {
  const { tree } = ctx;
  const { start, end } = ctx.span(name);
  const selection = ctx.parent(ctx.parent(name));
  const isBase =
    kindOf(tree, selection) === Kind.SelectExpression &&
    childByField(tree, selection, Field.Expression) === ctx.parent(name);
  const hasDefault = isBase && childByField(tree, selection, Field.Default) !== none;
  return hasDefault ? [insertAt(start, `(${prefix}`), insertAt(end, ")")] : [insertAt(start, prefix)];
}

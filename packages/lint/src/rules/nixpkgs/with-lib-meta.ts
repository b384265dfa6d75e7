/**
 * `meta = with lib; { … }`: nixpkgs writes `lib.licenses.mit` instead, so that everybody sees where names come from.
 * Fix: qualify the names, where nothing else can provide them.
 */
import { knownGlobals } from "@lix-tools/eval-core";
import { childByField, Field, Kind, kindOf, type NodeIndex, sizeOf, startOf } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type ReportDetails, type Rule, type RuleFix } from "../../engine/rule.ts";
import { isLib } from "../../facts/calls.ts";
import { insertAt, safeFix, unsafeFix } from "../../facts/edits.ts";
import { pathNames } from "../../facts/shape.ts";

/** Reports `meta = with lib; …`. */
export const withLibMetaRule: Rule = defineRule({
  group: "nixpkgs",
  name: "with-lib-meta",
  code: "LX631",
  summary: "`meta` is written under `with lib`",
  severity: "info",
  preset: "nixpkgs",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const binding = ctx.parent(node);
    const environment = childByField(tree, node, Field.Environment);
    if (kindOf(tree, binding) !== Kind.Binding || !isLib(ctx, environment)) return;
    if (pathNames(ctx, binding)?.join(".") !== "meta") return;
    ctx.report(
      { start: startOf(tree, node), end: ctx.span(environment).end },
      "names of `meta` come from a `with`",
      qualify(ctx, node, environment),
    );
  },
});

function qualify(ctx: RuleContext, node: NodeIndex, environment: NodeIndex): ReportDetails {
  const { tree } = ctx;
  const body = childByField(tree, node, Field.Body);
  const prefix = `${ctx.text(environment)}.`;
  const edits = [{ span: { start: startOf(tree, node), end: startOf(tree, body) }, text: "" }];
  let doubtful: string | null = null;
  for (let at = body; at < body + sizeOf(tree, body); at++) {
    const target = ctx.nameTarget(at);
    if (target?.kind !== "with" || kindOf(tree, at) !== Kind.Identifier) continue;
    const own = target.frames.findIndex((frame) => frame.node === node);
    if (own < 0) continue;
    if (target.frames.length > 1 || knownGlobals.has(ctx.name(at))) doubtful ??= ctx.text(at);
    // An inner `with` is what provides a name unless it does not have it.
    if (own > 0) continue;
    if (kindOf(tree, ctx.parent(at)) === Kind.InheritedAttrs)
      return { noFix: "an `inherit` takes names from the `with`" };
    edits.push(insertAt(startOf(tree, at), prefix));
  }
  const make = (of: (title: string, ...made: typeof edits) => RuleFix): RuleFix =>
    of("write the names with `lib`", ...edits);
  if (doubtful === null) return { fix: make(safeFix) };
  return { noFix: `another \`with\` may provide \`${doubtful}\``, alternatives: [make(unsafeFix)] };
}

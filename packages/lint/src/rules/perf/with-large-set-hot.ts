/** `map (x: with pkgs; …) xs`: each call opens the `with` anew, and each name in it is looked up by its text. */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { selectedPath, variableName } from "../../facts/calls.ts";
import { dependsOn, iteratedFunctionAt } from "../../facts/iteration.ts";

const large: ReadonlySet<string> = new Set(["lib", "pkgs", "builtins", "haskellPackages", "python3Packages"]);

/** Reports a `with` of a large set in a function that is called for every element. */
export const withLargeSetHotRule: Rule = defineRule({
  group: "perf",
  name: "with-large-set-hot",
  code: "LX511",
  summary: "a function that is called for every element opens a `with` of a large set",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const iterated = iteratedFunctionAt(ctx, node);
    if (iterated === null || kindOf(ctx.tree, iterated.body) !== Kind.WithExpression) return;
    const environment = childByField(ctx.tree, iterated.body, Field.Environment);
    const name = variableName(ctx, environment) ?? selectedPath(ctx, environment)?.names.at(-1) ?? "";
    if (!large.has(name) || dependsOn(ctx, environment, ctx.span(iterated.outer))) return;
    const { start } = ctx.span(iterated.body);
    ctx.report(
      { start, end: ctx.span(environment).end },
      `\`${iterated.caller}\` opens this \`with\` for every element`,
      {
        notes: ["put it around the whole call, or name what is used in a `let inherit (…)` before"],
      },
    );
  },
});

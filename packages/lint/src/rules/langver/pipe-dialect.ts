/**
 * Pipes: the two implementations call their feature by other names, have them since other releases, and read chains of
 * both directions differently.
 */
import { compareReleases } from "@lix-tools/eval-core";
import { childByField, Field, Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import type { Target } from "../../engine/target.ts";

const pipes: readonly Kind[] = [Kind.PipeRight, Kind.PipeLeft];

/** Reports pipes that not every targeted evaluator reads, or reads alike. */
export const pipeDialectRule: Rule = defineRule({
  group: "langver",
  name: "pipe-dialect",
  code: "LX245",
  summary: "pipes, which evaluators have under different names and read differently where mixed",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.BinaryExpression],
  takes: ["syntax/pipe-mixed"],
  check(node, ctx) {
    const operator = childByField(ctx.tree, node, Field.Operator);
    if (!pipes.includes(kindOf(ctx.tree, operator)) || isInChain(ctx, node)) return;
    const problem = problemFor(ctx.target);
    if (problem !== null) ctx.report(operator, problem.message, { severity: problem.severity, notes: problem.notes });
  },
});

/** One report is enough for a chain. */
function isInChain(ctx: RuleContext, node: NodeIndex): boolean {
  const parent = ctx.parent(node);
  if (kindOf(ctx.tree, parent) !== Kind.BinaryExpression) return false;
  return pipes.includes(kindOf(ctx.tree, childByField(ctx.tree, parent, Field.Operator)));
}

interface PipeProblem {
  readonly message: string;
  readonly severity: "error" | "warning" | "info";
  readonly notes: readonly string[];
}

function problemFor({ family, version }: Target): PipeProblem | null {
  switch (family) {
    case "nix":
      return version !== null && compareReleases(version, "2.24") < 0
        ? { message: `Nix ${version} has no pipes`, severity: "error", notes: [] }
        : needsFeature("`pipe-operators`");
    case "lix":
      return version !== null && compareReleases(version, "2.91") < 0
        ? { message: `Lix ${version} has no pipes`, severity: "error", notes: [] }
        : needsFeature("`pipe-operator`");
    case "legacy":
      return {
        message: "pipes are experimental, under another name in each evaluator",
        severity: "warning",
        notes: ["`pipe-operator` in Lix since 2.91, `pipe-operators` in Nix since 2.24"],
      };
    case "nix2":
      return null;
  }
}

function needsFeature(name: string): PipeProblem {
  return { message: `pipes need the experimental feature ${name}`, severity: "info", notes: [] };
}

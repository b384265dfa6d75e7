/**
 * Rules and fixes that are the migrator's codemods: one definition of each construct and of what is written instead.
 * A codemod answers one site at a time here; where two answers are the same change, the fix driver takes one.
 */
import type { Codemod } from "@lix-tools/migrate-langver/codemods";
import type { DeprecatedSite } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type ReportDetails, type Rule } from "../../engine/rule.ts";
import { safeFix, unsafeFix } from "../../facts/edits.ts";

/** Returns the fix a codemod has for a site, or why it has none. */
export function codemodFix(codemod: Codemod, site: DeprecatedSite, ctx: RuleContext): ReportDetails {
  const [proposal] = codemod.plan(ctx.migration(), [site]);
  if (proposal === undefined) return {};
  const { rewrite, refusal, alternative } = proposal;
  const alternatives = alternative === undefined ? [] : [unsafeFix(alternative.title, ...alternative.edits)];
  return rewrite === undefined
    ? { noFix: refusal, alternatives }
    : { fix: safeFix(rewrite.title, ...rewrite.edits), alternatives };
}

/** What a rule adds to a codemod. */
export type CodemodRule = { readonly codemod: Codemod; readonly name: string } & Pick<
  Rule,
  "code" | "summary" | "severity" | "severityFor" | "preset" | "fix" | "dialect"
>;

/** Returns the rule that reports every site of a codemod, with its fix or with the reason why there is none. */
export function codemodRule({ codemod, ...rule }: CodemodRule): Rule {
  return defineRule({
    ...rule,
    group: "langver",
    laws: codemod.laws,
    since: "0.1",
    kinds: codemod.detector.kinds,
    check(node, ctx) {
      codemod.detector.find(ctx, node, (site) => ctx.report(site.span, site.message, codemodFix(codemod, site, ctx)));
    },
  });
}

/** What a rule about better Nix 2 says of the sites of a codemod. */
export interface IdiomRule {
  readonly codemod: Codemod;
  readonly name: string;
  readonly code: string;
  readonly summary: string;
  readonly message: string;
}

/** Returns the rule that reports, in Nix 2 files, what the codemod would write; what it refuses is fine as it is. */
export function idiomRule({ codemod, message, ...rule }: IdiomRule): Rule {
  return defineRule({
    ...rule,
    group: "langver",
    severity: "info",
    preset: "nix2",
    fix: "proof",
    laws: codemod.laws,
    since: "0.1",
    dialect: "nix2",
    kinds: codemod.detector.kinds,
    check(node, ctx) {
      codemod.detector.find(ctx, node, (site) => {
        const details = codemodFix(codemod, site, ctx);
        if (details.fix !== undefined) ctx.report(site.span, message, details);
      });
    },
  });
}

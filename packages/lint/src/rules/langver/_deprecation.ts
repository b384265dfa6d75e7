/**
 * Rules over what Lix deprecates. What the construct is and where Lix objects is known in one place, the parser's
 * detectors, which the migrator uses too; a rule adds what to write instead.
 */
import type { DeprecatedSite, Detector, Severity } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type FixClass, type ReportDetails, type Rule, type RulePreset } from "../../engine/rule.ts";
import type { Target } from "../../engine/target.ts";
import { lixSeverity } from "../../facts/lix-releases.ts";

/** What a rule adds to a detector. */
export interface Deprecation<Site extends DeprecatedSite> {
  readonly detector: Detector<Site>;
  readonly code: string;
  readonly summary: string;
  /** What Lix gives the construct where it is not a gap. */
  readonly severity: Severity;
  readonly preset?: RulePreset;
  readonly fix: FixClass;
  readonly repair: (site: Site, ctx: RuleContext) => ReportDetails;
}

/** Returns the rule of a detector. */
export function deprecationRule<Site extends DeprecatedSite>(given: Deprecation<Site>): Rule {
  const { detector, code, summary, severity, preset = "recommended", fix, repair } = given;
  return defineRule({
    group: "langver",
    name: detector.code.slice("langver/".length),
    code,
    summary,
    severity,
    severityFor: (target) => severityFor(severity, target),
    preset,
    fix,
    since: "0.1",
    dialect: "legacy",
    kinds: detector.kinds,
    check(node, ctx) {
      detector.find(ctx, node, (site) => {
        const details = repair(site, ctx);
        ctx.report(site.span, site.message, {
          ...severityOf(detector.code, site, ctx.target),
          ...details,
          notes: notesOf(detector, site, details),
        });
      });
    },
  });
}

/** Nix accepts all of these; for it they are hints. Nix 2 refuses them. */
function severityFor(severity: Severity, { family }: Target): Severity {
  if (family === "nix") return "info";
  return family === "nix2" ? "error" : severity;
}

function severityOf(
  code: string,
  { verdict }: DeprecatedSite,
  { family, version }: Target,
): { readonly severity?: Severity } {
  return family === "nix" || family === "nix2" ? {} : { severity: lixSeverity(code, verdict, version) };
}

function notesOf(
  { lixFeature }: { readonly lixFeature: string | null },
  { verdict }: DeprecatedSite,
  { notes = [] }: ReportDetails,
): readonly string[] {
  if (verdict === "gap" || lixFeature === null) return notes;
  return [...notes, `to silence Lix: --extra-deprecated-features ${lixFeature}`];
}

/** What is wrong with a text: syntax, deprecations and lint findings as one list, with the changes that answer them. */
import {
  allRules,
  createRuleNames,
  createRuleTable,
  defaultTarget,
  type Finding,
  type LintSettings,
  type Preset,
  selectRules,
  type Target as LintTarget,
} from "@lix-tools/lint";
import type { Fix, Langver, TextEdit, TolerantParser } from "@lix-tools/parser";
import type { Problem, ProblemFix, TextChange } from "../protocol.ts";
import type { ToPlace } from "./places.ts";

/** How texts of either dialect are linted. */
export interface LintProfiles {
  readonly legacy: LintSettings;
  readonly nix2: LintSettings;
}

/** Returns the settings for both dialects. Legacy text is held against current Lix, which says most about it. */
export function createLintProfiles(tolerant?: TolerantParser): LintProfiles {
  return {
    legacy: createSettings("lix", { ...defaultTarget, family: "lix" }, tolerant),
    nix2: createSettings("nix2", { ...defaultTarget, family: "nix2" }, tolerant),
  };
}

function createSettings(preset: Preset, target: LintTarget, tolerant?: TolerantParser): LintSettings {
  const { rules, severities } = selectRules(allRules, preset, {});
  return {
    table: createRuleTable(rules),
    names: createRuleNames(allRules),
    target,
    severities,
    options: {},
    suppressions: "honour",
    ...(tolerant === undefined ? {} : { tolerant }),
  };
}

/** Returns the settings for texts of a language. */
export function profileFor(profiles: LintProfiles, { dialect }: Langver): LintSettings {
  return dialect === "nix" ? profiles.legacy : profiles.nix2;
}

/** Returns findings as the page shows them. */
export function toProblems(findings: readonly Finding[], toPlace: ToPlace): Problem[] {
  return findings.flatMap((finding): Problem[] => {
    if (finding.suppression !== null) return [];
    const { code, shortCode, severity, message, notes = [], fix, fixes = [] } = finding;
    const offered = fix === null ? fixes : [fix, ...fixes.filter((other) => other !== fix)];
    return [
      {
        ...toPlace(finding.span),
        code,
        rule: /^LX\d+$/u.test(shortCode) ? shortCode : null,
        severity,
        message,
        notes,
        fixes: offered.map((other) => toFix(other, toPlace)),
      },
    ];
  });
}

function toFix(fix: Fix & { readonly safety?: "safe" | "unsafe" }, toPlace: ToPlace): ProblemFix {
  return {
    title: fix.title,
    safety: fix.safety ?? "unsafe",
    changes: fix.edits.map((edit) => toChange(edit, toPlace)),
  };
}

function toChange({ span, text }: TextEdit, toPlace: ToPlace): TextChange {
  const { from, to } = toPlace(span);
  return { from, to, insert: text };
}

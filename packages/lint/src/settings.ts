/**
 * From what people say about rules, as plain data that can be sent to a worker, to the settings of the linter.
 */
import type { RuleOptions } from "./engine/context.ts";
import { createRuleTable, type RuleClock } from "./engine/dispatch.ts";
import type { LintSettings } from "./engine/lint.ts";
import { type Preset, type RuleLevels, selectRules } from "./engine/presets.ts";
import { ruleId } from "./engine/rule.ts";
import { defaultTarget, parseTarget } from "./engine/target.ts";
import { allRules } from "./registry.ts";
import { createRuleNames } from "./rule-names.ts";

/** What holds for a file. */
export interface LintProfile {
  readonly preset: Preset;
  readonly target: string;
  /** In the order in which they were said; later ones win. */
  readonly levels: readonly RuleLevels[];
  readonly options: RuleOptions;
  /** The only rules to run; null for all. */
  readonly only: readonly string[] | null;
  readonly suppressions: "honour" | "ignore";
}

/** Returns the settings of a profile. */
export function settingsOf(profile: LintProfile, clock?: RuleClock): LintSettings {
  const names = createRuleNames(allRules);
  const levels: Record<string, "off" | "info" | "warning" | "error"> = {};
  for (const said of profile.levels) {
    for (const [name, level] of Object.entries(said)) {
      const group = name === "all" || allRules.some((rule) => rule.group === name);
      if (group) levels[name] = level;
      else for (const rule of names.resolve(name)) levels[ruleId(rule)] = level;
    }
  }
  const selected = selectRules(allRules, profile.preset, levels);
  const only = profile.only === null ? null : new Set(profile.only.flatMap((name) => names.resolve(name)));
  const options: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [name, values] of Object.entries(profile.options)) {
    for (const rule of names.resolve(name)) options[ruleId(rule)] = values;
  }
  return {
    table: createRuleTable(only === null ? selected.rules : allRules.filter((rule) => only.has(rule))),
    names,
    target: parseTarget(profile.target) ?? defaultTarget,
    severities: selected.severities,
    options,
    suppressions: profile.suppressions,
    ...(clock === undefined ? {} : { clock }),
  };
}

/**
 * What holds for one file: preset, target and levels of rules, from the configuration and the command line. Plain data,
 * so that it can be sent to a worker; there it becomes the linter's settings.
 */
import { relative, sep } from "node:path";
import type { Config } from "@lix-tools/cli-kit/config";
import picomatch from "picomatch";
import type { RuleOptions } from "../engine/context.ts";
import { createRuleTable, type RuleClock } from "../engine/dispatch.ts";
import type { LintSettings } from "../engine/lint.ts";
import { type Preset, type RuleLevels, selectRules } from "../engine/presets.ts";
import { ruleId } from "../engine/rule.ts";
import { defaultTarget, parseTarget } from "../engine/target.ts";
import { allRules } from "../registry.ts";
import { createRuleNames } from "../rule-names.ts";
import { lintSection } from "./lint-section.ts";

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

/** What the command line says. */
export interface ProfileFlags {
  readonly preset?: Preset | undefined;
  readonly target?: string | undefined;
  readonly levels: RuleLevels;
  readonly only: readonly string[] | null;
  readonly suppressions: "honour" | "ignore";
}

/** Returns the profile of a file. */
export function profileOf(absolute: string, config: Config | undefined, flags: ProfileFlags): LintProfile {
  const said = config?.section(lintSection);
  const path = config === undefined ? "" : relative(config.directory, absolute).replaceAll(sep, "/");
  const overrides = said?.overrides.filter(({ paths }) => paths.some((glob) => matches(glob, path))) ?? [];
  return {
    preset:
      flags.preset ?? overrides.findLast(({ preset }) => preset !== undefined)?.preset ?? said?.preset ?? "recommended",
    target:
      flags.target ??
      overrides.findLast(({ target }) => target !== undefined)?.target ??
      said?.target ??
      defaultTargetOf(flags.preset ?? said?.preset),
    levels: [said?.rules ?? {}, ...overrides.map(({ rules }) => rules), flags.levels],
    options: said?.options ?? {},
    only: flags.only,
    suppressions: flags.suppressions,
  };
}

function defaultTargetOf(preset: Preset | undefined): string {
  return preset === "lix" || preset === "nix2" ? preset : "legacy";
}

function matches(glob: string, path: string): boolean {
  const plain = glob.replace(/^\.\//u, "").replace(/\/$/u, "");
  return picomatch.isMatch(path, [plain, `${plain}/**`], { dot: true });
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

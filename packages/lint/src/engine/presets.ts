/**
 * Presets: which rules run before configuration has its say.
 */
import { type Rule, type RulePreset, ruleId } from "./rule.ts";

/** The presets by name. */
export const presets = ["recommended", "strict", "lix", "nix2", "nixpkgs", "nixos-module"] as const;
/** One of the presets. */
export type Preset = (typeof presets)[number];

const members: Readonly<Record<Preset, readonly RulePreset[]>> = {
  recommended: ["recommended"],
  strict: ["recommended", "strict"],
  lix: ["recommended"],
  nix2: ["recommended", "nix2"],
  nixpkgs: ["recommended", "nixpkgs"],
  "nixos-module": ["recommended", "nixos-module"],
};

/** Tells whether a preset switches a rule on. */
export function isInPreset(rule: Rule, preset: Preset): boolean {
  return members[preset].includes(rule.preset);
}

/** What configuration says about rules: by `group/name`, a group, or `all`. */
export type RuleLevels = Readonly<Record<string, "off" | "info" | "warning" | "error">>;

/** Returns the rules that run, and the severities that replace their own. The more exact name wins. */
export function selectRules(
  rules: readonly Rule[],
  preset: Preset,
  levels: RuleLevels,
): { readonly rules: readonly Rule[]; readonly severities: ReadonlyMap<string, "info" | "warning" | "error"> } {
  const severities = new Map<string, "info" | "warning" | "error">();
  const selected = rules.filter((rule) => {
    const id = ruleId(rule);
    const level = levels[id] ?? levels[rule.group] ?? levels["all"];
    if (level === undefined) return isInPreset(rule, preset);
    if (level !== "off") severities.set(id, level);
    return level !== "off";
  });
  return { rules: selected, severities };
}

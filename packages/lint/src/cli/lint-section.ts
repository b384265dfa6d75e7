/** The table `[lint]` of `lix.toml`. Its descriptions are the documentation, and the published schema is made of it. */
import type { ConfigSection } from "@lix-tools/cli-kit/config";
import * as v from "valibot";
import { type Preset, presets, type RuleLevels } from "../engine/presets.ts";
import { parseTarget, targetsInBrief } from "../engine/target.ts";
import { allRules } from "../registry.ts";
import { createRuleNames } from "../rule-names.ts";

/** What `[lint]` says. */
export interface LintConfig {
  readonly preset?: Preset | undefined;
  readonly target?: string | undefined;
  readonly rules: RuleLevels;
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly overrides: readonly LintOverride[];
}

/** What holds for some files besides. */
export interface LintOverride {
  readonly paths: readonly string[];
  readonly preset?: Preset | undefined;
  readonly target?: string | undefined;
  readonly rules: RuleLevels;
}

const levels = v.picklist(["off", "info", "warning", "error"]);
const names = createRuleNames(allRules);

const ruleName = v.pipe(
  v.string(),
  v.check((name) => name === "all" || names.resolve(name).length > 0, unknownRule),
);

function unknownRule({ input }: { readonly input: string }): string {
  const near = names.suggest(input);
  return `there is no rule \`${input}\`${near === null ? "" : `; did you mean \`${near}\`?`}`;
}

const target = v.pipe(
  v.string(),
  v.check((name) => parseTarget(name) !== null, `expected ${targetsInBrief}`),
  v.description("The evaluators the files are for: `legacy`, `lix`, `lix-2.94`, `nix-2.18`, `nix2`."),
);
const preset = v.pipe(v.picklist(presets), v.description("The rules to begin with."));
const rules = v.pipe(
  v.record(ruleName, levels),
  v.description(
    "Severities by rule, group or `all`; `off` switches off. Names of statix, deadnix and others are understood.",
  ),
);

/** `[lint]`: which rules run, how grave they are, and for whom the files are. */
export const lintSection: ConfigSection<LintConfig> = {
  name: "lint",
  schema: v.pipe(
    v.strictObject({
      preset: v.optional(preset),
      target: v.optional(target),
      rules: v.optional(rules, {}),
      options: v.optional(
        v.pipe(v.record(ruleName, v.record(v.string(), v.unknown())), v.description("Settings of rules, by rule.")),
        {},
      ),
      overrides: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              paths: v.pipe(
                v.array(v.string()),
                v.description("Globs counting from the directory of this file. A directory stands for all in it."),
              ),
              preset: v.optional(preset),
              target: v.optional(target),
              rules: v.optional(rules, {}),
            }),
          ),
          v.description("What holds for some files besides. Later ones win."),
        ),
        [],
      ),
    }),
    v.description("Which rules run, how grave their findings are, and for whom the files are."),
  ),
};

/** What holds for one file: preset, target and levels of rules, from the configuration and the command line. */
import { relative, sep } from "node:path";
import type { Config } from "@lix-tools/cli-kit/config";
import picomatch from "picomatch";
import type { Preset, RuleLevels } from "../engine/presets.ts";
import type { LintProfile } from "../settings.ts";
import { lintSection } from "./lint-section.ts";

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

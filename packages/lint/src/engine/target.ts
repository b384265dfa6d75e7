/**
 * For whom a file is written: the evaluators that have to accept it. A target decides how grave a deprecation is and
 * which builtins there are; how the file is read is decided by its langver alone.
 */
import { compareReleases } from "@lix-tools/eval-core";

/** A family of evaluators and, for Nix and Lix, the release. */
export interface Target {
  readonly family: "legacy" | "lix" | "nix" | "nix2";
  /** Such as `2.96`; null for the newest. */
  readonly version: string | null;
}

/** The target when nobody says: what every evaluator in use accepts. */
export const defaultTarget: Target = { family: "legacy", version: null };

/** The oldest release of each implementation that the tables of this package go back to. Newer ones than they know are taken for the newest. */
export const oldestReleases: Readonly<Record<"lix" | "nix", string>> = { lix: "2.90", nix: "2.3" };

/** What to say about a text that names no target. */
export const targetsInBrief = "`legacy`, `nix2`, `lix` or `lix-2.90` and later, `nix` or `nix-2.3` and later";

/** Returns the target a person names (`lix`, `lix-2.94`, `nix-2.18`, `nix2`, `legacy`), or null. */
export function parseTarget(name: string): Target | null {
  const match = /^(legacy|lix|nix|cppnix|nix2)(?:-(2\.\d{1,3}))?$/.exec(name);
  if (match === null) return null;
  const [, family = "", version = null] = match;
  switch (family) {
    case "legacy":
    case "nix2":
      return version === null ? { family, version } : null;
    case "lix":
      return releaseOf("lix", version);
    default:
      return releaseOf("nix", version);
  }
}

/** Lix counts on from where Nix was, so a Lix release has no Nix of the same number, and the other way round. */
function releaseOf(family: "lix" | "nix", version: string | null): Target | null {
  if (version === null) return { family, version };
  const isLix = compareReleases(version, oldestReleases.lix) >= 0;
  return isLix === (family === "lix") && compareReleases(version, oldestReleases[family]) >= 0
    ? { family, version }
    : null;
}

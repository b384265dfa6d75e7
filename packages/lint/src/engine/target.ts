/**
 * For whom a file is written: the evaluators that have to accept it. A target decides how grave a deprecation is; how
 * the file is read is decided by its langver alone.
 */

/** A family of evaluators and, for Nix and Lix, the release. */
export interface Target {
  readonly family: "legacy" | "lix" | "nix" | "nix2";
  /** Such as `2.96`; null for the newest. */
  readonly version: string | null;
}

/** The target when nobody says: what every evaluator in use accepts. */
export const defaultTarget: Target = { family: "legacy", version: null };

/** Returns the target a person names (`lix`, `lix-2.94`, `nix-2.18`, `nix2`, `legacy`), or null. */
export function parseTarget(name: string): Target | null {
  const match = /^(legacy|lix|nix|cppnix|nix2)(?:-(\d+\.\d+))?$/.exec(name);
  if (match === null) return null;
  const [, family = "", version = null] = match;
  switch (family) {
    case "legacy":
    case "nix2":
      return version === null ? { family, version } : null;
    case "lix":
      return { family, version };
    default:
      return { family: "nix", version };
  }
}

/** Compares two releases such as `2.18` by their numbers. */
export function compareReleases(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split(".").map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split(".").map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

/**
 * Which releases have a builtin. The table of global names begins with Nix 2.8; what came between 2.3 and 2.8, read from
 * the sources of each release, is added here.
 */
import { compareReleases, furtherGlobals, standardGlobals } from "@lix-tools/eval-core";
import type { Target } from "../engine/target.ts";

/** The first release of the table of global names. */
const tableBegin = "2.8";

/** The Nix before the table that had a builtin first, and the last one that had it where it is gone. */
const earlier: ReadonlyMap<string, readonly [first: string, last?: string]> = new Map([
  ["ceil", ["2.4"]],
  ["fetchClosure", ["2.8"]],
  ["fetchTree", ["2.4"]],
  ["floor", ["2.4"]],
  ["getFlake", ["2.4"]],
  ["groupBy", ["2.5"]],
  ["valueSize", ["2.3", "2.3"]],
  ["zipAttrsWith", ["2.6"]],
]);

/** Tells whether some release has the builtin. */
export function isBuiltin(name: string): boolean {
  return isStandard(name) || rowsOf(name).length > 0 || earlier.has(name);
}

/** Tells whether the targeted release has the builtin; targets that name no implementation have what anyone has. */
export function hasBuiltin({ family, version }: Target, name: string): boolean {
  if (family !== "lix" && family !== "nix") return isBuiltin(name);
  const ranges = rowsOf(name).flatMap((row) => (row[family] === null ? [] : [row[family]]));
  if (isStandard(name)) ranges.push(family === "lix" ? ["2.90"] : [tableBegin]);
  return ranges.concat(family === "nix" && !isBuiltinOfTable(name) ? earlierRange(name) : []).some((range) => {
    const [first, last] = family === "nix" ? withEarlier(name, range) : range;
    if (version === null) return last === undefined;
    return compareReleases(first, version) <= 0 && (last === undefined || compareReleases(version, last) <= 0);
  });
}

type ReleaseRange = readonly [first: string, last?: string];

function earlierRange(name: string): ReleaseRange[] {
  const range = earlier.get(name);
  return range === undefined ? [] : [range];
}

/** What the table knows since its begin has been there since Nix 2.3, or since the release above. */
function withEarlier(name: string, [first, last]: ReleaseRange): ReleaseRange {
  if (first !== tableBegin) return last === undefined ? [first] : [first, last];
  const [begin] = earlier.get(name) ?? ["2.3"];
  return last === undefined ? [begin] : [begin, last];
}

function isStandard(name: string): boolean {
  return standardGlobals.has(name) || standardGlobals.has(`__${name}`);
}

function rowsOf(name: string): typeof furtherGlobals {
  return furtherGlobals.filter((row) => row.name === name || row.name === `__${name}`);
}

function isBuiltinOfTable(name: string): boolean {
  return isStandard(name) || rowsOf(name).length > 0;
}

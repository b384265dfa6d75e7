/** Versions and names of derivations as text. */

/** Returns the parts of a version: runs of digits and runs of anything else but dots and dashes, which separate. */
export function splitVersion(version: string): string[] {
  return version.match(/[0-9]+|[^0-9.-]+/g) ?? [];
}

/** Returns -1, 0 or 1 as the first version is older than, equal to or newer than the second. */
export function compareVersions(first: string, second: string): -1 | 0 | 1 {
  const left = splitVersion(first);
  const right = splitVersion(second);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const leftPart = left[at] ?? "";
    const rightPart = right[at] ?? "";
    if (isOlder(leftPart, rightPart)) return -1;
    if (isOlder(rightPart, leftPart)) return 1;
  }
  return 0;
}

/** The largest number a part may be; longer runs of digits count as words. */
const largestPart = 2147483647;

function numberOrNull(part: string): number | null {
  if (!/^[0-9]+$/.test(part)) return null;
  const value = Number(part);
  return value <= largestPart ? value : null;
}

function isOlder(left: string, right: string): boolean {
  const leftNumber = numberOrNull(left);
  const rightNumber = numberOrNull(right);
  if (leftNumber !== null && rightNumber !== null) return leftNumber < rightNumber;
  if (left === "" && rightNumber !== null) return true;
  if (left === "pre" && right !== "pre") return true;
  if (right === "pre") return false;
  if (rightNumber !== null) return true;
  if (leftNumber !== null) return false;
  return left < right;
}

/** Returns what is before and after the first dash that no letter follows. */
export function parseDerivationName(full: string): { readonly name: string; readonly version: string } {
  const dash = full.search(/-[^a-zA-Z]/);
  return dash < 0 ? { name: full, version: "" } : { name: full.slice(0, dash), version: full.slice(dash + 1) };
}

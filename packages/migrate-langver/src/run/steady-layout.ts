/**
 * Layout that stays when a migrated text goes back to legacy and is migrated again. Only lines that changed are
 * formatted, and seen from the legacy text those may be others; so what such a trip makes of the layout is taken at once.
 */
import { compareTrees } from "@lix-tools/fmt";
import { detectLangver, equalBytes, type Langver, parse, type Tree } from "@lix-tools/parser";

/** Trips until a layout stays. One is enough for nearly every text. */
const mostTrips = 3;

/** A way to legacy and from there. Both are formatted as a run does it, and return null where there is no way. */
export interface RoundTrip {
  readonly back: (text: Uint8Array) => Uint8Array | null;
  readonly forth: (text: Uint8Array) => Uint8Array | null;
}

/** A migrated text, and the one it was made of. */
export interface Migrated {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** That of a text without a clause. */
  readonly configured: Langver;
}

/**
 * Returns the migrated text with a layout that a round trip leaves alone; the very same array where it is such a text
 * already, or where what comes back differs in more than layout.
 */
export function steadyLayout({ before, after, configured }: Migrated, { back, forth }: RoundTrip): Uint8Array {
  if (detectLangver(before, { configured }).langver.dialect !== "nix") return after;
  let text = after;
  for (let trip = 0; trip < mostTrips; trip++) {
    const legacy = back(text);
    // What was migrated is what comes back, so it would become what it became.
    if (legacy === null || (text === after && equalBytes(legacy, before))) return text;
    const again = forth(legacy);
    if (again === null || equalBytes(again, text) || !isOnlyLayout(text, again, configured)) return text;
    text = again;
  }
  return text;
}

/** Tells whether two texts are the same but for comments and white space. */
function isOnlyLayout(left: Uint8Array, right: Uint8Array, configured: Langver): boolean {
  return compareTrees(treeOf(left, configured), treeOf(right, configured)) === null;
}

function treeOf(source: Uint8Array, configured: Langver): Tree {
  const { langver } = detectLangver(source, { configured });
  return parse(source, { langver, checks: "none" }).tree;
}

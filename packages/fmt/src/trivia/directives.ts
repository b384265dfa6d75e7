/**
 * Regions the author takes out of formatting: from the line of `nixfmt:disable` to that of `nixfmt:enable`, each alone
 * in a block comment. Mirrors `resolveDirective` in nixfmt Lexer.hs.
 */
import type { TextPool } from "../doc/text-pool.ts";
import type { Trivium } from "./trivium.ts";

/** Whether a region is open, while the source is walked from start to end. */
export interface DirectiveState {
  /** Start of the line that opened the region, or -1. */
  openedAt: number;
  /** End of the source. */
  readonly sourceEnd: number;
}

/** A directive as found. */
export interface FoundDirective {
  readonly isDisable: boolean;
  readonly start: number;
  /** End of its line. */
  readonly end: number;
}

/** Returns what the directive amounts to here, and opens or closes the region. */
export function resolveDirective(pool: TextPool, state: DirectiveState, found: FoundDirective): Trivium {
  const lineStart = blankLineStart(pool, found.start);
  if (lineStart < 0) {
    return { kind: "line-comment", text: pool.add(found.isDisable ? "# nixfmt:disable" : "# nixfmt:enable") };
  }
  if (found.isDisable) {
    if (state.openedAt < 0) state.openedAt = lineStart;
    return { kind: "disable" };
  }
  if (state.openedAt < 0) return { kind: "enable" };
  const text = slice(pool, state.openedAt, found.end);
  state.openedAt = -1;
  return { kind: "verbatim", text, extent: "region" };
}

/** Returns the rest of the source if a region is still open at its end. */
export function unclosedRegion(pool: TextPool, { openedAt, sourceEnd }: DirectiveState): Trivium | null {
  return openedAt < 0 ? null : { kind: "verbatim", text: slice(pool, openedAt, sourceEnd), extent: "to-end" };
}

function slice(pool: TextPool, start: number, end: number): { start: number; end: number; width: number } {
  return { start, end, width: pool.widthOf(start, end) };
}

/** Returns where the line starts if only blanks stand between there and `position`, else -1. */
function blankLineStart({ bytes }: TextPool, position: number): number {
  let at = position;
  while (at > 0 && bytes[at - 1] !== 0x0a) {
    at--;
    if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return -1;
  }
  return at;
}

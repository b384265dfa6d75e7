/**
 * Which slot of one `let` answers which of the other. Slots of a `let` have no visible names, so two programs are
 * compared by pairing them as their uses meet: the first use of a slot on both sides pairs them for good.
 */
import type { LetTerm } from "./term.ts";

export interface SlotPairing {
  /** For each left number its right partner, -1 while it has none; and the other way round. */
  readonly toRight: number[];
  readonly toLeft: number[];
}

/** How a pair of numbers stands to a pairing. */
export type PairingAnswer = "known" | "new" | "conflict";

/** Returns a pairing of `left` and `right` numbers without partners. */
export function emptyPairing(left: number, right: number): SlotPairing {
  return { toRight: without(left), toLeft: without(right) };
}

function without(count: number): number[] {
  return count === 0 ? [] : Array.from({ length: count }, () => -1);
}

/** Pairs two numbers if neither has a partner, and tells how they stood before. */
export function pair(pairing: SlotPairing, left: number, right: number): PairingAnswer {
  const partner = pairing.toRight[left];
  if (partner === right) return "known";
  if (partner !== -1 || pairing.toLeft[right] !== -1) return "conflict";
  pairing.toRight[left] = right;
  pairing.toLeft[right] = left;
  return "new";
}

/** Returns the numbers on one side that have no partner. */
export function unpaired(partners: readonly number[]): number[] {
  const free: number[] = [];
  for (const [number, partner] of partners.entries()) if (partner === -1) free.push(number);
  return free;
}

/** The pairings of two `let`s: their slots, and their `inherit (from)` sources. */
export interface LetPairing {
  readonly slots: SlotPairing;
  readonly froms: SlotPairing;
}

/** Returns the pairing of two `let`s, or null where they can never be paired. */
export function letPairingOrNull(left: LetTerm, right: LetTerm): LetPairing | null {
  if (left.slots.length !== right.slots.length || left.froms.length !== right.froms.length) return null;
  return {
    slots: emptyPairing(left.slots.length, right.slots.length),
    froms: emptyPairing(left.froms.length, right.froms.length),
  };
}

/** What a target came to, as one text to compare and to show. */
import type { Outcome } from "./request.ts";

/** What a target came to. */
export type TargetOutcome = Omit<Outcome, "hashes">;

/** Returns what a target came to as one text. */
export function shownOutcome({ outcome, description }: TargetOutcome): string {
  return description === "" ? outcome : `${outcome} described by ${Buffer.from(description, "latin1").toString("hex")}`;
}

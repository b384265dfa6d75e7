/** Numbers of things, as reports say them. */

/** Returns a number with its noun: `1 file`, `2 files`. */
export function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

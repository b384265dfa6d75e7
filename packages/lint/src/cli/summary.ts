/** What stands at the end of a run: how often rules were found, how long they took, what was fixed. */
import type { Palette } from "./palette.ts";

/** Numbers of a run. */
export interface Tally {
  readonly byRule: Map<string, { count: number; fixable: number }>;
  readonly applied: Map<string, number>;
  readonly times: Map<string, number>;
  files: number;
}

/** Returns a tally of nothing. */
export function createTally(): Tally {
  return { byRule: new Map(), applied: new Map(), times: new Map(), files: 0 };
}

/** Returns one line per rule, the most frequent first. */
export function renderStatistics({ byRule }: Tally): string {
  const rows = [...byRule].toSorted(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const width = Math.max(...rows.map(([, { count }]) => String(count).length), 1);
  return rows
    .map(
      ([code, { count, fixable }]) =>
        `${String(count).padStart(width)}  ${code}${fixable > 0 ? ` (${fixable} fixable)` : ""}\n`,
    )
    .join("");
}

/** Returns one line per rule, the slowest first. */
export function renderTimes({ times }: Tally): string {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  const rows = [...times].toSorted(([, a], [, b]) => b - a);
  return rows
    .map(
      ([code, time]) =>
        `${time.toFixed(1).padStart(9)} ms ${((100 * time) / Math.max(total, 1)).toFixed(1).padStart(5)} %  ${code}\n`,
    )
    .join("");
}

/** Returns one line about fixes, or nothing. */
export function renderFixed({ applied }: Tally, palette: Palette): string {
  const total = [...applied.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return "";
  const parts = [...applied].toSorted().map(([code, count]) => `${count} × ${code}`);
  return `${palette.green(`fixed ${total}`)}: ${parts.join(", ")}\n`;
}

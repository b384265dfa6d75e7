/**
 * The baseline: how many findings of each rule each file may have, from the day the linter was switched on. More than
 * that are new ones and all are shown; less means the baseline is stale and can be pruned.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "@lix-tools/cli-kit/command";
import * as v from "valibot";
import type { Finding } from "../engine/finding.ts";

const schema = v.strictObject({
  version: v.literal(1),
  files: v.record(v.string(), v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1)))),
});

/** Counts by file and rule. */
export type Baseline = Map<string, Map<string, number>>;

/** Returns the baseline of a file; empty where there is no file. */
export function readBaseline(path: string): Baseline {
  if (!existsSync(path)) return new Map();
  let contents: unknown;
  try {
    contents = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new CommandError(`the baseline \`${path}\` is not JSON`);
  }
  const parsed = v.safeParse(schema, contents);
  if (!parsed.success) throw new CommandError(`the baseline \`${path}\` is not one: ${parsed.issues[0].message}`);
  return new Map(Object.entries(parsed.output.files).map(([file, rules]) => [file, new Map(Object.entries(rules))]));
}

/** Writes a baseline, sorted, so that it merges well. */
export function writeBaseline(path: string, baseline: Baseline): void {
  const files = Object.fromEntries(
    [...baseline]
      .filter(([, rules]) => rules.size > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([file, rules]) => [file, Object.fromEntries([...rules].toSorted(([a], [b]) => (a < b ? -1 : 1)))]),
  );
  writeFileSync(path, `${JSON.stringify({ version: 1, files }, null, 2)}\n`);
}

/** Returns how often each rule is found. */
export function countFindings(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, suppression } of findings) {
    if (suppression === null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** A rule that is found less often than the baseline says. */
export interface StaleEntry {
  readonly path: string;
  readonly code: string;
  readonly allowed: number;
  readonly found: number;
}

/** Returns the findings beyond the baseline, and what of it is stale for this file. */
export function applyBaseline(
  baseline: Baseline,
  path: string,
  findings: readonly Finding[],
): { readonly findings: Finding[]; readonly stale: StaleEntry[] } {
  const counts = countFindings(findings);
  const allowed = baseline.get(path) ?? new Map<string, number>();
  const stale = [...allowed]
    .filter(([code, count]) => (counts.get(code) ?? 0) < count)
    .map(([code, count]) => ({ path, code, allowed: count, found: counts.get(code) ?? 0 }));
  const kept = findings.map((finding) => {
    const isKnown = (counts.get(finding.code) ?? 0) <= (allowed.get(finding.code) ?? 0);
    return isKnown && finding.suppression === null
      ? { ...finding, suppression: { reason: "in the baseline" } }
      : finding;
  });
  return { findings: kept, stale };
}

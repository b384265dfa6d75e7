/**
 * The counts of a run. Every file counts once, so that the statuses add up to the files.
 */
import type { Codemod, CodemodId } from "../codemod.ts";
import type { Verification } from "../proof/prove.ts";
import type { EvaluationAccount } from "../run/evaluate/evaluation-account.ts";
import { type AcceptedPlace, type FileResult, type FileStatus, fileStatuses } from "../run/file-result.ts";

/** What one codemod did in a run. */
export interface RuleSummary {
  readonly codemod: Codemod;
  rewritten: number;
  unsafe: number;
  /** How many of the rewrites rest on observations. */
  observed: number;
  refused: number;
  /** Files in which it rewrote something. */
  files: number;
  /** How many sites were refused, by reason. */
  readonly reasons: Map<string, number>;
}

export interface Summary {
  files: number;
  bytes: number;
  written: number;
  changed: number;
  readonly statuses: Record<FileStatus, number>;
  /** Changed files by what was shown of them. */
  readonly verified: Record<Verification, number>;
  readonly rules: ReadonlyMap<CodemodId, RuleSummary>;
  /** Changed files that look at their own positions. */
  readonly readsPositions: string[];
  /** What evaluations came to, or null where nothing was evaluated. */
  evaluation: EvaluationAccount | null;
  /** Sites that have an alternative and were left. */
  alternatives: number;
  /** Sites that were rewritten to what was perhaps meant. */
  readonly accepted: AcceptedInFile[];
  /** What was accepted with `--accept` and met nothing. */
  unusedAccepts: number;
  /** The files that would change, in groups, in the order of a plan; null where none was asked for. */
  order: readonly (readonly string[])[] | null;
  /** What else there is to know about the run, in sentences. */
  readonly notes: string[];
}

/** An accepted site and its file. */
export interface AcceptedInFile extends AcceptedPlace {
  readonly path: string;
}

/** Returns the summary of no files. */
export function createSummary(codemods: readonly Codemod[]): Summary {
  const rules = codemods.map((codemod): [CodemodId, RuleSummary] => {
    return [codemod.id, { codemod, rewritten: 0, unsafe: 0, observed: 0, refused: 0, files: 0, reasons: new Map() }];
  });
  return {
    files: 0,
    bytes: 0,
    written: 0,
    changed: 0,
    statuses: zeroStatuses(),
    verified: { none: 0, parse: 0, core: 0, law: 0, observed: 0 },
    rules: new Map(rules),
    readsPositions: [],
    evaluation: null,
    alternatives: 0,
    accepted: [],
    unusedAccepts: 0,
    order: null,
    notes: [],
  };
}

function zeroStatuses(): Record<FileStatus, number> {
  const entries = fileStatuses.map((status): [FileStatus, number] => [status, 0]);
  // `fileStatuses` has every status; `Object.fromEntries` forgets which.
  return Object.fromEntries(entries) as Record<FileStatus, number>;
}

/** Adds a file. */
export function addResult(summary: Summary, result: FileResult): void {
  summary.files++;
  summary.bytes += result.bytes;
  summary.statuses[result.status]++;
  if (result.written) summary.written++;
  if (result.changed) {
    summary.changed++;
    summary.verified[result.verification]++;
    if (result.readsPositions) summary.readsPositions.push(result.path);
  }
  for (const { id, rewritten, unsafe, observed } of result.rules) {
    const rule = summary.rules.get(id);
    if (rule === undefined) continue;
    rule.rewritten += rewritten;
    rule.unsafe += unsafe;
    rule.observed += observed;
    rule.files++;
  }
  summary.accepted.push(...result.accepted.map((place) => ({ ...place, path: result.path })));
  for (const { id, reason, alternative } of result.refused) {
    const rule = summary.rules.get(id);
    if (alternative !== null) summary.alternatives++;
    if (rule === undefined) continue;
    rule.refused++;
    rule.reasons.set(reason, (rule.reasons.get(reason) ?? 0) + 1);
  }
}

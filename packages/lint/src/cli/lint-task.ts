/**
 * The work on one file, here or in a worker: read, lint, and fix if asked to. Nothing is written here; the new text goes
 * back to where files are written.
 */
import { statSync } from "node:fs";
import { readSource } from "@lix-tools/cli-kit/discovery";
import { digestOf } from "@lix-tools/cli-kit/file-cache";
import type { FileReport } from "@lix-tools/cli-kit/report";
import type { WorkerTask } from "@lix-tools/cli-kit/worker-pool";
import {
  createParserBuffers,
  type Edition,
  findUseClause,
  makeLangver,
  type ParserBuffers,
  resolveLangver,
} from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import { type LintInput, type LintSettings, lintSource } from "../engine/lint.ts";
import { ruleId } from "../engine/rule.ts";
import { fixSource, type RefusedFix } from "../fix/fix-source.ts";
import { type LintProfile, settingsOf } from "../settings.ts";

/** One file to work on. */
export interface LintItem {
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  readonly configured: Edition | null;
  /** Index into the shared profiles. */
  readonly profile: number;
}

/** What all files have in common. */
export interface LintShared {
  readonly profiles: readonly LintProfile[];
  readonly fix: "none" | "safe" | "unsafe";
  readonly timed: "yes" | "no";
  /** Whether to say which bytes were read, for the cache. */
  readonly digests: "yes" | "no";
}

/** What came of one file. */
export interface LintOutcome {
  /** Why it could not be read, or null. */
  readonly failure: FileReport | null;
  readonly findings: readonly Finding[];
  readonly isComplete: boolean;
  /** The new text, or null where nothing is to be written. */
  readonly output: Uint8Array | null;
  /** What the file held. Null unless it is to be written. */
  readonly before: Uint8Array | null;
  readonly applied: readonly (readonly [code: string, count: number])[];
  readonly refused: readonly RefusedFix[];
  readonly outcome: "stable" | "cycle" | "limit";
  /** Milliseconds by rule. */
  readonly times: readonly (readonly [code: string, time: number])[];
  /** The digest of the bytes that were read, if it was asked for. */
  readonly digest: Uint8Array | null;
}

/** Returns what came of every file of the task. */
export function runLintTask({ items, shared }: WorkerTask<LintItem, LintShared>): LintOutcome[] {
  const buffers = createParserBuffers();
  const settings = shared.profiles.map((profile) =>
    settingsOf(profile, shared.timed === "yes" ? new Map() : undefined),
  );
  return items.map((item) => {
    const chosen = settings[item.profile];
    if (chosen === undefined) throw new Error("there is no such profile");
    const read = readSource(item);
    if ("report" in read) return { ...cleanOutcome, isComplete: false, failure: read.report };
    const isExecutable = (): boolean | null => mayRun(item.absolute);
    const outcome = lintBytes({ ...item, isExecutable }, read.bytes, { settings: chosen, buffers, fix: shared.fix });
    return shared.digests === "yes" ? { ...outcome, digest: digestOf(read.bytes) } : outcome;
  });
}

/** Asked by a rule only: a look at the disk for every file would be felt. Windows has no such permission. */
function mayRun(absolute: string): boolean | null {
  const mode = statSync(absolute, { throwIfNoEntry: false })?.mode;
  return mode === undefined || process.platform === "win32" ? null : (mode & 0o111) !== 0;
}

/** What comes of a file without findings. */
export const cleanOutcome: LintOutcome = {
  failure: null,
  findings: [],
  isComplete: true,
  output: null,
  before: null,
  applied: [],
  refused: [],
  outcome: "stable",
  times: [],
  digest: null,
};

/** How to work on one file. */
export interface LintWork {
  readonly settings: LintSettings;
  readonly buffers?: ParserBuffers;
  readonly fix: LintShared["fix"];
}

/** Returns what came of the bytes of one file. */
export function lintBytes(
  { path, configured, isExecutable }: Pick<LintItem, "path" | "configured"> & Pick<LintInput, "isExecutable">,
  source: Uint8Array,
  { settings, buffers, fix }: LintWork,
): LintOutcome {
  const { langver, diagnostics } = resolveLangver({
    clause: findUseClause(source),
    configured: configured === null ? null : makeLangver(configured),
  });
  settings.clock?.clear();
  const known = isExecutable === undefined ? {} : { isExecutable };
  const input = { source, langver, path: path.replaceAll("\\", "/"), diagnostics, ...known };
  if (fix === "none") {
    const result = lintSource(input, buffers === undefined ? settings : { ...settings, buffers });
    return { ...cleanOutcome, findings: result.findings, isComplete: result.isComplete, times: timesOf(settings) };
  }
  const fixed = fixSource(input, settings, { level: fix });
  const isChanged = fixed.applied.size > 0;
  return {
    ...cleanOutcome,
    findings: fixed.remaining.findings,
    isComplete: fixed.remaining.isComplete,
    output: isChanged ? fixed.output : null,
    before: isChanged ? source : null,
    applied: [...fixed.applied],
    refused: fixed.refused,
    outcome: fixed.outcome,
    times: timesOf(settings),
  };
}

function timesOf({ clock }: LintSettings): LintOutcome["times"] {
  return clock === undefined ? [] : [...clock].map(([rule, time]) => [ruleId(rule), time]);
}

/**
 * The migration of one file in memory: bytes in, bytes and an account out. Nothing is written here, and nothing that
 * was not proved comes out: where a proof fails the old bytes do, with the name of the codemod that is to blame.
 */
import { findPositionUses, lowerTree } from "@lix-tools/eval-core";
import {
  type Diagnostic,
  findUseClause,
  invalidUtf8At,
  type Langver,
  parse,
  type ParserBuffers,
  resolveLangver,
  type Span,
  sliceLatin1,
  type Tree,
} from "@lix-tools/parser";
import type { Codemod, CodemodId } from "../codemod.ts";
import { findFloatArithmetic, floatReason } from "../proof/float-arithmetic.ts";
import {
  type Mismatch,
  proveCoreEqual,
  type Verdict,
  type Verification,
  type VerificationLevel,
} from "../proof/prove.ts";
import type { ObservedFile } from "../observe/observation-log.ts";
import { blame, type Culprit, type Fails, proofTask } from "./blame.ts";
import { isFatal } from "./is-fatal.ts";
import { codemodsOn, type PhasesOptions, runPhases, type Unswitched } from "./run-phases.ts";
import {
  appliedInOriginal,
  type AppliedRewrite,
  inOriginal,
  isRequired,
  type RefusedSite,
  type RoundsFailure,
  type RoundsResult,
  runRounds,
} from "./run-rounds.ts";

/** What a migration is to do. */
export interface MigrationOptions {
  readonly to: Langver;
  /** The codemods there are; those of the registry if absent. */
  readonly codemods?: readonly Codemod[];
  /** The langver of a file without a head clause; legacy if absent. */
  readonly configured?: Langver | undefined;
  /** Says whether a codemod takes part; all that are not optional do if absent. */
  readonly isSelected?: (codemod: Codemod) => boolean;
  /** The codemods whose alternatives, which change the meaning, are made instead of their safe rewrites. */
  readonly accepted?: ReadonlySet<CodemodId>;
  readonly verify: VerificationLevel;
  /** What becomes of a file that cannot change its dialect; `unchanged` if absent. */
  readonly unswitched?: Unswitched;
  readonly buffers?: ParserBuffers | undefined;
  /** What evaluations of the text have shown. */
  readonly observed?: ObservedFile | undefined;
  /** Says which rewrites somebody chose; all are made if absent. What a change of dialect needs is no choice. */
  readonly choose?: ((rewrite: AppliedRewrite) => boolean) | undefined;
}

/**
 * How the migration of a file ended, as far as the new edition asks for it: idioms may be left. `clean`: nothing was
 * found. `migrated`: everything was rewritten. `partial`: some was, some refused. `refused`: nothing was rewritten.
 * `failed`: the file could not be read as what it should be. `mismatch`: the rewrites did not pass the proof and were
 * taken back.
 */
export type MigrationStatus = "clean" | "migrated" | "partial" | "refused" | "failed" | "mismatch";

export interface Migration {
  readonly status: MigrationStatus;
  readonly before: Uint8Array;
  /** The new bytes; the very same array as `before` where nothing changes. */
  readonly after: Uint8Array;
  readonly applied: readonly AppliedRewrite[];
  readonly refused: readonly RefusedSite[];
  readonly verification: Verification;
  /** What is wrong with a file that `failed`. */
  readonly diagnostics: readonly Diagnostic[];
  readonly mismatch: MigrationMismatch | null;
  /** The file looks at its own positions, which every edit may move (`__curPos`, `unsafeGetAttrPos`). */
  readonly readsPositions: boolean;
  readonly rounds: number;
}

/** A proof that failed, and who is to blame. */
export interface MigrationMismatch extends Mismatch {
  readonly culprit: Culprit;
}

/** Returns what becomes of a file's bytes. Never throws for bad input. */
export function migrateSource(source: Uint8Array, options: MigrationOptions): Migration {
  const read = readTree(source, options);
  if ("diagnostics" in read) return { ...untouched(source), status: "failed", diagnostics: read.diagnostics };
  return migrateTree(read.tree, options);
}

/**
 * Returns which codemod, and which of its rewrites, is to blame for a text that fails a check of the caller's; null where
 * the text cannot be read.
 */
export function blameRewrites(source: Uint8Array, options: MigrationOptions, fails: Fails): Culprit | null {
  const read = readTree(source, options);
  if ("diagnostics" in read) return null;
  const { meant, phases } = begin(read.tree, options);
  return blameMeant(read.tree, options, fails) ?? blame(meant.tree, phases, fails);
}

/** Rewrites that were accepted to change the meaning are tried first, each by itself, with nothing else. */
function blameMeant(tree: Tree, options: MigrationOptions, fails: Fails): Culprit | null {
  for (const { codemod, sites } of meantRewrites(tree, options).flatMap(({ applied }) => applied)) {
    const [site] = sites;
    const isThis = (rewrite: AppliedRewrite): boolean =>
      rewrite.codemod === codemod && rewrite.sites[0]?.start === site?.start;
    const alone = meantRewrites(tree, { ...options, choose: isThis });
    const made = alone.find(({ applied }) => applied.some(isThis));
    if (site !== undefined && made !== undefined && fails(tree, made)) return { codemods: [codemod.id], site };
  }
  return null;
}

/** Returns the rewrites that change the meaning, those before the safe ones and those behind them. */
function meantRewrites(tree: Tree, options: MigrationOptions): RoundsResult[] {
  const beginning = begin(tree, options);
  if (beginning.lateCodemods.length === 0) return [beginning.meant];
  return [beginning.meant, finish(runPhases(beginning.meant.tree, beginning.phases), beginning)];
}

function untouched(source: Uint8Array): Migration {
  return {
    status: "clean",
    before: source,
    after: source,
    applied: [],
    refused: [],
    verification: "none",
    diagnostics: [],
    mismatch: null,
    readsPositions: false,
    rounds: 0,
  };
}

type Reading = { readonly tree: Tree } | { readonly diagnostics: readonly Diagnostic[] };

function readTree(source: Uint8Array, { configured, buffers }: MigrationOptions): Reading {
  const invalid = invalidUtf8At(source);
  if (invalid !== -1) return { diagnostics: [notUtf8(invalid)] };
  const resolved = resolveLangver({ clause: findUseClause(source), configured: configured ?? null });
  if (resolved.degraded) return { diagnostics: resolved.diagnostics.filter(isFatal) };
  const { langver } = resolved;
  const { tree, diagnostics, isComplete } = parse(source, { langver, ...(buffers === undefined ? {} : { buffers }) });
  return isComplete && !diagnostics.some(isFatal) ? { tree } : { diagnostics: diagnostics.filter(isFatal) };
}

function notUtf8(start: number): Diagnostic {
  return {
    code: "migrate/not-utf8",
    severity: "error",
    span: { start, end: start + 1 },
    message: "found a byte that is not UTF-8; convert the file first",
  };
}

/** What precedes the safe rewrites of a text, how they are made, and what follows them. */
interface Beginning {
  readonly meant: RoundsResult;
  readonly phases: PhasesOptions;
  /** Idioms that change the meaning, which are accepted. */
  readonly lateCodemods: readonly Codemod[];
}

function begin(tree: Tree, options: MigrationOptions): Beginning {
  const { to: target, buffers, unswitched, choose, accepted = new Set() } = options;
  const codemods = codemodsOn(tree.langver, target, options.codemods).filter(
    (codemod) => options.isSelected?.(codemod) ?? codemod.isOptional !== true,
  );
  const bold = codemods.filter(({ id, phase }) => accepted.has(id) && phase === "freeze");
  const lateCodemods = codemods.filter(({ id, phase }) => accepted.has(id) && phase === "idiom");
  const meant = runRounds(tree, { codemods: bold, target, buffers, choose, safety: "unsafe" });
  // An observation is of the text as it was.
  const seen = meant.applied.length === 0 ? options.observed : undefined;
  const observed = seen === undefined ? undefined : { source: tree.source, seen, history: [] };
  return {
    meant,
    phases: { codemods, target, buffers, unswitched, observed, choose, past: meant.history, safety: "safe" },
    lateCodemods,
  };
}

/**
 * Returns the idioms that change the meaning, made in a text whose dialect has them. Places are those of the text that
 * the safe rewrites began with.
 */
function finish(safe: RoundsResult, { phases, lateCodemods: codemods }: Beginning): RoundsResult {
  const past = [...(phases.past ?? []), ...safe.history];
  const isThere = codemods.length > 0 && safe.tree.langver.dialect !== "nix";
  const options = { ...phases, codemods: isThere ? codemods : [], observed: undefined, past };
  const late = runRounds(safe.tree, { ...options, safety: "unsafe" });
  const applied = appliedInOriginal(late.applied, safe.history);
  const isMade = ({ codemod, span }: RefusedSite): boolean =>
    applied.some((made) => made.codemod === codemod && made.sites.some(({ start }) => start === span.start));
  return { ...late, applied, refused: safe.refused.filter((site) => !isMade(site)) };
}

function migrateTree(tree: Tree, options: MigrationOptions): Migration {
  const beginning = begin(tree, options);
  const { meant, phases } = beginning;
  const safe = runPhases(meant.tree, phases);
  const late = finish(safe, beginning);
  const failure = meant.failure ?? safe.failure ?? late.failure;
  if (failure !== null) return failed(tree, failure);
  const applied = [...meant.applied, ...appliedInOriginal([...safe.applied, ...late.applied], meant.history)];
  const refused = inOriginal(late.refused, meant.history);
  const done: Migration = {
    ...untouched(tree.source),
    status: statusOf(applied, refused),
    refused,
    rounds: meant.rounds + safe.rounds + late.rounds,
  };
  if (applied.length === 0) return done;
  const verdict = prove(meant.tree, safe.tree, safe.applied, options);
  if ("mismatch" in verdict) {
    const culprit = withPlace(blame(meant.tree, phases), safe.applied, verdict.mismatch.before);
    return { ...untouched(tree.source), status: "mismatch", mismatch: { ...verdict.mismatch, culprit } };
  }
  const readsPositions = asksForPositions(tree);
  return { ...done, after: late.tree.source, applied, verification: verdict.verification, readsPositions };
}

/**
 * Rewrites that change the dialect go together, so none of them can be tried by itself; then the one to blame is that
 * around the place where the programs part.
 */
function withPlace(culprit: Culprit, applied: readonly AppliedRewrite[], { start }: Span): Culprit {
  if (culprit.site !== null) return culprit;
  const made = applied.filter(({ codemod }) => culprit.codemods.includes(codemod.id));
  const around = made.flatMap(({ codemod, sites }) =>
    sites.filter((site) => site.start <= start && start < site.end).map((site) => ({ codemods: [codemod.id], site })),
  );
  return around.toSorted((a, b) => b.site.start - a.site.start)[0] ?? culprit;
}

/** What the new edition is for may be left; what it refuses or reads differently may not. */
function statusOf(applied: readonly AppliedRewrite[], refused: readonly RefusedSite[]): MigrationStatus {
  const isLeft = refused.some(isRequired);
  if (applied.length === 0) return isLeft ? "refused" : "clean";
  return isLeft ? "partial" : "migrated";
}

function failed({ source }: Tree, { reason, codemods }: RoundsFailure): Migration {
  const nowhere = { start: 0, end: 0 };
  const culprit = { codemods: codemods.map(({ id }) => id), site: null };
  return {
    ...untouched(source),
    status: "mismatch",
    mismatch: { before: nowhere, after: nowhere, reason, culprit },
  };
}

function prove(before: Tree, after: Tree, applied: readonly AppliedRewrite[], { verify }: MigrationOptions): Verdict {
  // The rounds have parsed every text they made.
  if (verify === "parse" || applied.length === 0) return { verification: "parse" };
  const verdict = proveCoreEqual(proofTask(before, after, applied));
  return "mismatch" in verdict ? verdict : (floatsLost(before, after) ?? verdict);
}

/** What is an error of the new langver only is in no term, so it is looked for by itself. */
function floatsLost(before: Tree, after: Tree): Verdict | null {
  if (!after.langver.features.has("opaque-floats") || before.langver.features.has("opaque-floats")) return null;
  const [place] = findFloatArithmetic(lowerTree(after).term);
  return place === undefined ? null : { mismatch: { before: { start: 0, end: 0 }, after: place, reason: floatReason } };
}

/** Few files mention the names at all; of those the term says whether it is more than a comment. */
function asksForPositions(tree: Tree): boolean {
  if (!mentionsPositions(tree.source)) return false;
  return findPositionUses(lowerTree(tree).term).length > 0;
}

/** Tells whether one of the names may be in the text: the bytes `Pos` are, and those before them. */
function mentionsPositions(source: Uint8Array): boolean {
  for (let at = source.indexOf(0x50); at >= 0; at = source.indexOf(0x50, at + 1)) {
    if (source[at + 1] !== 0x6f || source[at + 2] !== 0x73) continue;
    const before = sliceLatin1(source, Math.max(0, at - 12), at);
    if (before.endsWith("__cur") || before.endsWith("nsafeGetAttr")) return true;
  }
  return false;
}

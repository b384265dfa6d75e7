/**
 * The migration of one file on disk: read it and migrate it in memory. What is to be written is part of the result, as
 * is whatever goes wrong; nothing is written here.
 */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { renderUnifiedDiff } from "@lix-tools/cli-kit/diff";
import { readSource } from "@lix-tools/cli-kit/discovery";
import { describeSystemError } from "@lix-tools/cli-kit/report";
import { createPalette } from "@lix-tools/cli-kit/terminal";
import {
  createLineIndex,
  type Diagnostic,
  type Langver,
  makeLangver,
  type ParserBuffers,
  positionAt,
  type Severity,
} from "@lix-tools/parser";
import { lookAhead } from "../ahead/look-ahead.ts";
import { downlevelMigration } from "../downlevel/as-migration.ts";
import { migrateSource, type Migration } from "../engine/migrate-source.ts";
import { type AppliedRewrite, isRequired, type RefusedSite } from "../engine/run-rounds.ts";
import type { Polisher } from "../polish/polish.ts";
import type { AcceptedPlace, FileResult, FileStatus, RefusedPlace, RuleResult } from "./file-result.ts";
import { polishMigration } from "./polish-migration.ts";
import { rewritingOptions } from "./rewriting.ts";
import type { RunItem, RunOptions } from "./run-options.ts";
import { textHash } from "./text-hash.ts";

/** What the files of one thread share. */
export interface FileMigrator {
  readonly options: RunOptions;
  readonly target: Langver;
  readonly buffers: ParserBuffers;
  readonly polisher: Polisher;
}

/** Returns what became of a file. */
export function migrateFile(item: RunItem, migrator: FileMigrator): FileResult {
  const start = performance.now();
  const read = readSource(item.file);
  if ("report" in read) {
    return { ...emptyResult(item.file.path), status: "failed", diagnostics: read.report.diagnostics };
  }
  const result = migrateBytes(read.bytes, item, migrator);
  return { ...result, milliseconds: performance.now() - start };
}

/** Returns what became of bytes that were read. */
export function migrateBytes(bytes: Uint8Array, item: RunItem, migrator: FileMigrator): FileResult {
  const { options } = migrator;
  if (item.to === "unchanged") return { ...emptyResult(item.file.path), bytes: bytes.length };
  const migration = polishMigration(migrationOf(bytes, item, migrator), {
    formatting: options.formatting,
    polisher: migrator.polisher,
    to: item.to,
    configured: makeLangver(item.configured ?? "legacy"),
    isDecided: item.chosen !== undefined || item.acceptedSites.length > 0,
    migrate: (source, to, proof) => migrationOfPolished(source, { ...item, to }, proving(migrator, proof)),
  });
  const result = withOutlook(withSample(toResult(item.file.path, migration), migration, options), migration, migrator);
  if (options.mode === "print") return { ...result, written: result.changed, output: migration.after };
  if (!result.changed) return result;
  if (options.mode === "collect") return { ...result, change: { before: migration.before, after: migration.after } };
  const objection = objectionTo(item, migration);
  if (objection !== null) return { ...unwritten(result, ...objection), changed: false, source: bytes };
  if (options.mode === "diff") return { ...result, output: diffOf(item.file.path, migration, options) };
  return options.mode === "write" ? withChange(item, migration, result) : result;
}

/** Returns the migrator that proves what it is asked to, or parses it only. */
function proving(migrator: FileMigrator, proof: "asked" | "parse"): FileMigrator {
  return proof === "asked" ? migrator : { ...migrator, options: { ...migrator.options, verify: "parse" } };
}

/** Returns what the codemods make of bytes, unpolished. */
export function migrationOf(bytes: Uint8Array, item: RunItem, { options, buffers }: FileMigrator): Migration {
  if (item.to === "legacy") {
    const configured = item.configured === undefined ? undefined : makeLangver(item.configured);
    return downlevelMigration(bytes, { configured, role: item.role, verify: options.verify, buffers });
  }
  return migrateSource(bytes, { ...rewritingOptions(item, options, bytes), verify: options.verify, buffers });
}

/**
 * Returns what the codemods make of a text that was polished: decisions about sites were about the text before, so
 * nothing that asks for one is made.
 */
function migrationOfPolished(bytes: Uint8Array, item: RunItem, migrator: FileMigrator): Migration {
  const isDecided = item.chosen !== undefined;
  return migrationOf(bytes, { ...item, acceptedSites: [], ...(isDecided ? { chosen: [] } : {}) }, migrator);
}

/** Returns the result of a file about which nothing is known. */
export function emptyResult(path: string): FileResult {
  return {
    path,
    bytes: 0,
    status: "clean",
    written: false,
    changed: false,
    rules: [],
    accepted: [],
    refused: [],
    verification: "none",
    rounds: 0,
    milliseconds: 0,
    readsPositions: false,
    diagnostics: [],
    source: undefined,
    output: undefined,
    sample: null,
    change: undefined,
  };
}

function toResult(path: string, migration: Migration): FileResult {
  const { before, after, status, applied, refused, verification, readsPositions, rounds } = migration;
  const diagnostics = diagnosticsOf(migration);
  return {
    ...emptyResult(path),
    bytes: before.length,
    status,
    changed: before !== after,
    rules: ruleResults(applied),
    accepted: acceptedPlaces(before, applied),
    refused: refusedPlaces(before, refused),
    verification,
    rounds,
    readsPositions,
    diagnostics,
    source: diagnostics.length === 0 ? undefined : before,
  };
}

/** Lines of a change that a report shows, and bytes of a line. */
const [mostLines, longestLine] = [120, 300] as const;

/** Adds the change as a report shows it, if there is to be one. */
function withSample(result: FileResult, { before, after }: Migration, { samples }: RunOptions): FileResult {
  if (samples === "none" || !result.changed) return result;
  const plain = createPalette({ choice: "never", env: {}, isTerminal: false });
  const text = new TextDecoder().decode(renderUnifiedDiff({ path: result.path, before, after }, plain));
  // Without the names of the file, and the end of the last line.
  const lines = text.split("\n").slice(2, -1);
  const shown = lines
    .slice(0, mostLines)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  const rest = lines.length - shown.length;
  return { ...result, sample: [...shown, ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join("\n") };
}

/** Adds what later editions read differently, if that was asked for. */
function withOutlook(
  result: FileResult,
  { before }: Migration,
  { options, target, buffers }: FileMigrator,
): FileResult {
  if (!options.lookAhead || result.status === "failed") return result;
  const diagnostics = [...result.diagnostics, ...lookAhead(before, target, buffers)];
  return { ...result, diagnostics, source: diagnostics.length === 0 ? undefined : before };
}

function ruleResults(applied: readonly AppliedRewrite[]): RuleResult[] {
  const results = new Map<string, RuleResult>();
  for (const { codemod, sites, safety } of applied) {
    const { rewritten, unsafe, observed } = results.get(codemod.id) ?? { rewritten: 0, unsafe: 0, observed: 0 };
    const count = sites.length;
    results.set(codemod.id, {
      id: codemod.id,
      rewritten: rewritten + count,
      unsafe: unsafe + (safety === "unsafe" ? count : 0),
      observed: observed + (safety === "observed" ? count : 0),
    });
  }
  return [...results.values()];
}

function acceptedPlaces(source: Uint8Array, applied: readonly AppliedRewrite[]): AcceptedPlace[] {
  const unsafe = applied.filter(({ safety }) => safety === "unsafe");
  if (unsafe.length === 0) return [];
  const index = createLineIndex(source);
  return unsafe.flatMap(({ codemod, title, sites }) =>
    sites.map(({ start }) => ({ id: codemod.id, title, ...positionAt(index, start) })),
  );
}

function refusedPlaces(source: Uint8Array, refused: readonly RefusedSite[]): RefusedPlace[] {
  if (refused.length === 0) return [];
  const index = createLineIndex(source);
  return refused.map((site) => {
    const { codemod, reason, span, alternative } = site;
    return { id: codemod.id, reason, isRequired: isRequired(site), ...positionAt(index, span.start), alternative };
  });
}

const severities: Readonly<Record<RefusedSite["verdict"], Severity>> = {
  error: "error",
  warning: "warning",
  gap: "info",
};

function diagnosticsOf({ diagnostics, refused, mismatch }: Migration): Diagnostic[] {
  const refusals = refused.map(({ codemod, span, reason, verdict, alternative }): Diagnostic => {
    const notes = alternative === null ? [] : [`\`--accept ${codemod.name}\` would ${alternative}`];
    return { code: codemod.detector.code, severity: severities[verdict], span, message: `left: ${reason}`, notes };
  });
  if (mismatch === null) return [...diagnostics, ...refusals];
  const { before: span, reason, culprit } = mismatch;
  const message = `taken back: old and new text differ, ${reason}`;
  const notes = [`to blame: ${culprit.codemods.join(", ")}`];
  return [...diagnostics, { code: "migrate/mismatch", severity: "error", span: culprit.site ?? span, message, notes }];
}

function diffOf(path: string, { before, after }: Migration, { color }: RunOptions): Uint8Array {
  const palette = createPalette({ choice: color, env: {}, isTerminal: false });
  return renderUnifiedDiff({ path, before, after }, palette);
}

/** Returns what evaluation has against a rewriting: what it found, or that this is not what it looked at. */
function objectionTo({ veto, verifiedText }: RunItem, { after }: Migration): [FileStatus, Diagnostic] | null {
  if (veto !== undefined) {
    const { status, code, reason: message, notes, offset } = veto;
    return [status, { code, severity: "error", span: { start: offset, end: offset }, message, notes }];
  }
  if (verifiedText === undefined || verifiedText === textHash(after)) return null;
  return ["failed", notWritten("migrate/not-verified", "the file is not the one that was verified")];
}

/** Adds what is to be written, unless the file may not be overwritten. */
function withChange({ file, guard }: RunItem, { before, after }: Migration, result: FileResult): FileResult {
  const obstacle = guard === null ? obstacleTo(file.absolute) : notWritten("migrate/not-written", guard);
  return obstacle === null ? { ...result, change: { before, after } } : unwritten(result, "skipped", obstacle);
}

/** Returns why the system would not let the file be replaced, or who asked for it not to be, or null. */
function obstacleTo(absolute: string): Diagnostic | null {
  try {
    // A file can be replaced whatever its mode says, but whoever made it read-only meant something by it.
    if ((statSync(absolute).mode & 0o222) === 0) return notWritten("io/read-only", "the file is read-only");
    accessSync(absolute, constants.W_OK);
    accessSync(dirname(realpathSync(absolute)), constants.W_OK);
    return null;
  } catch (error) {
    return notWritten("io/write-failed", describeSystemError(error));
  }
}

function notWritten(code: string, reason: string): Diagnostic {
  return { code, severity: "error", span: { start: 0, end: 0 }, message: `not written: ${reason}` };
}

/**
 * Returns the result of a file to which nothing was done. The places of what would be left are of no use beside the
 * reason.
 */
export function unwritten(result: FileResult, status: FileStatus, diagnostic: Diagnostic): FileResult {
  return {
    ...result,
    status,
    rules: [],
    accepted: [],
    refused: [],
    diagnostics: [diagnostic],
    source: undefined,
    change: undefined,
  };
}

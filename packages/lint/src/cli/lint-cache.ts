/**
 * What was found in files that did not change since, for `--cache`. A clean file is an empty entry and is not even read
 * again; findings are kept as short lists, since most of what a finding says is known from its rule.
 */
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CacheLookup, digestOf, type FileCache, openFileCache } from "@lix-tools/cli-kit/file-cache";
import type { Diagnostic, Fix, RelatedSpan, Severity } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import { type Rule, type RuleFix, ruleId, ruleUrl } from "../engine/rule.ts";
import { allRules } from "../registry.ts";
import { cleanOutcome, type LintItem, type LintOutcome } from "./lint-task.ts";
import type { LintProfile } from "../settings.ts";

/** Remembers what came of files. */
export interface LintCache {
  /** Returns what came of a file as it is now, or null where that is not known. */
  lookup(item: LintItem): LintOutcome | null;
  /** Remembers what came of a file that was looked up before. */
  remember(item: LintItem, outcome: LintOutcome): void;
  save(): void;
}

/** Returns what tells this build of the linter from any other. */
export function buildOf(version: string, moduleUrl: string): string {
  const stats = statSync(fileURLToPath(moduleUrl), { throwIfNoEntry: false });
  return `${version} ${stats?.mtimeMs ?? 0} ${stats?.size ?? 0}`;
}

/** Returns the cache in a file, for items under some profiles. */
export function openLintCache(path: string, build: string, profiles: readonly LintProfile[]): LintCache {
  const files: FileCache = openFileCache(path);
  const waiting = new Map<LintItem, CacheLookup["state"]>();
  const contexts = new Map<string, Uint8Array>();
  const contextOf = ({ profile, configured }: LintItem): Uint8Array => {
    const key = `${profile} ${configured}`;
    const known = contexts.get(key) ?? digestOf(JSON.stringify([build, profiles[profile], configured]));
    contexts.set(key, known);
    return known;
  };
  return {
    lookup(item) {
      const { payload, state } = files.lookup(item, contextOf(item));
      const outcome = payload === null ? null : decodeOutcome(payload);
      if (outcome === null) waiting.set(item, state);
      return outcome;
    },
    remember(item, outcome) {
      const state = waiting.get(item) ?? null;
      const { digest, failure } = outcome;
      if (state === null || digest === null || failure !== null) return;
      files.remember(item, { state, digest, context: contextOf(item), payload: encodeOutcome(outcome) });
    },
    save: () => files.save(),
  };
}

/** What cannot be known from the rule. The order of the first five is fixed; what follows is left out where empty. */
type Row = readonly [code: string, start: number, end: number, severity: Severity, message: string, rest?: RowRest];

interface RowRest {
  readonly notes?: readonly string[];
  readonly related?: readonly RelatedSpan[];
  readonly fixes?: readonly Fix[];
  /** Whether the first of the fixes is the one to apply in bulk. */
  readonly hasFix?: true;
  readonly suppression?: Finding["suppression"];
  /** For findings of no rule. */
  readonly shortCode?: string;
}

/** What findings of a rule have in common. */
interface KnownRule {
  readonly rule: Rule;
  readonly url: string;
}

const rulesById: ReadonlyMap<string, KnownRule> = new Map(
  allRules.map((rule) => [ruleId(rule), { rule, url: ruleUrl(rule.code) }]),
);

function encodeOutcome({ findings, isComplete }: LintOutcome): Uint8Array {
  if (findings.length === 0 && isComplete) return new Uint8Array();
  return new TextEncoder().encode(JSON.stringify([isComplete ? 1 : 0, ...findings.map(rowOf)]));
}

function rowOf({ code, shortCode, severity, span, message, notes, related, fixes, fix, suppression }: Finding): Row {
  const rest: RowRest = {
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
    ...(related === undefined ? {} : { related }),
    ...(fixes === undefined ? {} : { fixes }),
    ...(fix === null ? {} : { hasFix: true }),
    ...(suppression === null ? {} : { suppression }),
    ...(rulesById.has(code) ? {} : { shortCode }),
  };
  const head = [code, span.start, span.end, severity, message] as const;
  return Object.keys(rest).length === 0 ? head : [...head, rest];
}

/** Returns the outcome, or null where the bytes are not what `encodeOutcome` writes. */
function decodeOutcome(payload: Uint8Array): LintOutcome | null {
  if (payload.length === 0) return cleanOutcome;
  try {
    // Written by `encodeOutcome`; the context holds the build that did.
    const [isComplete, ...rows] = JSON.parse(new TextDecoder().decode(payload)) as [0 | 1, ...Row[]];
    return { ...cleanOutcome, isComplete: isComplete === 1, findings: rows.map(findingOf) };
  } catch {
    return null;
  }
}

function findingOf([code, start, end, severity, message, rest = {}]: Row): Finding {
  const known = rulesById.get(code);
  const { hasFix, suppression = null, shortCode = code, ...details } = rest;
  const diagnostic: Diagnostic = { code, severity, span: { start, end }, message, ...details };
  return {
    ...diagnostic,
    code,
    shortCode: known?.rule.code ?? shortCode,
    ...(known === undefined ? {} : { url: known.url }),
    fixClass: known?.rule.fix ?? "none",
    // The first of the fixes was written as a `RuleFix`.
    fix: hasFix === true ? ((details.fixes?.[0] as RuleFix | undefined) ?? null) : null,
    suppression,
  };
}

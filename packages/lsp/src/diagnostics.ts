/**
 * Diagnostics of the open files. What the parser says is published at once after every change, what the linter says a
 * little later, when its thread is done with the newest version. Until then the findings of the version before stay,
 * moved along with the text, so nothing flickers while somebody types.
 */
import {
  createRuleTable,
  type Finding,
  lintSource,
  lintTree,
  type LintSettings,
  type Rule,
  ruleId,
} from "@lix-tools/lint";
import { type LintProfile, settingsOf } from "@lix-tools/lint/node";
import type { Diagnostic } from "@lix-tools/parser";
import type { Document } from "./document.ts";
import type { Documents } from "./documents.ts";
import { findEncodingProblem } from "./handlers/encoding.ts";
import { findMissingPaths } from "./handlers/missing-path.ts";
import type { JobPool, LintJob } from "./jobs.ts";
import type { Project } from "./project.ts";
import type { Settings } from "./settings.ts";
import { movedSpan, replacementBetween } from "./text/changes.ts";
import type { World } from "./world.ts";

/** What the feed needs. */
export interface FeedSources {
  readonly documents: Documents;
  readonly project: Project;
  readonly jobs: JobPool;
  readonly world: () => World;
  readonly settings: () => Settings;
  readonly publish: (document: Document, findings: readonly Finding[]) => void;
  readonly log: (message: string) => void;
}

/** What is known of one file. */
interface FileState {
  syntaxTimer: NodeJS.Timeout | undefined;
  lintTimer: NodeJS.Timeout | undefined;
  /** What the linter found beyond the parser, and in which version. */
  linted: { readonly document: Document; readonly findings: readonly Finding[] } | null;
  /** The lint that is under way. */
  running: { readonly document: Document; readonly done: Promise<void>; readonly stop: AbortController } | null;
  /** How long the last parse and the last lint took: what is slow waits longer for the typing to pause. */
  parseTime: number;
  lintTime: number;
}

/** Bytes beyond which a file is only parsed. */
const mostLintedBytes = 8_000_000;
/** Milliseconds after which a lint is given up. */
const lintPatience = 30_000;
/** Parses faster than this need no pause in the typing. */
const quickParse = 60;

/** Publishes diagnostics of the open documents. */
export class DiagnosticsFeed {
  private readonly sources: FeedSources;
  private readonly states: Map<string, FileState> = new Map();
  private readonly syntaxSettings: Map<string, LintSettings> = new Map();

  constructor(sources: FeedSources) {
    this.sources = sources;
  }

  /** A document was opened or changed. */
  touch(uri: string): void {
    const state = this.stateOf(uri);
    clearTimeout(state.syntaxTimer);
    clearTimeout(state.lintTimer);
    const pause = state.parseTime < quickParse ? 0 : Math.min(150, state.parseTime);
    state.syntaxTimer = setTimeout(() => this.publish(uri), pause);
    const { lint } = this.sources.settings();
    if (lint.run === "onType" || state.linted === null) this.lintLater(uri, Math.max(lint.delay, state.lintTime));
  }

  /** A document was saved. */
  saved(uri: string): void {
    if (this.sources.settings().lint.run === "onSave") this.lintLater(uri, 0);
  }

  /** Everything may be different now. */
  touchAll(): void {
    this.syntaxSettings.clear();
    for (const { uri } of this.sources.documents.all()) {
      this.stateOf(uri).linted = null;
      this.touch(uri);
    }
  }

  forget(uri: string): void {
    const state = this.states.get(uri);
    clearTimeout(state?.syntaxTimer);
    clearTimeout(state?.lintTimer);
    this.states.delete(uri);
  }

  stop(): void {
    for (const uri of this.states.keys()) this.forget(uri);
  }

  /** Returns all findings for the newest version of a document, once they are known. */
  async findings(document: Document): Promise<readonly Finding[]> {
    const state = this.stateOf(document.uri);
    if (state.linted?.document !== document) await this.lint(document.uri);
    return this.known(document);
  }

  private lintLater(uri: string, milliseconds: number): void {
    const state = this.stateOf(uri);
    clearTimeout(state.lintTimer);
    state.lintTimer = setTimeout(() => {
      this.lint(uri).catch((error: unknown) => this.sources.log(`lint failed: ${String(error)}`));
    }, milliseconds);
  }

  private stateOf(uri: string): FileState {
    const known = this.states.get(uri);
    if (known !== undefined) return known;
    const state: FileState = {
      syntaxTimer: undefined,
      lintTimer: undefined,
      linted: null,
      running: null,
      parseTime: 0,
      lintTime: 0,
    };
    this.states.set(uri, state);
    return state;
  }

  private publish(uri: string): void {
    const document = this.sources.documents.get(uri);
    if (document === null) return;
    const begun = performance.now();
    const findings = this.known(document);
    this.stateOf(uri).parseTime = performance.now() - begun;
    this.sources.publish(document, findings);
  }

  private known(document: Document): Finding[] {
    const state = this.stateOf(document.uri);
    return inOrder([...this.syntaxFindings(document), ...carried(state, document)]);
  }

  /** Runs one lint at a time for each document; one of a version that is gone is ended together with its thread. */
  private async lint(uri: string): Promise<void> {
    const state = this.stateOf(uri);
    clearTimeout(state.lintTimer);
    while (state.running !== null) {
      if (state.running.document !== this.sources.documents.get(uri)) state.running.stop.abort();
      await state.running.done;
    }
    const document = this.sources.documents.get(uri);
    if (document === null || state.linted?.document === document) return;
    const stop = new AbortController();
    const done = this.lintDocument(document, state, stop.signal);
    state.running = { document, done, stop };
    try {
      await done;
    } finally {
      state.running = null;
    }
    if (this.sources.documents.get(uri) === document) this.publish(uri);
  }

  private async lintDocument(document: Document, state: FileState, signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    const { documents, jobs, log, settings, world } = this.sources;
    const isLinted = settings().lint.run !== "off" && document.source.length <= mostLintedBytes;
    if (!document.parsed().isComplete || !isLinted) {
      state.linted = { document, findings: [] };
      return;
    }
    const answer = await jobs.run("lint", this.jobOf(document), { milliseconds: lintPatience, signal });
    if ("failure" in answer && answer.failure === "cancelled") return;
    if ("failure" in answer) log(`no lint of ${document.uri}: ${answer.message}`);
    if (documents.get(document.uri) !== document) return;
    const known = new Set(this.syntaxFindings(document).map(keyOf));
    const found = "value" in answer ? answer.value.filter((finding) => !known.has(keyOf(finding))) : [];
    const own = [...findMissingPaths(world(), document), ...findEncodingProblem(world(), document)];
    state.linted = { document, findings: [...found, ...own.map(findingOf)] };
    state.lintTime = performance.now() - begun;
  }

  /** Returns the lint of a document as a job. */
  jobOf(document: Document): LintJob {
    const { path, source } = document;
    const { project, settings } = this.sources;
    return {
      source,
      configured: (path === null ? null : project.editionOf(path)) ?? settings().edition,
      path: path === null ? null : project.nameOf(path),
      profile: project.lintProfileOf(path),
    };
  }

  /** What the parser says, under the names and severities that the linter gives it. */
  private syntaxFindings(document: Document): Finding[] {
    const { langver, diagnostics } = document.language;
    const parsed = document.parsed();
    if (parsed.isComplete && parsed.diagnostics.length === 0 && diagnostics.length === 0) return [];
    const settings = this.settingsFor(this.sources.project.lintProfileOf(document.path));
    const path = null;
    const { findings } =
      diagnostics.length > 0
        ? lintSource({ source: document.source, langver, path, diagnostics }, settings)
        : lintTree(path, parsed.tree, settings, parsed);
    return findings.filter(({ suppression }) => suppression === null);
  }

  private settingsFor(profile: LintProfile): LintSettings {
    const key = JSON.stringify(profile);
    const known = this.syntaxSettings.get(key);
    if (known !== undefined) return known;
    const settings = settingsOf(profile);
    const rules = settings.table.rules.flatMap((rule) => parserRule(rule) ?? []);
    const made = { ...settings, table: createRuleTable(rules) };
    this.syntaxSettings.set(key, made);
    return made;
  }
}

/** Returns what is left of a rule that names diagnostics of the parser; null for other rules. */
function parserRule(rule: Rule): Rule | null {
  if (rule.takes === undefined && ruleId(rule) !== "correct/syntax-error") return null;
  const { check: _check, checkFile: _checkFile, ...rest } = rule;
  return rest;
}

function findingOf(diagnostic: Diagnostic): Finding {
  return { ...diagnostic, shortCode: diagnostic.code, fixClass: "none", fix: null, suppression: null };
}

function carried({ linted }: FileState, document: Document): readonly Finding[] {
  if (linted === null || linted.findings.length === 0) return [];
  if (linted.document === document) return linted.findings;
  const replaced = replacementBetween(linted.document.source, document.source);
  return linted.findings.flatMap((finding) => {
    const span = movedSpan(finding.span, replaced);
    // Its fix and the places beside it belong to the old text.
    const { fixes: _fixes, related: _related, ...rest } = finding;
    return span === null ? [] : [{ ...rest, span, fix: null }];
  });
}

function keyOf({ code, span, message }: Finding): string {
  return `${code} ${span.start} ${span.end} ${message}`;
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

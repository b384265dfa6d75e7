/**
 * The linter as a function: bytes of one file in, findings out. It reads no files and knows no command line.
 *
 * Findings come in the order of the source; of two at one place, the rule named first in the alphabet comes first.
 */
import {
  checkSyntax,
  type Diagnostic,
  type Langver,
  parse,
  type ParseResult,
  type ParserBuffers,
  type Severity,
  type SyntaxImplementation,
  type TolerantParser,
  type Tree,
} from "@lix-tools/parser";
import { applySuppressions, type RuleNames } from "../suppress/apply.ts";
import { commentsOf, losesComment } from "./comments.ts";
import { createFileContext, type RuleOptions } from "./context.ts";
import { type RuleClock, type RuleTable, runRules } from "./dispatch.ts";
import type { Finding } from "./finding.ts";
import { otherDialect } from "./other-dialect.ts";
import { type Report, type Rule, ruleId, ruleUrl } from "./rule.ts";
import type { Target } from "./target.ts";

/** How to lint: the same for many files. */
export interface LintSettings {
  readonly table: RuleTable;
  readonly names: RuleNames;
  readonly target: Target;
  /** Severities by `group/name` that replace the rules' own. */
  readonly severities: ReadonlyMap<string, Severity>;
  readonly options: RuleOptions;
  /** Whether comments that silence rules count. */
  readonly suppressions: "honour" | "ignore";
  readonly tolerant?: TolerantParser;
  readonly buffers?: ParserBuffers;
  readonly clock?: RuleClock;
}

/** One file to lint. */
export interface LintInput {
  readonly source: Uint8Array;
  readonly langver: Langver;
  /** With `/`, relative to the project where that is known; null for text without a name. */
  readonly path: string | null;
  /** Tells whether the file may be run; null where that has no meaning. */
  readonly isExecutable?: () => boolean | null;
  /** What is known to be wrong with the file before it is parsed: with its head clause, from `resolveLangver`. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** What came of one file. */
export interface LintResult {
  readonly tree: Tree;
  /** Suppressed ones too, marked as such. */
  readonly findings: readonly Finding[];
  /** Whether the file parsed without an error. Only then have the rules run over it. */
  readonly isComplete: boolean;
}

/** Returns what there is to say about a file. Never throws for bad input. */
export function lintSource(input: LintInput, settings: LintSettings): LintResult {
  const { tolerant, buffers } = settings;
  const parsed = parse(input.source, {
    langver: input.langver,
    ...(tolerant === undefined ? {} : { tolerant }),
    ...(buffers === undefined ? {} : { buffers }),
  });
  const result = lintTree(input.path, parsed.tree, settings, { ...parsed, isExecutable: input.isExecutable });
  const known = (input.diagnostics ?? []).flatMap((diagnostic) => findingOf(diagnostic, settings) ?? []);
  return known.length === 0 ? result : { ...result, findings: [...known, ...result.findings] };
}

/** Returns what there is to say about a tree; for callers that have parsed already. */
export function lintTree(
  path: string | null,
  tree: Tree,
  settings: LintSettings,
  parsed: Pick<ParseResult, "diagnostics" | "isComplete"> & {
    readonly isExecutable?: (() => boolean | null) | undefined;
  },
): LintResult {
  if (!parsed.isComplete) {
    const mistaken = otherDialect(tree);
    const known = mistaken === null ? [] : [mistaken].flatMap((diagnostic) => findingOf(diagnostic, settings) ?? []);
    const findings = parsed.diagnostics.map((diagnostic) => syntaxFinding(diagnostic, settings));
    return { tree, findings: [...known, ...findings], isComplete: false };
  }
  const problems =
    parsed.diagnostics.length > 0 ? parsed.diagnostics : checkSyntax(tree, implementationOf(settings.target));
  const { isExecutable } = parsed;
  const { target, options } = settings;
  const file = createFileContext({ tree, path, isExecutable, target, options });
  const reports = runRules(settings.table, file, settings.clock);
  const findings = [
    ...problems.map((diagnostic) => syntaxFinding(diagnostic, settings)),
    ...toFindings(tree, reports, settings),
  ];
  if (settings.suppressions === "ignore") return { tree, findings: sorted(findings), isComplete: true };
  const active = new Set(settings.table.rules);
  const rule = (id: string): Rule | null => settings.table.rules.find((candidate) => ruleId(candidate) === id) ?? null;
  const suppressed = applySuppressions(tree, findings, settings.names, {
    unused: rule("correct/unused-suppression"),
    unknown: rule("correct/unknown-suppression"),
    isActive: (candidate) => active.has(candidate),
  });
  const all = [...suppressed.findings, ...toFindings(tree, suppressed.reports, settings)];
  return { tree, findings: sorted(all), isComplete: true };
}

function implementationOf({ family }: Target): { implementation: SyntaxImplementation } {
  return { implementation: family === "lix" ? "lix" : family === "nix" ? "cppnix" : "either" };
}

function sorted(findings: Finding[]): Finding[] {
  return findings.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

/** Returns the finding for what somebody else found; null where the rule that took its code is off. */
function findingOf(diagnostic: Diagnostic, settings: LintSettings): Finding | null {
  const taker = settings.table.rules.find((rule) => rule.takes?.includes(diagnostic.code));
  return taker === undefined && diagnostic.severity !== "error" ? null : syntaxFinding(diagnostic, settings);
}

/** A diagnostic of the parser becomes a finding of the rule that took its code, or of `correct/syntax-error`. */
function syntaxFinding(diagnostic: Diagnostic, { table, severities }: LintSettings): Finding {
  const taker =
    table.rules.find((rule) => rule.takes?.includes(diagnostic.code)) ??
    table.rules.find((rule) => ruleId(rule) === "correct/syntax-error");
  const code = taker === undefined ? diagnostic.code : ruleId(taker);
  const [offered] = diagnostic.fixes ?? [];
  const safety = taker?.fix === "safe" || taker?.fix === "unsafe" ? taker.fix : null;
  return {
    ...diagnostic,
    code,
    severity: severities.get(code) ?? diagnostic.severity,
    shortCode: taker?.code ?? diagnostic.code,
    ...(taker === undefined ? {} : { url: ruleUrl(taker.code) }),
    fixClass: taker?.fix ?? "none",
    fix: offered === undefined || safety === null ? null : { ...offered, safety },
    suppression: null,
  };
}

function toFindings(tree: Tree, reports: readonly Report[], settings: LintSettings): Finding[] {
  let comments: number[] | undefined;
  return reports.flatMap(({ rule, span, message, details }) => {
    const code = ruleId(rule);
    const own = rule.severityFor === undefined ? rule.severity : rule.severityFor(settings.target);
    if (own === null) return [];
    const severity = severities(settings, code) ?? details.severity ?? own;
    let fix = details.fix ?? null;
    let reason = details.noFix;
    if (fix !== null && fix.dropsComment !== true) {
      comments ??= commentsOf(tree);
      if (comments.length > 0 && losesComment(tree, comments, fix.edits)) {
        fix = null;
        reason = "a comment would be lost";
      }
    }
    const { notes, related, alternatives = [] } = details;
    const fixes = fix === null ? alternatives : [fix, ...alternatives];
    const finding: Finding = {
      code,
      shortCode: rule.code,
      url: ruleUrl(rule.code),
      severity,
      span,
      message: reason === undefined ? message : `${message} (not fixed: ${reason})`,
      fixClass: rule.fix,
      fix,
      suppression: null,
      ...(notes === undefined ? {} : { notes }),
      ...(related === undefined ? {} : { related }),
      ...(fixes.length === 0 ? {} : { fixes }),
    };
    return [finding];
  });
}

function severities(settings: LintSettings, code: string): Severity | undefined {
  return settings.severities.get(code);
}

/**
 * The fix driver: lint, choose fixes that do not overlap, apply, check, and again until nothing is left to fix.
 *
 * Every pass is checked before it counts. The new text must parse without an error (files that have some are left as
 * they are), keep every comment, and, for safe fixes, mean the same as before: both texts are lowered and proven equal
 * (`proof/`). Fixes that fail are found one by one, left out, and listed with the reason. Nothing here writes files.
 */
import type { CoreLaw } from "@lix-tools/migrate-langver/codemods";
import {
  applyEdits,
  type Diagnostic,
  findUseClause,
  type Langver,
  parse,
  resolveLangver,
  sliceLatin1,
  type Tree,
} from "@lix-tools/parser";
import { commentsOf, commentText } from "../engine/comments.ts";
import type { Finding } from "../engine/finding.ts";
import { type LintInput, type LintResult, type LintSettings, lintSource } from "../engine/lint.ts";
import { type Rule, ruleId } from "../engine/rule.ts";
import { prove } from "../proof/prove.ts";
import { type Candidate, chooseCompatible } from "./choose.ts";

/** Which fixes to make. */
export interface FixOptions {
  readonly level: "safe" | "unsafe";
  /** Limits the fixes to these codes. */
  readonly only?: ReadonlySet<string>;
}

/** A fix that was not made. */
export interface RefusedFix {
  readonly code: string;
  readonly line: string;
  readonly reason: string;
}

/** What came of fixing one file. */
export interface FixResult {
  readonly output: Uint8Array;
  /** How often each rule's fix was made. */
  readonly applied: ReadonlyMap<string, number>;
  readonly refused: readonly RefusedFix[];
  readonly passes: number;
  /** `cycle` and `limit` give the output before rules began to undo one another. */
  readonly outcome: "stable" | "cycle" | "limit";
  /** What the linter says about the output. */
  readonly remaining: LintResult;
}

/** Passes after which something must be wrong; nested constructs need one each. */
const maxPasses = 100;

/** Returns the file with its fixes made. */
export function fixSource(input: LintInput, settings: LintSettings, options: FixOptions): FixResult {
  const applied = new Map<string, number>();
  const refused = new Map<string, RefusedFix>();
  const seen = new Set<string>([fingerprint(input.source)]);
  let current = input;
  let result = lintSource(current, settings);
  let outcome: FixResult["outcome"] = "stable";
  let passes = 0;
  for (;;) {
    const candidates = candidatesOf(result, options, refused);
    if (candidates.length === 0) break;
    if (passes >= maxPasses) {
      outcome = "limit";
      break;
    }
    passes++;
    const made = makePass(current, result.tree, candidates, { refused, rules: settings.table.rules });
    if (made === null) continue;
    const print = fingerprint(made.output);
    if (seen.has(print)) {
      outcome = "cycle";
      break;
    }
    seen.add(print);
    for (const { finding } of made.candidates) applied.set(finding.code, (applied.get(finding.code) ?? 0) + 1);
    current = { ...current, source: made.output, langver: langverAfter(current, made.output) };
    result = lintSource(current, settings);
  }
  return { output: current.source, applied, refused: [...refused.values()], passes, outcome, remaining: result };
}

function fingerprint(source: Uint8Array): string {
  return sliceLatin1(source, 0, source.length);
}

/** Safe fixes come first: what is unsafe is not mixed with what is proven. */
function candidatesOf(result: LintResult, options: FixOptions, refused: ReadonlyMap<string, RefusedFix>): Candidate[] {
  if (!result.isComplete) return [];
  const all = result.findings.flatMap((finding): Candidate[] => {
    const { fix } = finding;
    if (fix === null || finding.suppression !== null || options.only?.has(finding.code) === false) return [];
    return refused.has(refusalKey(result.tree, finding)) ? [] : [{ finding, fix }];
  });
  const safe = all.filter(({ fix }) => fix.safety === "safe");
  if (safe.length > 0) return chooseCompatible(safe);
  return options.level === "unsafe" ? chooseCompatible(all) : [];
}

/** Offsets move from pass to pass, the text at hand does not. */
function refusalKey(tree: Tree, { code, span }: Finding): string {
  const { source } = tree;
  const text = sliceLatin1(source, Math.max(0, span.start - 40), Math.min(source.length, span.end + 40));
  return `${code}:${text}`;
}

interface Pass {
  readonly output: Uint8Array;
  readonly candidates: readonly Candidate[];
}

interface PassOptions {
  /** Gets what is refused. */
  readonly refused: Map<string, RefusedFix>;
  /** For the laws they bring along. */
  readonly rules: readonly Rule[];
}

/** Returns the text with all candidates applied that pass the checks, or null if none does. */
function makePass(
  input: LintInput,
  before: Tree,
  candidates: readonly Candidate[],
  { refused, rules }: PassOptions,
): Pass | null {
  const codes = new Set(candidates.map(({ finding }) => finding.code));
  const laws = new Set(rules.flatMap((rule) => (codes.has(ruleId(rule)) ? (rule.laws ?? []) : [])));
  const attempt = (tried: readonly Candidate[]): Attempt => tryFixes(input, before, tried, [...laws]);
  const together = attempt(candidates);
  if (together.reason === null) return { output: together.output, candidates };
  // One of them is wrong: add them one by one and keep those that go well.
  const kept: Candidate[] = [];
  let output: Uint8Array | null = null;
  for (const candidate of candidates) {
    const tried = attempt([...kept, candidate]);
    if (tried.reason === null) {
      kept.push(candidate);
      output = tried.output;
    } else {
      const { code, message } = candidate.finding;
      refused.set(refusalKey(before, candidate.finding), { code, line: message, reason: tried.reason });
    }
  }
  return output === null ? null : { output, candidates: kept };
}

type Attempt = { readonly output: Uint8Array; readonly reason: string | null };

function tryFixes(input: LintInput, before: Tree, candidates: readonly Candidate[], laws: readonly CoreLaw[]): Attempt {
  const { source } = input;
  const edits = candidates.flatMap(({ fix }) => fix.edits);
  if (edits.some(({ text }) => text.includes("\uFFFD"))) return { output: source, reason: "the file is not UTF-8" };
  const output = applyEdits(source, edits);
  const { tree, isComplete, diagnostics } = parse(output, { langver: langverAfter(input, output) });
  const broken = diagnostics.find(({ severity }: Diagnostic) => severity === "error");
  if (!isComplete || broken !== undefined) {
    return { output, reason: `the result does not parse: ${broken?.message ?? "syntax error"}` };
  }
  if (!keepsComments(before, tree, candidates)) return { output, reason: "a comment would be lost" };
  if (candidates.every(({ fix }) => fix.safety === "safe")) {
    const proof = prove(before, tree, laws);
    if (proof !== null) return { output, reason: `not proven equal: ${proof}` };
  }
  return { output, reason: null };
}

/** A fix may write into the head clause, which alone decides then. */
function langverAfter({ langver }: LintInput, output: Uint8Array): Langver {
  const clause = findUseClause(output);
  return clause === null ? langver : resolveLangver({ clause }).langver;
}

function keepsComments(before: Tree, after: Tree, candidates: readonly Candidate[]): boolean {
  if (candidates.some(({ fix }) => fix.dropsComment === true)) return true;
  const count = new Map<string, number>();
  for (const comment of commentsOf(after)) {
    const text = commentText(after, comment);
    count.set(text, (count.get(text) ?? 0) + 1);
  }
  return commentsOf(before).every((comment) => {
    const text = commentText(before, comment);
    const left = count.get(text) ?? 0;
    count.set(text, left - 1);
    return left > 0;
  });
}

/**
 * Marks findings that a directive silences, and reports directives that silence nothing or name no rule.
 */
import { spanOf, type Tree } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import type { Report, Rule, RuleFix } from "../engine/rule.ts";
import { ruleId } from "../engine/rule.ts";
import { type Directive, readDirectives } from "./directives.ts";

/** What names in directives mean. */
export interface RuleNames {
  /** Returns the rules a name stands for, peers' names included; empty for an unknown one. */
  resolve(name: string): readonly Rule[];
  /** Returns a known name that is nearly the given one, or null. */
  suggest(name: string): string | null;
}

/** The rules that speak about directives themselves; null where a rule is off. */
export interface SuppressionRules {
  readonly unused: Rule | null;
  readonly unknown: Rule | null;
  /** Whether a rule runs here. A directive about a rule that does not run is not unused. */
  readonly isActive: (rule: Rule) => boolean;
}

/** What came of the directives. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  /** What to say about the directives. */
  readonly reports: readonly Report[];
}

/** Returns the findings with their suppressions. */
export function applySuppressions(
  tree: Tree,
  findings: readonly Finding[],
  names: RuleNames,
  rules: SuppressionRules,
): Suppressed {
  const { directives, problems } = readDirectives(tree);
  const reports: Report[] = [];
  if (directives.length === 0 && problems.length === 0) return { findings, reports };
  const used = new Set<string>();
  const resolved = directives.map((directive) => ({ directive, codes: codesOf(directive, names) }));
  const marked = findings.map((finding) => {
    const by = resolved.find(({ directive, codes }) => {
      const { start, end } = directive.range;
      return finding.span.start >= start && finding.span.start < end && nameFor(codes, finding.code) !== null;
    });
    if (by === undefined) return finding;
    used.add(`${by.directive.comment}:${nameFor(by.codes, finding.code)}`);
    return { ...finding, suppression: { reason: by.directive.reason } };
  });
  for (const { comment, message } of problems) {
    if (rules.unknown !== null)
      reports.push({ rule: rules.unknown, span: spanOf(tree, comment), message, details: {} });
  }
  for (const { directive } of resolved) reports.push(...judge(tree, directive, names, rules, used));
  return { findings: marked, reports };
}

/** The codes each written name stands for; null for all. */
type NamedCodes = ReadonlyMap<string, ReadonlySet<string> | null>;

function codesOf(directive: Directive, names: RuleNames): NamedCodes {
  return new Map(
    directive.names.map((name) => [name, name === "all" ? null : new Set(names.resolve(name).map(ruleId))]),
  );
}

function nameFor(codes: NamedCodes, code: string): string | null {
  for (const [name, set] of codes) if (set === null || set.has(code)) return name;
  return null;
}

function judge(
  tree: Tree,
  directive: Directive,
  names: RuleNames,
  { unused, unknown, isActive }: SuppressionRules,
  used: ReadonlySet<string>,
): Report[] {
  const span = spanOf(tree, directive.comment);
  const idle: string[] = [];
  const reports: Report[] = [];
  for (const name of directive.names) {
    const meant = names.resolve(name);
    if (meant.length === 0 && name !== "all") {
      const near = names.suggest(name);
      const message = `there is no rule \`${name}\`${near === null ? "" : `; did you mean \`${near}\`?`}`;
      if (unknown !== null) reports.push({ rule: unknown, span, message, details: {} });
    } else if (!used.has(`${directive.comment}:${name}`) && (name === "all" || meant.some(isActive))) idle.push(name);
  }
  // Other tools read their own comments; only ours are ours to judge.
  if (unused === null || idle.length === 0 || directive.form === "deadnix") return reports;
  const fix = idle.length === directive.names.length && directive.form !== "range" ? removal(tree, directive) : null;
  const list = idle.map((name) => `\`${name}\``).join(", ");
  reports.push({ rule: unused, span, message: `nothing is suppressed here for ${list}`, details: { fix } });
  return reports;
}

/** Removes the comment, and its line where it stands alone. */
function removal(tree: Tree, { comment, form }: Directive): RuleFix {
  const { source } = tree;
  let { start, end } = spanOf(tree, comment);
  while (start > 0 && (source[start - 1] === 0x20 || source[start - 1] === 0x09)) start--;
  if (form !== "line" && (start === 0 || source[start - 1] === 0x0a) && source[end] === 0x0a) end++;
  return {
    title: "remove the comment",
    safety: "safe",
    dropsComment: true,
    edits: [{ span: { start, end }, text: "" }],
  };
}

/**
 * One walk over the records of a tree, calling every rule for the nodes it asked for. The walk reads words of the
 * record array; most kinds have no rule and cost one look into a table.
 */
import { kindMask, kindNames, recordWords } from "@lix-tools/parser";
import type { FileContext, RuleContext } from "./context.ts";
import type { Report, Rule } from "./rule.ts";

/** Rules sorted by the kinds they want, made once per set of rules. */
export interface RuleTable {
  readonly legacy: DialectTable;
  readonly nix2: DialectTable;
  readonly rules: readonly Rule[];
}

/** The rules that are about one dialect. */
interface DialectTable {
  /** By kind. */
  readonly byKind: readonly (readonly Rule[])[];
  readonly wholeFile: readonly Rule[];
}

/** Returns the table of some rules. */
export function createRuleTable(rules: readonly Rule[]): RuleTable {
  return { rules, legacy: dialectTable(rules, "legacy"), nix2: dialectTable(rules, "nix2") };
}

function dialectTable(rules: readonly Rule[], dialect: "legacy" | "nix2"): DialectTable {
  const byKind: Rule[][] = kindNames.map(() => []);
  const applying = rules.filter((rule) => rule.dialect === undefined || rule.dialect === dialect);
  for (const rule of applying) {
    if (rule.check === undefined) continue;
    for (const kind of rule.kinds) byKind[kind]?.push(rule);
  }
  return { byKind, wholeFile: applying.filter((rule) => rule.checkFile !== undefined) };
}

/** Time spent per rule, in milliseconds. */
export type RuleClock = Map<Rule, number>;

/** Returns what the rules of the table say about a file, in the order they said it. */
export function runRules(table: RuleTable, file: FileContext, clock?: RuleClock): Report[] {
  const { byKind, wholeFile } = file.tree.langver.dialect === "nix" ? table.legacy : table.nix2;
  const reports: Report[] = [];
  let current = table.rules[0];
  const ctx: RuleContext = {
    ...file,
    report(place, message, details = {}) {
      if (current === undefined) return;
      reports.push({ rule: current, span: typeof place === "number" ? file.span(place) : place, message, details });
    },
  };
  for (const rule of wholeFile) {
    current = rule;
    if (clock === undefined) rule.checkFile?.(ctx);
    else timed(clock, rule, () => rule.checkFile?.(ctx));
  }
  const { records, nodeCount } = file.tree;
  for (let node = 0; node < nodeCount; node++) {
    const wanted = byKind[(records[node * recordWords] ?? 0) & kindMask];
    if (wanted === undefined) continue;
    for (const rule of wanted) {
      current = rule;
      if (clock === undefined) rule.check?.(node, ctx);
      else timed(clock, rule, () => rule.check?.(node, ctx));
    }
  }
  return reports;
}

function timed(clock: RuleClock, rule: Rule, run: () => void): void {
  const begun = performance.now();
  run();
  clock.set(rule, (clock.get(rule) ?? 0) + performance.now() - begun);
}

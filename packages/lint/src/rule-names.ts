/**
 * What names of rules mean, in configuration, on the command line and in comments: `group/name`, the name alone, the
 * short code, a whole group, or the name a peer uses.
 */
import leven from "leven";
import { rulesOfPeer } from "./compat.ts";
import { groups, type Rule, ruleId } from "./engine/rule.ts";
import type { RuleNames } from "./suppress/apply.ts";

/** Returns the meaning of names among some rules. */
export function createRuleNames(rules: readonly Rule[]): RuleNames {
  const byId = new Map(rules.map((rule) => [ruleId(rule), rule]));
  const known = [...byId.keys(), ...groups];
  return {
    resolve(name) {
      const exact = byId.get(name);
      if (exact !== undefined) return [exact];
      const own = rules.filter((rule) => rule.group === name || rule.name === name || rule.code === name);
      if (own.length > 0) return own;
      return rulesOfPeer(name).flatMap((id) => byId.get(id) ?? []);
    },
    suggest(name) {
      const near = (candidates: readonly string[], found: string): string | null => {
        const best = candidates.toSorted((a, b) => leven(found, a) - leven(found, b))[0];
        return best !== undefined && leven(found, best) <= Math.max(2, found.length / 4) ? best : null;
      };
      const byName = near(
        [...byId.values()].map((rule) => rule.name),
        name,
      );
      const rule = byName === null ? undefined : rules.find((candidate) => candidate.name === byName);
      return near(known, name) ?? (rule === undefined ? null : ruleId(rule));
    },
  };
}

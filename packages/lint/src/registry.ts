/**
 * Every rule there is, by group in the order of the alphabet. What was left out on purpose:
 *
 * - rules that need evaluation or build logs (`compat.ts` names them)
 * - rules about layout, which belong to the formatter
 * - pairs of name and value as lists (`name-value-tuple`): no edition has them
 * - branches that are never taken (`unreachable-branch`): `dead/constant-condition` is about the same places
 */
import type { Rule } from "./engine/rule.ts";
import { correctRules } from "./rules/correct.ts";
import { deadRules } from "./rules/dead.ts";
import { langverRules } from "./rules/langver.ts";
import { nixpkgsRules } from "./rules/nixpkgs.ts";
import { perfRules } from "./rules/perf.ts";
import { styleRules } from "./rules/style.ts";

/** Every rule. */
export const allRules: readonly Rule[] = [
  ...correctRules,
  ...langverRules,
  ...deadRules,
  ...styleRules,
  ...perfRules,
  ...nixpkgsRules,
];

/**
 * Every rule there is, by group in the order of the catalogue. What was left out of it on purpose: rules that need
 * evaluation or build logs (`compat.ts` names them), and rules about layout, which belong to the formatter.
 */
import type { Rule } from "./engine/rule.ts";
import { correctRules } from "./rules/correct/index.ts";
import { deadRules } from "./rules/dead/index.ts";
import { langverRules } from "./rules/langver/index.ts";
import { nixpkgsRules } from "./rules/nixpkgs/index.ts";
import { perfRules } from "./rules/perf/index.ts";
import { styleRules } from "./rules/style/index.ts";

/** Every rule. */
export const allRules: readonly Rule[] = [
  ...correctRules,
  ...langverRules,
  ...deadRules,
  ...styleRules,
  ...perfRules,
  ...nixpkgsRules,
];

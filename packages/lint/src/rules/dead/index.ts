/** The rules of the group `dead`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";
import { constantConditionRule } from "./constant-condition.ts";
import { emptyInheritRule } from "./empty-inherit.ts";
import { emptyLetRule } from "./empty-let.ts";
import { unneededRecRule } from "./unneeded-rec.ts";
import { unreachableOperandRule } from "./unreachable-operand.ts";
import { unusedArgumentRule } from "./unused-argument.ts";
import { unusedAtNameRule } from "./unused-at-name.ts";
import { unusedFormalRule } from "./unused-formal.ts";
import { unusedLetRule } from "./unused-let.ts";
import { unusedLetInheritRule } from "./unused-let-inherit.ts";
import { unusedWithRule } from "./unused-with.ts";
import { uselessInheritRule } from "./useless-inherit.ts";

/** Every rule of `dead`. */
export const deadRules: readonly Rule[] = [
  constantConditionRule,
  emptyInheritRule,
  emptyLetRule,
  unneededRecRule,
  unreachableOperandRule,
  unusedArgumentRule,
  unusedAtNameRule,
  unusedFormalRule,
  unusedLetRule,
  unusedLetInheritRule,
  unusedWithRule,
  uselessInheritRule,
];

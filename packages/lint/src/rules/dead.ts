/** The rules of the group `dead`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { constantConditionRule } from "./dead/constant-condition.ts";
import { emptyInheritRule } from "./dead/empty-inherit.ts";
import { emptyLetRule } from "./dead/empty-let.ts";
import { unneededRecRule } from "./dead/unneeded-rec.ts";
import { unreachableOperandRule } from "./dead/unreachable-operand.ts";
import { unusedArgumentRule } from "./dead/unused-argument.ts";
import { unusedAtNameRule } from "./dead/unused-at-name.ts";
import { unusedFormalRule } from "./dead/unused-formal.ts";
import { unusedLetRule } from "./dead/unused-let.ts";
import { unusedLetInheritRule } from "./dead/unused-let-inherit.ts";
import { unusedWithRule } from "./dead/unused-with.ts";
import { uselessInheritRule } from "./dead/useless-inherit.ts";

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

/** The rules of the group `correct`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";

/** Every rule of `correct`. */
export const correctRules: readonly Rule[] = [];

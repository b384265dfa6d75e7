/** The rules of the group `perf`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";

/** Every rule of `perf`. */
export const perfRules: readonly Rule[] = [];

/** The rules of the group `nixpkgs`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";

/** Every rule of `nixpkgs`. */
export const nixpkgsRules: readonly Rule[] = [];

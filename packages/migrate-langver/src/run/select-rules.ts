/**
 * Which codemods take part, from what the command line and the configuration say. Names are those of the linter's rules
 * without their group, or the numbers: `url-literal`, `M02`.
 */
import { CommandError } from "@lix-tools/cli-kit/command";
import type { Codemod, CodemodId } from "../codemod.ts";
import { codemodByName, codemods } from "../registry.ts";

export interface RuleChoice {
  /** The only ones to take; all if absent. */
  readonly rules?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

/** Returns the ids of the chosen codemods. An unknown name is an error of whoever wrote it, told by `origin`. */
export function selectRules({ rules, skip = [] }: RuleChoice, origin: string): CodemodId[] {
  const wanted = rules === undefined ? codemods : rules.map((name) => requireCodemod(name, origin));
  const unwanted = new Set(skip.map((name) => requireCodemod(name, origin)));
  return wanted.filter((codemod) => !unwanted.has(codemod)).map(({ id }) => id);
}

/** Returns the codemods that have an alternative to accept, by the names given. */
export function selectAccepted(names: readonly string[]): CodemodId[] {
  return names.map((name) => requireCodemod(name, "--accept").id);
}

function requireCodemod(name: string, origin: string): Codemod {
  const codemod = codemodByName(name);
  if (codemod !== null) return codemod;
  const known = codemods.map((candidate) => candidate.name).join(", ");
  throw new CommandError(`${origin}: there is no rule \`${name}\`; there are ${known}`);
}

/**
 * Which codemods take part, from what the command line and the configuration say. Names are those of the linter's rules
 * without their group, or the numbers: `url-literal`, `M02`.
 */
import { CommandError } from "@lix-tools/cli-kit/command";
import type { Codemod, CodemodId } from "../codemod.ts";
import { chooseCodemods, codemodByName, codemods, type RuleChoice } from "../registry.ts";

/** Returns the ids of the chosen codemods. An unknown name is an error of whoever wrote it, told by `origin`. */
export function selectRules(choice: RuleChoice, origin: string): CodemodId[] {
  return chooseCodemods(choice, (name) => requireCodemod(name, origin)).map(({ id }) => id);
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

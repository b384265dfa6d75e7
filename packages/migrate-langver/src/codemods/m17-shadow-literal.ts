/**
 * `let true = 1; in true ⇒ let true' = 1; in true'`
 *
 * `true`, `false` and `null` are variables in legacy. Where something else provides one, it is renamed.
 */
import { type Definition, targetOf } from "@lix-tools/eval-core";
import { type Span, shadowLiteral, type ShadowedInternalSite } from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, refuse } from "../codemod.ts";
import { planRenaming } from "../edit/rename.ts";
import type { FileContext } from "../file-context.ts";

/** Renames variables called `true`, `false` or `null`. */
export const shadowLiteralCodemod: Codemod = defineCodemod({
  id: "M17",
  detector: shadowLiteral,
  summary: "`let true = 1; in true` ⇒ `let true' = 1; in true'`",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "a variable of a `let` or a function without a pattern is renamed with all its uses, to a name found nowhere in the " +
    "file; refused for formals and attributes, whose names others know",
  plan: planSites,
});

function planSites(file: FileContext, sites: readonly ShadowedInternalSite[]): Proposal[] {
  const byDefinition = new Map<Definition | null, Span[]>();
  for (const { span, node } of sites) {
    // The name is the variable's only child.
    const target = targetOf(file.resolution(), node + 1);
    const definition = target?.kind === "definition" ? target.definition : null;
    byDefinition.set(definition, [...(byDefinition.get(definition) ?? []), span]);
  }
  return [...byDefinition].map(([definition, [site = { start: 0, end: 0 }, ...covers]]) => {
    const renaming =
      definition === null ? { refusal: "nothing here provides the name" } : planRenaming(file, definition);
    if ("refusal" in renaming) return { ...refuse(site, renaming.refusal), covers };
    return { site, covers, rewrite: { title: "rename the variable", edits: renaming.edits } };
  });
}

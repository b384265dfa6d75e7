/**
 * `1. ⇒ 1.0` · `007 ⇒ 7` · `a ? b ? c ⇒ (a ? b) ? c` · `{ a ? b: c }: d ⇒ { a ? (b: c) }: d` · `a->b ⇒ a- > b`
 *
 * Forms that Nix 2 refuses although they could only mean one thing. The parser's check of Nix 2 finds them in the old
 * tree, and where its fix is the legacy reading the codemod makes it.
 */
import type { Definition } from "@lix-tools/eval-core";
import {
  checkSyntax,
  type DeprecatedSite,
  type Detector,
  type Diagnostic,
  Kind,
  kindOf,
  makeLangver,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, proposeRewrite, refuse } from "../codemod.ts";
import { planRenaming } from "../edit/rename.ts";
import type { FileContext } from "../file-context.ts";

interface FormSite extends DeprecatedSite {
  readonly diagnostic: Diagnostic;
}

/** The problems whose fix with this number keeps the legacy reading; -1 where none does. */
const fixes: ReadonlyMap<string, number> = new Map([
  ["syntax/float-digits", 0],
  ["syntax/leading-zero", 0],
  ["syntax/adjacent-tokens", 0],
  ["syntax/identifier-arrow", 1],
  ["syntax/has-attr-chain", 0],
  ["syntax/lambda-default", 0],
  ["syntax/dynamic-in-let", 0],
  ["syntax/dynamic-in-inherit", 0],
  ["syntax/identifier-quotes", -1],
  ["syntax/select-from-number", -1],
]);

const nix2 = makeLangver("nix2");

/** Finds what the check of Nix 2 says about a legacy tree, as far as no other detector does. */
const nix2Form: Detector<FormSite> = {
  code: "langver/nix2-form",
  feature: "token-boundaries",
  lixFeature: null,
  kinds: [Kind.SourceCode],
  find({ tree }, _node, add) {
    for (const diagnostic of checkSyntax({ ...tree, langver: nix2 })) {
      const { code, span, message } = diagnostic;
      // A float without leading digit has its own detector.
      if (!fixes.has(code) || tree.source[span.start] === 0x2e) continue;
      add({ span, verdict: "gap", message, diagnostic });
    }
  },
};

/** Writes forms that Nix 2 refuses the way both dialects read them. */
export const nix2FormCodemod: Codemod = defineCodemod({
  id: "M36",
  detector: nix2Form,
  summary: "`1.` ⇒ `1.0`, `007` ⇒ `7`, `a ? b ? c` ⇒ `(a ? b) ? c`, `{ a ? b: c }:` ⇒ `{ a ? (b: c) }:`",
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  isRefusedBySwitch: true,
  preserves: "core",
  soundness:
    "the number, the name or the grouping that legacy reads, written out; a name with `''` in it is renamed where nothing " +
    "outside of the file sees it",
  plan: planSites,
});

/** A name with `''` in it is renamed everywhere at once; every other problem is one by itself. */
function planSites(file: FileContext, sites: readonly FormSite[]): Proposal[] {
  const isName = ({ diagnostic }: FormSite): boolean => diagnostic.code === "syntax/identifier-quotes";
  const names = sites.filter(isName);
  const others = sites.filter((site) => !isName(site)).map((site) => answer(file.tree, site));
  return names.length === 0 ? others : [...renameAll(file, names), ...others];
}

function renameAll(file: FileContext, sites: readonly FormSite[]): Proposal[] {
  const byDefinition = new Map<Definition, FormSite[]>();
  const proposals: Proposal[] = [];
  const definitions = definitionsByPlace(file);
  for (const site of sites) {
    const definition = definitions.get(site.span.start);
    if (definition !== undefined) byDefinition.set(definition, [...(byDefinition.get(definition) ?? []), site]);
    else proposals.push(quoteName(file, site));
  }
  for (const [definition, [first, ...rest]] of byDefinition) {
    if (first === undefined) continue;
    const covers = rest.map(({ span }) => span);
    const renaming = planRenaming(file, definition);
    const answered =
      "refusal" in renaming
        ? refuse(first.span, renaming.refusal)
        : proposeRewrite(first.span, "rename the variable", renaming.edits);
    proposals.push({ ...answered, covers });
  }
  return proposals;
}

/** Returns the variables of the file by every place where they are written. */
function definitionsByPlace(file: FileContext): ReadonlyMap<number, Definition> {
  const places = new Map<number, Definition>();
  const references = file.references();
  for (const definition of file.resolution().definitions) {
    for (const node of [...definition.nodes, ...(references.get(definition) ?? [])]) {
      places.set(startOf(file.tree, node), definition);
    }
  }
  return places;
}

/** The name of an attribute is the same in quotes; a variable of a `with` has no other way to be written. */
function quoteName({ tree, parentOf }: FileContext, { span, message }: FormSite): Proposal {
  for (let node = 0; node < tree.nodeCount; node++) {
    if (startOf(tree, node) !== span.start || kindOf(tree, node) !== Kind.Identifier) continue;
    if (kindOf(tree, parentOf(node)) !== Kind.Attrpath) return refuse(span, message);
    return proposeRewrite(span, "quote the name", [insertAt(span.start, '"'), insertAt(span.end, '"')]);
  }
  return refuse(span, message);
}

function answer(tree: Tree, { span, message, diagnostic }: FormSite): Proposal {
  const fix = diagnostic.fixes?.[fixes.get(diagnostic.code) ?? -1];
  if (fix === undefined) return refuse(span, message);
  // A name cannot be a `''` string or stand in parentheses.
  const isName = diagnostic.code.startsWith("syntax/dynamic-in-");
  if (isName && !fix.edits.every(({ text }) => text.startsWith('"'))) return refuse(span, message);
  // `00.5` is `00` and `.5`, which must not join.
  const isGlued = diagnostic.code === "syntax/leading-zero" && tree.source[span.end] === 0x2e;
  return proposeRewrite(span, fix.title, isGlued ? [...fix.edits, insertAt(span.end, " ")] : fix.edits);
}

/**
 * `1. ⇒ 1.0` · `007 ⇒ 7` · `a ? b ? c ⇒ (a ? b) ? c` · `{ a ? b: c }: d ⇒ { a ? (b: c) }: d` · `a->b ⇒ a- > b`
 *
 * Forms that Nix 2 refuses although they could only mean one thing. The parser's check of Nix 2 finds them in the old
 * tree, and where its fix is the legacy reading the codemod makes it.
 */
import {
  checkSyntax,
  type DeprecatedSite,
  type Detector,
  type Diagnostic,
  Kind,
  makeLangver,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, proposeRewrite, refuse } from "../codemod.ts";

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
  preserves: "core",
  soundness: "the number, the name or the grouping that legacy reads, written out; refused for names with `''` in them",
  plan: ({ tree }, sites) => sites.map((site) => answer(tree, site)),
});

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

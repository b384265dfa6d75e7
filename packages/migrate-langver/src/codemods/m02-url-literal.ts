/**
 * `http://x ⇒ "http://x"`
 *
 * No byte of a URL needs an escape: `"`, `\` and `{` are not among them, so a `$` can open nothing. What was perhaps
 * meant, a function `x:x`, is the unsafe alternative for what does not look like a URL.
 */
import { endOf, startOf, urlLiteral, type UrlLiteralSite } from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal } from "../codemod.ts";
import { spaceBefore, spaceBehind } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Puts quotes around URLs. */
export const urlLiteralCodemod: Codemod = defineCodemod({
  id: "M02",
  detector: urlLiteral,
  summary: '`http://x` ⇒ `"http://x"`',
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  isFinal: true,
  preserves: "core",
  soundness: "always: a URL holds no byte that a string would read differently",
  plan: (file, sites) => sites.map((site) => quoteUrl(file, site)),
});

function quoteUrl({ tree }: FileContext, { span, node }: UrlLiteralSite): Proposal {
  const { source } = tree;
  const start = startOf(tree, node);
  const end = endOf(tree, node);
  const opening = insertAt(start, `${spaceBefore(source, start)}"`);
  const closing = insertAt(end, `"${spaceBehind(source, end)}`);
  const rewrite = { title: "quote the URL", edits: [opening, closing] };
  const colon = source.indexOf(0x3a, start);
  const looksLikeUrl = source[colon + 1] === 0x2f;
  if (looksLikeUrl) return { site: span, rewrite };
  const alternative = { title: "write a function", edits: [insertAt(colon + 1, " ")] };
  return { site: span, rewrite, alternative };
}

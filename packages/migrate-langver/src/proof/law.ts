/**
 * Laws of the core: equations between terms that have the same value, with the same laziness and the same failures, in
 * every environment. A codemod whose rewrites are no core equality names the law that they are an instance of. The
 * proof applies the law from left to right to both programs, wherever it applies, and wants the results core-equal.
 * The law knows nothing of the rewrite, so a wrong rewrite does not get past it.
 */
import type { Term } from "@lix-tools/eval-core";
import type { LawSites } from "./law-sites.ts";

export interface CoreLaw {
  /** For reports: `recursive-dynamics`. */
  readonly name: string;
  /** The equation and why it holds, in prose. */
  readonly statement: string;
  /** The law makes what others apply to, further in: it goes before them, and its parts are not done. */
  readonly isFirst?: true;
  /** Returns the right side of the law for a term that is its left side, or the term itself. The parts are done. */
  readonly apply: (term: Term) => Term;
  /**
   * Returns the right side for a term of the old program that a rewrite answers, where the text does not say everything
   * that the law wants to know or allows several right sides; else the term itself.
   */
  readonly applyAt?: (term: Term, sites: LawSites) => Term;
}

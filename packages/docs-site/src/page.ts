/** A page of the site, before it has its surroundings. */

/** A heading that can be linked to. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  /** HTML without links. */
  readonly html: string;
  readonly text: string;
}

/** A page with its contents as HTML. */
export interface Page {
  /** Relative to the top of the site: `rules/LX100.html`. */
  readonly path: string;
  readonly title: string;
  /** What kind of page it is, for the search: `Rule`, `Guide`. */
  readonly kind: string;
  /** One sentence for search engines and the search. */
  readonly summary: string;
  /** What is inside of `<main>`, the heading of level 1 included. */
  readonly html: string;
  readonly headings: readonly Heading[];
  /** The text alone, for the search. */
  readonly text: string;
  /** Whether the page takes the whole width, without navigation at its sides. */
  readonly look: "article" | "landing";
}

/** Markdown before it is a page. */
export interface MarkdownPage {
  readonly path: string;
  readonly kind: string;
  readonly markdown: string;
  /** The file the text comes from, relative to the repository, to resolve its links; null for generated text. */
  readonly source: string | null;
}

/** Returns the way from one page to another, relative to the first. */
export function linkBetween(from: string, to: string): string {
  return `${"../".repeat(from.split("/").length - 1)}${to}`;
}

/** Returns a text that is safe in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The index that the search in the browser reads. */
import MiniSearch from "minisearch";
import { navigationPath } from "./navigation.ts";
import { type Page } from "../page.ts";

/** How pages are indexed; the search in the browser must agree. */
export const searchOptions: {
  readonly fields: string[];
  readonly storeFields: string[];
} = {
  fields: ["title", "headings", "text"],
  storeFields: ["title", "kind", "path"],
};

/** Characters of a page that are indexed: later text adds little, and the index is fetched whole. */
const indexedText = 5000;

/** Returns the index as JSON. */
export function searchIndex(pages: readonly Page[]): string {
  const index = new MiniSearch<Record<string, string>>(searchOptions);
  index.addAll(
    pages.map((page, id) => ({
      id: String(id),
      path: page.path,
      title: page.title,
      kind: page.kind,
      headings: page.headings.map(({ text }) => text).join(" "),
      text: isList(page) ? page.summary : page.text.slice(0, indexedText),
    })),
  );
  return JSON.stringify(index);
}

/** Lists name everything; a search should rather find what they name. */
function isList(page: Page): boolean {
  return page.path !== "api/index.html" && page.path.endsWith("/index.html") && navigationPath(page) === page.path;
}

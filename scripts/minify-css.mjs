/** Style sheets without what only people read. */

/** Returns a style sheet without its comments and indentation. */
export function minifyCss(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, "").replaceAll(/\n\s*/gu, "\n");
}

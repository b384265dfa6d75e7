/** What the playground page is made of that does not need a browser. */
export { highlightClasses, highlightTree } from "./highlight/highlight.ts";
export type { HighlightClass, HighlightedSpan } from "./highlight/highlight.ts";

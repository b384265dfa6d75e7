/** The documentation as a static site. */
export { buildSite } from "./build-site.ts";
export type { SiteOptions, SiteResult } from "./build-site.ts";
export { codeBlocks } from "./markdown-blocks.ts";
export type { CodeBlock } from "./markdown-blocks.ts";

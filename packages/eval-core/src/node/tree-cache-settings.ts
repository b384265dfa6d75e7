/** Where evaluations of single values find trees that earlier ones made, as the environment says. */
import { cacheFolderOf, isSwitchedOff } from "@lix-tools/cli-kit/user-cache";

/** A folder of trees, and the parser that they have to be of. */
export interface TreeCacheSettings {
  readonly folder: string;
  readonly parser: string;
}

/** The digest of the parser's sources, which the bundler puts in. Where this runs from sources, they may yet change. */
declare const PARSER_DIGEST: string | undefined;

/** Returns where trees are kept, or null where they are not. */
export function treeCacheOf(env: Readonly<Record<string, string | undefined>>): TreeCacheSettings | null {
  if (typeof PARSER_DIGEST === "undefined" || isSwitchedOff(env)) return null;
  return { folder: cacheFolderOf("lix-eval", "trees", env), parser: PARSER_DIGEST };
}

/** Where evaluations of single values find what earlier ones made of sources, as the environment says. */
import { cacheFolderOf, isSwitchedOff } from "@lix-tools/cli-kit/user-cache";
import { isReadyFolder } from "./program-cache.ts";

/** A folder of trees and images of sources, and the evaluator that they have to be of. */
export interface ProgramCacheSettings {
  readonly folder: string;
  readonly digest: string;
}

/** The digest of what reads sources, which the bundler puts in. Where this runs from sources, they may yet change. */
declare const READER_DIGEST: string | undefined;

/** Returns where trees and images are kept, or null where they are not, or not yet. */
export function programCacheOf(env: Readonly<Record<string, string | undefined>>): ProgramCacheSettings | null {
  if (typeof READER_DIGEST === "undefined" || isSwitchedOff(env)) return null;
  const folder = cacheFolderOf("lix-eval", "programs", env);
  return isReadyFolder(folder) ? { folder, digest: READER_DIGEST } : null;
}

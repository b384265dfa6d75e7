/**
 * What the configuration says about files by their path. Globs count from the directory of the configuration file; one
 * that matches a directory matches all in it, and of several the longest counts.
 */
import { relative, sep } from "node:path";
import picomatch from "picomatch";

/** Globs, and whatever is said about the files they match. */
export interface ForPaths {
  readonly paths: readonly string[];
}

/** Returns a function that finds what is said about a file, given by its absolute path. */
export function createChooseByPath<Entry extends ForPaths>(
  directory: string,
  entries: readonly Entry[],
): (absolute: string) => Entry | undefined {
  const globs = entries
    .flatMap((entry) => entry.paths.map((glob) => ({ length: glob.length, matches: compileGlob(glob), entry })))
    .toSorted((a, b) => b.length - a.length);
  return (absolute) => {
    const path = relative(directory, absolute).replaceAll(sep, "/");
    return globs.find(({ matches }) => matches(path))?.entry;
  };
}

function compileGlob(glob: string): (path: string) => boolean {
  const plain = glob.replace(/^\.\//u, "").replace(/\/$/u, "");
  return picomatch([plain, `${plain}/**`], { dot: true });
}

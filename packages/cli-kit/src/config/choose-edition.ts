/**
 * What the configuration says about the language of a file. A head clause in the file outranks it; that is decided
 * where the file is parsed.
 */
import { relative, sep } from "node:path";
import type { Edition } from "@lix-tools/parser";
import picomatch from "picomatch";
import type { LangverSettings } from "./sections.ts";

/** Returns the edition of a file by its absolute path. */
export type ChooseEdition = (absolute: string) => Edition | undefined;

/**
 * Returns a function that chooses a file's edition: that of the longest matching glob, then the default. Globs count
 * from the directory, and one that matches a directory matches all in it.
 */
export function createChooseEdition(directory: string, settings: LangverSettings): ChooseEdition {
  const globs = settings.overrides
    .flatMap(({ paths, langver }) =>
      paths.map((glob) => ({ length: glob.length, matches: compileGlob(glob), langver })),
    )
    .toSorted((a, b) => b.length - a.length);
  return (absolute) => {
    const path = relative(directory, absolute).replaceAll(sep, "/");
    return globs.find(({ matches }) => matches(path))?.langver ?? settings.default;
  };
}

function compileGlob(glob: string): (path: string) => boolean {
  const plain = glob.replace(/^\.\//u, "").replace(/\/$/u, "");
  return picomatch([plain, `${plain}/**`], { dot: true });
}

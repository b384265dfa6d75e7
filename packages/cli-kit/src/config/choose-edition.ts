/**
 * What the configuration says about the language of a file. A head clause in the file outranks it; that is decided
 * where the file is parsed.
 */
import type { Edition } from "@lix-tools/parser";
import { createChooseByPath } from "./choose-by-path.ts";
import type { LangverSettings } from "./sections.ts";

/** Returns the edition of a file by its absolute path. */
export type ChooseEdition = (absolute: string) => Edition | undefined;

/** Returns a function that chooses a file's edition: that of the longest matching glob, then the default. */
export function createChooseEdition(directory: string, settings: LangverSettings): ChooseEdition {
  const choose = createChooseByPath(directory, settings.overrides);
  return (absolute) => choose(absolute)?.langver ?? settings.default;
}

/**
 * What was accepted with `--accept` and what came of it: the sites that were rewritten to what was perhaps meant, which
 * changes the meaning, and the words that met nothing, which may be typing errors.
 */
import { codemods } from "../registry.ts";
import type { AcceptedSite } from "../run/run-options.ts";
import type { AcceptedInFile } from "./summary.ts";

const names: ReadonlyMap<string, string> = new Map(codemods.map(({ id, name }) => [id, name]));

/** Returns the word that accepts the site: `RULE@FILE:LINE:COLUMN`. */
export function wordOf({ id, path, line, column }: AcceptedInFile): string {
  return `${names.get(id) ?? id}@${path}:${line}:${column}`;
}

/** A site as somebody named it on the command line. */
export interface NamedSite extends AcceptedSite {
  readonly absolute: string;
  readonly word: string;
}

/** What a run was asked to accept. */
export interface Accepting {
  readonly sites: readonly NamedSite[];
  /** The rules of which everything is accepted, each as it was named. */
  readonly rules: readonly { readonly id: string; readonly word: string }[];
  /** Returns the absolute path of a file as shown to people. */
  readonly absoluteOf: (path: string) => string;
}

/** Returns a sentence for every word of `--accept` that met nothing. */
export function unusedAccepts(
  { sites, rules, absoluteOf }: Accepting,
  made: readonly AcceptedInFile[],
  files: ReadonlySet<string>,
): string[] {
  const placed = made.map((place) => ({ ...place, absolute: absoluteOf(place.path) }));
  const unmet = sites.filter(
    ({ id, line, column, absolute }) =>
      !placed.some(
        (place) =>
          place.id === id &&
          place.absolute === absolute &&
          place.line === line &&
          (column === null || column === place.column),
      ),
  );
  const idle = rules.filter(({ id }) => !made.some((place) => place.id === id));
  return [
    ...unmet.map(({ word, absolute }) => {
      const reason = files.has(absolute)
        ? "nothing was rewritten there to what was perhaps meant"
        : "the file is none of those that were migrated";
      return `\`--accept ${word}\` met nothing: ${reason}`;
    }),
    ...idle.map(({ word }) => `\`--accept ${word}\` met nothing: the rule had no site with another rewrite`),
  ];
}

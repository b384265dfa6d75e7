/**
 * Finds out which rewritten file changed what something evaluates to, and which rewrite in it: first by halves over the
 * files, then codemod by codemod and rewrite by rewrite in the guilty one. Runs only after a mismatch.
 */
import type { Culprit } from "../engine/blame.ts";
import { blameRewrites, type MigrationOptions } from "../engine/migrate-source.ts";

/** A rewritten file. */
export interface RewrittenProgram {
  readonly path: string;
  readonly text: Uint8Array;
}

/** What the rewriting of a file began with. */
export interface FileMigration {
  readonly source: Uint8Array;
  readonly options: MigrationOptions;
}

/** A mismatch, and the means to look into it. */
export interface CulpritTask {
  /** The rewritten files that take part, in any fixed order. */
  readonly programs: readonly RewrittenProgram[];
  /** What the old programs come to. */
  readonly expected: string;
  /** Returns what it comes to with some files rewritten. */
  readonly outcomeOf: (programs: readonly RewrittenProgram[]) => string;
  readonly migrationOf: (path: string) => FileMigration | null;
}

/** Who is to blame for a mismatch. */
export interface FoundCulprit {
  readonly path: string;
  readonly culprit: Culprit;
  /** The smallest rewriting of the file that was found to fail. */
  readonly text: Uint8Array;
  readonly outcome: string;
}

/** Returns who is to blame; null where all files together do no harm, so that there is no mismatch. */
export function findCulprit(task: CulpritTask): FoundCulprit | null {
  const { programs, expected, outcomeOf } = task;
  const outcome = outcomeOf(programs);
  if (outcome === expected) return null;
  // With the first `good` files there is no mismatch, with the first `bad` there is.
  let good = 0;
  let bad = programs.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (outcomeOf(programs.slice(0, middle)) === expected) good = middle;
    else bad = middle;
  }
  const guilty = programs[good];
  if (guilty === undefined) return null;
  return blameFile(guilty, programs.slice(0, good), { ...task, outcome });
}

function blameFile(
  guilty: RewrittenProgram,
  others: readonly RewrittenProgram[],
  { expected, outcomeOf, migrationOf, outcome }: CulpritTask & { readonly outcome: string },
): FoundCulprit {
  const { path } = guilty;
  let found = { text: guilty.text, outcome };
  const migration = migrationOf(path);
  const culprit =
    migration === null
      ? null
      : blameRewrites(migration.source, migration.options, (_before, { tree, applied }) => {
          if (applied.length === 0) return false;
          const tried = outcomeOf([...others, { path, text: tree.source }]);
          if (tried !== expected) found = { text: tree.source, outcome: tried };
          return tried !== expected;
        });
  return { path, culprit: culprit ?? { codemods: [], site: null }, ...found };
}

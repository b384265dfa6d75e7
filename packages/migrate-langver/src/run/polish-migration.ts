/**
 * A migration with its last hand: what was rewritten is polished, and where that gives the codemods something to do
 * again, they do it.
 */
import { type Edition, makeLangver } from "@lix-tools/parser";
import type { Migration } from "../engine/migrate-source.ts";
import { polish, type Polisher } from "../polish/polish.ts";
import type { RunOptions } from "./run-options.ts";

/** Times that codemods are asked again. Each time there is less to be done. */
const mostPasses = 5;

/** What polishing needs. */
export interface PolishRequest {
  readonly options: Pick<RunOptions, "formatting">;
  /** The edition that was moved to. */
  readonly to: Edition;
  readonly polisher: Polisher;
  /** Migrates a text. */
  readonly migrate: (source: Uint8Array) => Migration;
}

/** Returns the migration with its new text polished. */
export function polishMigration(migration: Migration, { options, to, polisher, migrate }: PolishRequest): Migration {
  const { formatting } = options;
  if (formatting === "none" || migration.before === migration.after) return migration;
  const { before } = migration;
  const task = { before, langver: makeLangver(to), extent: formatting };
  let current = migration;
  for (let pass = 0; pass < mostPasses; pass++) {
    const { text, isUnwrapped } = polish({ ...task, after: current.after }, polisher);
    current = { ...current, after: text };
    // What was refused because of a comment may be possible when the comment stands on a line of its own.
    const next = isUnwrapped || current.refused.length > 0 ? migrate(text) : null;
    if (next === null || next.after === text) break;
    const { after, status, applied, refused } = next;
    current = {
      ...current,
      after,
      status: status === "migrated" ? status : current.status,
      applied: [...current.applied, ...applied],
      refused: stillRefused(current, refused),
    };
  }
  return current;
}

/** Returns those of the refused sites of which nothing was made in the end; places are those of the first text. */
function stillRefused({ refused }: Migration, later: Migration["refused"]): Migration["refused"] {
  const left = new Map<string, number>();
  for (const { codemod } of later) left.set(codemod.id, (left.get(codemod.id) ?? 0) + 1);
  return refused.filter(({ codemod: { id } }) => {
    const count = left.get(id) ?? 0;
    left.set(id, count - 1);
    return count > 0;
  });
}

/**
 * A migration with its last hand: what was rewritten is polished, and where that gives the codemods something to do
 * again, they do it.
 */
import { type Edition, makeLangver } from "@lix-tools/parser";
import type { Migration } from "../engine/migrate-source.ts";
import { polish, type Polisher } from "../polish/polish.ts";
import type { RunOptions } from "./run-options.ts";

/** Times that codemods are asked again; each takes parentheses away, so it comes to an end by itself. */
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
    const next = isUnwrapped ? migrate(text) : null;
    if (next === null || next.after === text) break;
    current = { ...current, after: next.after, applied: [...current.applied, ...next.applied] };
  }
  return current;
}

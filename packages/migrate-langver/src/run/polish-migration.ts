/**
 * A migration with its last hand: what was rewritten is polished, and where that gives the codemods something to do
 * again, they do it. The layout is one that a trip to legacy and back leaves alone.
 */
import { type Edition, type Langver, makeLangver } from "@lix-tools/parser";
import type { Migration } from "../engine/migrate-source.ts";
import { polish, type Polisher, type PolishTask } from "../polish/polish.ts";
import type { Formatting } from "./run-options.ts";
import { steadyLayout } from "./steady-layout.ts";

/** Times that codemods are asked again. Each time there is less to be done. */
const mostPasses = 5;

/** What polishing needs. */
export interface PolishRequest {
  readonly formatting: Formatting;
  /** The edition that was moved to. */
  readonly to: Edition;
  /** The langver of a text without a clause. */
  readonly configured: Langver;
  readonly polisher: Polisher;
  /** Takes a text to an edition, proved as it is asked for or only parsed. */
  readonly migrate: (source: Uint8Array, to: Edition, proof: "asked" | "parse") => Migration;
  /** Whether somebody chose among the rewrites. */
  readonly isDecided: boolean;
}

/** Returns the migration with its new text polished. */
export function polishMigration(migration: Migration, request: PolishRequest): Migration {
  const { to, configured, migrate, polisher, formatting } = request;
  if (formatting === "none" || migration.before === migration.after) return migration;
  const passes = { to, polisher, extent: formatting, proof: "core" } as const;
  const { polished, isSettled } = inPasses(migration, { ...passes, migrate: (text) => migrate(text, to, "asked") });
  if (isSettled || !isForTrips(polished, request)) return polished;
  const take = (source: Uint8Array, edition: Edition): Uint8Array | null => {
    const taken = migrate(source, edition, "parse");
    if (taken.before === taken.after) return null;
    const again = (text: Uint8Array): Migration => migrate(text, edition, "parse");
    // What comes back is compared as a whole.
    return inPasses(taken, { ...passes, to: edition, proof: "none", migrate: again }).polished.after;
  };
  const { before, after } = polished;
  const trip = { back: (text: Uint8Array) => take(text, "legacy"), forth: (text: Uint8Array) => take(text, to) };
  return { ...polished, after: steadyLayout({ before, after, configured }, trip) };
}

/** What was observed of the text, or decided about it, is not known of the one that comes back. */
function isForTrips({ applied }: Migration, { formatting, to, isDecided }: PolishRequest): boolean {
  if (formatting !== "changed" || isDecided || makeLangver(to).dialect === "nix") return false;
  return applied.every(({ safety }) => safety === "safe");
}

interface Passes {
  readonly to: Edition;
  readonly polisher: Polisher;
  readonly extent: PolishTask["extent"];
  readonly proof: PolishTask["proof"];
  /** Migrates the text again. */
  readonly migrate: (source: Uint8Array) => Migration;
}

interface PolishedMigration {
  readonly polished: Migration;
  /** Whether a further formatting of the new text has nothing to do. */
  readonly isSettled: boolean;
}

function inPasses(migration: Migration, { to, polisher, extent, proof, migrate }: Passes): PolishedMigration {
  const { before } = migration;
  const task = { before, langver: makeLangver(to), extent, proof };
  let current = migration;
  for (let pass = 0; pass < mostPasses; pass++) {
    const { text, isUnwrapped, isSettled } = polish({ ...task, after: current.after }, polisher);
    current = { ...current, after: text };
    // What was refused because of a comment may be possible when the comment stands on a line of its own.
    const next = isUnwrapped || current.refused.length > 0 ? migrate(text) : null;
    if (next === null || next.after === text) return { polished: current, isSettled };
    const { after, status, applied, refused } = next;
    current = {
      ...current,
      after,
      status: status === "migrated" ? status : current.status,
      applied: [...current.applied, ...applied],
      refused: stillRefused(current, refused),
    };
  }
  return { polished: current, isSettled: false };
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

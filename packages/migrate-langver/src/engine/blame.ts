/**
 * Finds out which rewrite broke a proof: first every codemod by itself, then every rewrite of the guilty one by itself.
 * Runs only when a proof has failed, so it may take its time, within a limit.
 */
import { type Span, type Tree } from "@lix-tools/parser";
import type { CodemodId } from "../codemod.ts";
import { proveCoreEqual } from "../proof/prove.ts";
import { type RoundsOptions, runRounds } from "./run-rounds.ts";

/** Who is to blame: one codemod if it fails alone, all of them if only their combination does. */
export interface Culprit {
  readonly codemods: readonly CodemodId[];
  /** The site whose rewrite fails alone, or null where none does. */
  readonly site: Span | null;
}

/** Rewrites of the guilty codemod that are tried one by one. */
const mostTries = 200;

/** Returns who is to blame for a proof that failed for all codemods together. */
export function blame(before: Tree, options: RoundsOptions): Culprit {
  const { codemods } = options;
  const guilty = codemods.find((codemod) => fails(before, { ...options, codemods: [codemod] }));
  if (guilty === undefined) return { codemods: codemods.map(({ id }) => id), site: null };
  return { codemods: [guilty.id], site: guiltySite(before, { ...options, codemods: [guilty] }) };
}

function fails(before: Tree, options: RoundsOptions): boolean {
  const { tree, applied, failure } = runRounds(before, options);
  if (failure !== null) return true;
  if (applied.length === 0) return false;
  const laws = new Set(applied.flatMap(({ codemod }) => codemod.laws));
  return "mismatch" in proveCoreEqual({ before, after: tree, laws: [...laws] });
}

function guiltySite(before: Tree, options: RoundsOptions): Span | null {
  for (let wanted = 0; wanted < mostTries; wanted++) {
    let site: Span | null = null;
    const isWanted: RoundsOptions["isWanted"] = ({ round, number, proposal }) => {
      const isIt = round === 0 && number === wanted;
      if (isIt) ({ site } = proposal);
      return isIt;
    };
    const isGuilty = fails(before, { ...options, isWanted });
    if (site === null) return null;
    if (isGuilty) return site;
  }
  return null;
}

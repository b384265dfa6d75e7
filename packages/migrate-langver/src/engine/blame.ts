/**
 * Finds out which rewrite broke a proof: first every codemod by itself, then every rewrite of the guilty one by itself.
 * Runs only when a proof has failed, so it may take its time, within a limit.
 */
import { type Span, type Tree } from "@lix-tools/parser";
import type { Codemod, CodemodId } from "../codemod.ts";
import { type ProofTask, proveCoreEqual } from "../proof/prove.ts";
import { type PhasesOptions, runPhases } from "./run-phases.ts";
import type { AppliedRewrite } from "./run-rounds.ts";

/** Who is to blame: one codemod if it fails alone, all of them if only their combination does. */
export interface Culprit {
  readonly codemods: readonly CodemodId[];
  /** The site whose rewrite fails alone, or null where none does. */
  readonly site: Span | null;
}

/** Rewrites of the guilty codemod that are tried one by one. */
const mostTries = 200;

/** Returns who is to blame for a proof that failed for all codemods together. */
export function blame(before: Tree, options: PhasesOptions): Culprit {
  const { codemods } = options;
  const guilty = codemods.find((codemod) => fails(before, { ...options, codemods: withNeeded(codemod, codemods) }));
  if (guilty === undefined) return { codemods: codemods.map(({ id }) => id), site: null };
  return { codemods: [guilty.id], site: guiltySite(before, { ...options, codemods: withNeeded(guilty, codemods) }) };
}

/** Returns the codemod with those without which it has nothing to work on. */
function withNeeded(codemod: Codemod, codemods: readonly Codemod[]): Codemod[] {
  return codemods.filter((other) => {
    if (other === codemod) return true;
    return codemod.phase !== "freeze" && other.phase !== "idiom";
  });
}

function fails(before: Tree, options: PhasesOptions): boolean {
  const { tree, applied, failure } = runPhases(before, options);
  if (failure !== null) return true;
  if (applied.length === 0) return false;
  return "mismatch" in proveCoreEqual(proofTask(before, tree, applied));
}

/** Returns what is to be proved of the rewrites of a text. */
export function proofTask(before: Tree, after: Tree, applied: readonly AppliedRewrite[]): ProofTask {
  const laws = new Set(applied.flatMap(({ codemod }) => codemod.laws));
  const observed = applied.filter(({ safety }) => safety === "observed").flatMap(({ sites }) => sites);
  return { before, after, laws: [...laws], observed: new Set(observed.map(({ start }) => start)) };
}

function guiltySite(before: Tree, options: PhasesOptions): Span | null {
  for (let wanted = 0; wanted < mostTries; wanted++) {
    let site: Span | null = null;
    const isWanted: PhasesOptions["isWanted"] = ({ round, number, proposal }) => {
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

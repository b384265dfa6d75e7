/**
 * Finds out which rewrite broke a proof: first every codemod by itself, then every rewrite of the guilty one by itself.
 * Runs only when a proof has failed, so it may take its time, within a limit.
 */
import { type Span, type Tree } from "@lix-tools/parser";
import type { Codemod, CodemodId } from "../codemod.ts";
import { LawSites, type RewriteSites } from "../proof/law-sites.ts";
import type { CoreLaw } from "../proof/law.ts";
import { type ProofTask, proveCoreEqual } from "../proof/prove.ts";
import { type PhasesOptions, runPhases } from "./run-phases.ts";
import type { AppliedRewrite, RoundsResult } from "./run-rounds.ts";

/** Who is to blame: one codemod if it fails alone, all of them if only their combination does. */
export interface Culprit {
  readonly codemods: readonly CodemodId[];
  /** The site whose rewrite fails alone, or null where none does. */
  readonly site: Span | null;
}

/** Rewrites of the guilty codemod that are tried one by one. */
const mostTries = 200;

/** Tells whether what became of a text fails the check that somebody is to blame for. */
export type Fails = (before: Tree, result: RoundsResult) => boolean;

/** Returns who is to blame for a check that failed for all codemods together; the check is the proof unless said. */
export function blame(before: Tree, options: PhasesOptions, fails: Fails = failsProof): Culprit {
  const { codemods } = options;
  const failsWith = (chosen: readonly Codemod[]): boolean =>
    fails(before, runPhases(before, { ...options, codemods: chosen }));
  const ofPhase = (phase: Codemod["phase"]): Codemod[] => codemods.filter((codemod) => codemod.phase === phase);
  const switching = [...ofPhase("freeze"), ...ofPhase("switch")];
  const withNeeded = (codemod: Codemod): Codemod[] =>
    codemod.phase === "freeze" ? [codemod] : codemods.filter((other) => other === codemod || switching.includes(other));
  const frozen = ofPhase("freeze").find((codemod) => failsWith(withNeeded(codemod)));
  if (frozen === undefined && failsWith(switching)) return { codemods: suspects(switching, failsWith), site: null };
  const guilty = frozen ?? ofPhase("idiom").find((codemod) => failsWith(withNeeded(codemod)));
  if (guilty === undefined) return { codemods: codemods.map(({ id }) => id), site: null };
  const alone = { ...options, codemods: withNeeded(guilty) };
  return { codemods: [guilty.id], site: guiltySite(before, alone, { guilty, fails }) };
}

/**
 * What changes the dialect goes together and cannot be tried alone: those are left without which there is no failure. The
 * clause is among them, as nothing changes without it; it is to blame if nobody else is.
 */
function suspects(switching: readonly Codemod[], failsWith: (chosen: readonly Codemod[]) => boolean): CodemodId[] {
  const left = switching.filter(
    ({ phase, id }) => phase === "switch" && !failsWith(switching.filter((other) => other.id !== id)),
  );
  const others = left.filter(({ isClause }) => isClause !== true);
  return (others.length > 0 ? others : left).map(({ id }) => id);
}

/** A codemod that fails a check. */
interface Trial {
  readonly guilty: Codemod;
  readonly fails: Fails;
}

function failsProof(before: Tree, { tree, applied, failure }: RoundsResult): boolean {
  if (failure !== null) return true;
  return applied.length > 0 && "mismatch" in proveCoreEqual(proofTask(before, tree, applied));
}

/** Returns what is to be proved of the rewrites of a text. */
export function proofTask(before: Tree, after: Tree, applied: readonly AppliedRewrite[]): ProofTask {
  const laws = [...new Set(applied.flatMap(({ codemod }) => codemod.laws))];
  const atSites = laws
    .filter(({ applyAt }) => applyAt !== undefined)
    .map((law) => ({ law, sites: new LawSites(sitesOf(applied, law)) }));
  return { before, after, laws, atSites };
}

function sitesOf(applied: readonly AppliedRewrite[], law: CoreLaw): RewriteSites[] {
  return applied
    .filter(({ codemod }) => codemod.laws.includes(law))
    .map(({ sites, safety }) => ({
      starts: sites.map(({ start }) => start),
      grounds: safety === "observed" ? "observation" : "text",
    }));
}

function guiltySite(before: Tree, options: PhasesOptions, { guilty, fails }: Trial): Span | null {
  for (let wanted = 0; wanted < mostTries; wanted++) {
    let isMade = false;
    const isWanted: PhasesOptions["isWanted"] = ({ codemod, round, number }) => {
      const isIt = codemod === guilty && round === 0 && number === wanted;
      isMade ||= isIt;
      return isIt;
    };
    const result = runPhases(before, { ...options, isWanted });
    if (!isMade) return null;
    if (fails(before, result)) return result.applied.find(({ codemod }) => codemod === guilty)?.sites[0] ?? null;
  }
  return null;
}

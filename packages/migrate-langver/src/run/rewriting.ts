/**
 * How the text of one file is rewritten, as a run decided it. Whoever rewrites it again, to find out who is to blame or
 * what a choice makes of it, does it with the same decisions.
 */
import { createLineIndex, type Langver, makeLangver, positionAt } from "@lix-tools/parser";
import type { MigrationOptions } from "../engine/migrate-source.ts";
import type { AppliedRewrite } from "../engine/run-rounds.ts";
import type { AcceptedSite, ChosenRewrite, RunItem, RunOptions } from "./run-options.ts";

/** What was decided about a file, in a form that can be sent between threads. */
export type Rewriting = Pick<
  RunItem,
  "to" | "configured" | "rules" | "accepted" | "acceptedSites" | "chosen" | "observed"
>;

/** What was decided about all files. */
export type RewritingOfAll = Pick<RunOptions, "to" | "features" | "unswitched">;

/** Returns the langver that a run moves a file to. */
export function targetOf({ to }: Pick<Rewriting, "to">, run: RewritingOfAll): Langver {
  const edition = to === "unchanged" ? run.to : to;
  return edition === "nix2-future" && run.features.length > 0
    ? makeLangver("nix2", run.features)
    : makeLangver(edition);
}

/** Returns how a text of the file is rewritten; the decisions about sites are about this text. */
export function rewritingOptions(
  item: Rewriting,
  run: RewritingOfAll,
  source: Uint8Array,
): Omit<MigrationOptions, "verify"> {
  const { configured, rules, accepted, acceptedSites, observed } = item;
  return {
    to: targetOf(item, run),
    isSelected: ({ id }) => rules.includes(id),
    accepted: new Set([...accepted, ...acceptedSites.map(({ id }) => id)]),
    unswitched: run.unswitched,
    observed,
    choose: chooser(item, source),
    ...(configured === undefined ? {} : { configured: makeLangver(configured) }),
  };
}

/** Returns which rewrites to make, undefined for all. */
function chooser({ accepted, acceptedSites, chosen }: Rewriting, source: Uint8Array): MigrationOptions["choose"] {
  if (chosen === undefined && acceptedSites.length === 0) return undefined;
  const isAccepted = acceptedSites.length === 0 ? () => false : siteFinder(acceptedSites, source);
  const isChosen = (rewrite: AppliedRewrite): boolean => chosen?.some((choice) => isThis(choice, rewrite)) ?? true;
  return (rewrite) => {
    if (rewrite.safety !== "unsafe") return isChosen(rewrite);
    return (
      isAccepted(rewrite) || ((chosen !== undefined || accepted.includes(rewrite.codemod.id)) && isChosen(rewrite))
    );
  };
}

function isThis({ id, offset, isMeant }: ChosenRewrite, { codemod, sites, safety }: AppliedRewrite): boolean {
  return codemod.id === id && sites[0]?.start === offset && isMeant === (safety === "unsafe");
}

function siteFinder(accepted: readonly AcceptedSite[], source: Uint8Array): (rewrite: AppliedRewrite) => boolean {
  const index = createLineIndex(source);
  return ({ codemod, sites }) =>
    sites.some(({ start }) => {
      const { line, column } = positionAt(index, start);
      return accepted.some(
        (site) => site.id === codemod.id && site.line === line && (site.column === null || site.column === column),
      );
    });
}

/**
 * Editions: named sets of features (specification D.6), and how a set of features becomes a `Langver`: implications
 * expanded, and the smallest grammar chosen that can read them all.
 */
import { type Feature, featureById, type FeatureId, features } from "./features.ts";
import type { Dialect, Edition, Langver } from "./langver.ts";

/** Every edition, oldest first. */
export const editions: readonly Edition[] = ["legacy", "lix", "nix2", "nix2-future"];

/** The grammars, each reading more of Nix 2 than the one before. */
const dialectOrder: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

const editionDialects: Readonly<Record<Edition, Dialect>> = {
  legacy: "nix",
  lix: "nix",
  nix2: "nix2",
  "nix2-future": "nix2_future",
};

function inclusionOf(feature: Feature, edition: Edition): string {
  return edition === "nix2-future" ? feature.future : feature[edition];
}

/** Returns the features an edition has by itself, weak forms included, those behind a switch not. */
export function featuresOfEdition(edition: Edition): ReadonlySet<FeatureId> {
  const included = features.filter((feature) => {
    const inclusion = inclusionOf(feature, edition);
    return inclusion === "weak" || inclusion === "full";
  });
  return new Set(included.map((feature) => feature.id));
}

/** Returns the features and all they imply. */
export function expandFeatures(ids: Iterable<FeatureId>): ReadonlySet<FeatureId> {
  const expanded = new Set<FeatureId>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (expanded.has(id)) continue;
    expanded.add(id);
    waiting.push(...(featureById(id)?.implies ?? []));
  }
  return expanded;
}

/** Returns the smallest grammar, from that of the edition on, that can read files with the further features. */
export function dialectFor(edition: Edition, further: Iterable<FeatureId>): Dialect {
  const candidates = dialectOrder.slice(dialectOrder.indexOf(editionDialects[edition]));
  const needed = [...further].map((id) => featureById(id)?.dialects ?? dialectOrder);
  const found = candidates.find((dialect) => needed.every((dialects) => dialects.includes(dialect)));
  return found ?? "nix2_future";
}

/** Returns the langver of an edition with features added to it. */
export function makeLangver(edition: Edition, further: Iterable<FeatureId> = []): Langver {
  const added = expandFeatures(further);
  return {
    edition,
    features: new Set([...featuresOfEdition(edition), ...added]),
    dialect: dialectFor(edition, added),
  };
}

/** Returns the langver a person names, such as `nix2` for a command line option, or null for an unknown name. */
export function langverByName(name: string): Langver | null {
  const edition = editions.find((candidate) => candidate === name);
  return edition === undefined ? null : makeLangver(edition);
}

/**
 * Which langver a file has: head clause, then an explicit override, then configuration, then the default (specification
 * D.5), and what is wrong with the clause. A clause with an unknown name still yields a langver, the nearest one that
 * can read the file, marked as degraded: an editor may go on with it, nothing that writes files may.
 */
import type { Diagnostic, Fix } from "../text/diagnostic.ts";
import type { Span } from "../text/span.ts";
import { makeLangver } from "./editions.ts";
import { featureById, type FeatureId, features } from "./features.ts";
import type { Edition, Langver } from "./langver.ts";
import { nearestName } from "./nearest-name.ts";
import { findUseClause, type NamedFeature, type UseClause } from "./use-clause.ts";

export interface LangverSources {
  /** The head clause, as `findUseClause` returned it. */
  readonly clause: UseClause | null;
  /** What a person insisted on; a clause still wins. */
  readonly forced?: Langver | null;
  /** What the project's configuration says for the file. */
  readonly configured?: Langver | null;
  /** What holds where nothing else does; legacy if it is left out. */
  readonly default?: Langver | null;
}

/** What decided a file's language. */
export type LangverOrigin = "clause" | "forced" | "configured" | "default";

export interface ResolvedLangver {
  readonly langver: Langver;
  readonly origin: LangverOrigin;
  /** The clause names something unknown, so the langver is a guess that only reading may use. */
  readonly degraded: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the langver of a source: what its head clause says, or else what the caller knows. */
export function detectLangver(source: Uint8Array, others: Omit<LangverSources, "clause"> = {}): ResolvedLangver {
  return resolveLangver({ ...others, clause: findUseClause(source) });
}

/** Returns the langver of a file and what is wrong with its clause. */
export function resolveLangver(sources: LangverSources): ResolvedLangver {
  if (sources.clause !== null) return resolveClause(sources.clause);
  const given = (langver: Langver, origin: LangverOrigin): ResolvedLangver => ({
    langver,
    origin,
    degraded: false,
    diagnostics: [],
  });
  if (sources.forced) return given(sources.forced, "forced");
  if (sources.configured) return given(sources.configured, "configured");
  return given(sources.default ?? makeLangver("legacy"), "default");
}

const experimental = "experimental.";
const editionNames: ReadonlyMap<string, Edition> = new Map([
  ["experimental.nix2", "nix2"],
  ["experimental.nix2-future", "nix2-future"],
  ["nix2", "nix2"],
]);

/** Every name a clause may hold, the unratified ones left out. */
export const clauseNames: readonly string[] = [
  "experimental.nix2",
  "experimental.nix2-future",
  ...features.map((feature) => experimental + feature.id),
];

interface ClauseReading {
  edition: NamedFeature | null;
  readonly further: FeatureId[];
  degraded: boolean;
  readonly diagnostics: Diagnostic[];
}

function resolveClause(clause: UseClause): ResolvedLangver {
  const reading: ClauseReading = { edition: null, further: [], degraded: false, diagnostics: [] };
  const seen = new Set<string>();
  for (const feature of clause.features) {
    if (seen.has(feature.name)) reading.diagnostics.push(duplicateFeature(feature));
    else readFeature(feature, reading);
    seen.add(feature.name);
  }
  if (reading.edition === null && !reading.degraded) reading.diagnostics.push(impliedEdition(clause));
  const edition = editionNames.get(reading.edition?.name ?? "") ?? "nix2";
  return {
    langver: makeLangver(edition, reading.further),
    origin: "clause",
    degraded: reading.degraded,
    diagnostics: reading.diagnostics,
  };
}

function readFeature(feature: NamedFeature, reading: ClauseReading): void {
  const edition = editionNames.get(feature.name);
  if (edition !== undefined) {
    if (reading.edition !== null) {
      reading.diagnostics.push(secondEdition(feature, reading.edition));
      reading.degraded = true;
      return;
    }
    reading.edition = feature;
    if (!feature.name.startsWith(experimental)) reading.diagnostics.push(unratifiedName(feature));
    return;
  }
  const known = feature.name.startsWith(experimental) ? featureById(feature.name.slice(experimental.length)) : null;
  if (known !== null) {
    reading.further.push(known.id);
    return;
  }
  reading.diagnostics.push(unknownFeature(feature));
  reading.degraded = true;
}

function replace(span: Span, text: string): Fix {
  return { title: `write \`${text}\``, edits: [{ span, text }] };
}

function unratifiedName({ name, span }: NamedFeature): Diagnostic {
  return {
    code: "langver/unratified-feature-name",
    severity: "info",
    span,
    message: `found \`${name}\`, a name nobody has ratified yet; \`${experimental}${name}\` says so`,
    fixes: [replace(span, experimental + name)],
  };
}

function unknownFeature({ name, span }: NamedFeature): Diagnostic {
  const nearest = clauseNames.includes(experimental + name) ? experimental + name : nearestName(name, clauseNames);
  const notes: string[] = [];
  if (name === "legacy" || name === "lix") {
    notes.push("a file without a clause is legacy; edition `lix` is declared in the configuration");
  }
  return {
    code: "langver/unknown-feature",
    severity: "error",
    span,
    message: `found the unknown feature \`${name}\`${nearest === null ? "" : `, expected perhaps \`${nearest}\``}`,
    notes,
    fixes: nearest === null ? [] : [replace(span, nearest)],
  };
}

function secondEdition({ name, span }: NamedFeature, first: NamedFeature): Diagnostic {
  return {
    code: "langver/two-editions",
    severity: "error",
    span,
    message: `found the edition \`${name}\` after \`${first.name}\`, expected one edition`,
    related: [{ span: first.span, message: "the first edition" }],
  };
}

function duplicateFeature({ name, span }: NamedFeature): Diagnostic {
  return {
    code: "langver/duplicate-feature",
    severity: "warning",
    span,
    message: `found \`${name}\` a second time`,
  };
}

/** A clause without an edition is Nix 2 text already, so it stands on `nix2`; the author should say so. */
function impliedEdition({ features: named, span }: UseClause): Diagnostic {
  const at = named[0]?.span.start ?? span.end;
  const text = "experimental.nix2";
  return {
    code: "langver/edition-implied",
    severity: "warning",
    span,
    message: `found a clause without an edition, read as \`${text}\` and the features named`,
    fixes: [{ title: `add \`${text}\``, edits: [{ span: { start: at, end: at }, text: `${text} ` }] }],
  };
}

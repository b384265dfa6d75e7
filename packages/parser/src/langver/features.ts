/**
 * The feature table (specification D.7) as data: what each language feature is, which Lix switch it answers to, which
 * edition has it, and which grammar can read it. Everything that depends on a feature asks a `Langver` for its id.
 */
import type { Dialect } from "./langver.ts";

/** The names of all features. */
export type FeatureId =
  | "no-url-literals"
  | "no-ancient-let"
  | "no-rec-overrides"
  | "literal-keywords"
  | "operator-nodes"
  | "line-endings"
  | "utf8-source"
  | "no-raw-nul"
  | "float-digits"
  | "int-digits"
  | "token-boundaries"
  | "string-escapes"
  | "indent-strings"
  | "or-reserved"
  | "select-default"
  | "no-mixed-rec-merge"
  | "no-attr-merge"
  | "no-shared-prefix"
  | "no-rec-dynamic-attrs"
  | "set-slices"
  | "list-unpack"
  | "set-unpack"
  | "pipe-right"
  | "list-index"
  | "list-patterns"
  | "no-autocall"
  | "nix-path-reserved"
  | "exact-floor-ceil"
  | "null-coalesce"
  | "null-select"
  | "inherit-paths"
  | "slice-dynamic-keys"
  | "comma-lists"
  | "formal-default-token"
  | "args-include-defaults"
  | "pipe-left"
  | "nul-strings"
  | "opaque-floats";

/**
 * What a feature does to text: `restriction` rejects some and changes the meaning of none, `meaning` changes what
 * accepted text says, `syntax` accepts more, `semantic` changes evaluation only.
 */
export type FeatureKind = "restriction" | "meaning" | "syntax" | "semantic";

/** How far an edition has a feature; `weak` is a narrower form, told in the summary; `flag` is behind a switch. */
export type Inclusion = "none" | "flag" | "weak" | "full";

export interface Feature {
  readonly id: FeatureId;
  readonly kind: FeatureKind;
  /** The name in `--extra-deprecated-features` that allows the old behaviour in Lix, if it has one. */
  readonly lixFeature: string | null;
  readonly legacy: Inclusion;
  readonly lix: Inclusion;
  readonly nix2: Inclusion;
  readonly future: Inclusion;
  /** The grammars that can read a file with the feature. */
  readonly dialects: readonly Dialect[];
  /** Features that come along. */
  readonly implies: readonly FeatureId[];
  /** One sentence, for people. */
  readonly summary: string;
  /** How settled it is, and where the specification says what it means. */
  readonly status: string;
}

const everywhere: readonly Dialect[] = ["nix", "nix2", "nix2_future"];
const sinceNix2: readonly Dialect[] = ["nix2", "nix2_future"];
const futureOnly: readonly Dialect[] = ["nix2_future"];

type Row = Omit<Feature, "id" | "lixFeature" | "legacy" | "implies"> &
  Partial<Pick<Feature, "lixFeature" | "legacy" | "implies">>;

const rows: Readonly<Record<FeatureId, Row>> = {
  "no-url-literals": {
    kind: "meaning",
    lixFeature: "url-literals",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "URLs need quotes; `x:x` is a function (edition lix: an error)",
    status: "high, C.10",
  },
  "no-ancient-let": {
    kind: "restriction",
    lixFeature: "ancient-let",
    lix: "full",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`let { … }` is no expression",
    status: "high, C.17",
  },
  "no-rec-overrides": {
    kind: "restriction",
    lixFeature: "rec-set-overrides",
    lix: "full",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`__overrides` in a recursive set is an error",
    status: "high, C.17",
  },
  "literal-keywords": {
    kind: "meaning",
    lixFeature: "shadow-internal-symbols",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`null`, `true` and `false` are literals (edition lix: may not be used where shadowed)",
    status: "high, C.5",
  },
  "operator-nodes": {
    kind: "meaning",
    lixFeature: "shadow-internal-symbols",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary:
      "operators are not looked up by name (edition lix: may not be used where `__sub` and the like are shadowed)",
    status: "high, C.5",
  },
  "line-endings": {
    kind: "meaning",
    lixFeature: "cr-line-endings",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "CRLF in a string is a line feed, a lone CR an error (edition lix: only LF)",
    status: "high, C.7",
  },
  "utf8-source": {
    kind: "restriction",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "the file is valid UTF-8 without a byte order mark",
    status: "high, C.7",
  },
  "no-raw-nul": {
    kind: "restriction",
    lixFeature: "nul-bytes",
    lix: "full",
    nix2: "full",
    future: "weak",
    dialects: everywhere,
    summary: "no NUL byte in the file (with nul-strings: none outside strings)",
    status: "decided here, C.7",
  },
  "float-digits": {
    kind: "restriction",
    lixFeature: "floating-without-zero",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "a float has digits on both sides of the dot and no superfluous zero (edition lix: before the dot)",
    status: "high, C.1",
  },
  "int-digits": {
    kind: "restriction",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "an integer has no superfluous zero",
    status: "decided here, C.1",
  },
  "token-boundaries": {
    kind: "restriction",
    lixFeature: "tokens-no-whitespace",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "white space between tokens that are values (edition lix: not after attribute paths)",
    status: "partial, C.10",
  },
  "string-escapes": {
    kind: "meaning",
    lixFeature: "broken-string-escape",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`\\xHH`, `\\u{H}`, line continuation, `$${x}` interpolates (edition lix: only defined escapes)",
    status: "mid, C.8",
  },
  "indent-strings": {
    kind: "meaning",
    lixFeature: "broken-string-indentation",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary:
      "the first line of a `''` string is verbatim, tabs are indentation (edition lix: no text on the first line)",
    status: "high, C.9",
  },
  "or-reserved": {
    kind: "restriction",
    lixFeature: "or-as-identifier",
    lix: "weak",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`or` is a reserved word (edition lix: only the operator)",
    status: "mid, C.17",
  },
  "select-default": {
    kind: "syntax",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: sinceNix2,
    implies: ["or-reserved"],
    summary: "`e ? a.b : d` selects with a default",
    status: "mid, C.11",
  },
  "no-mixed-rec-merge": {
    kind: "restriction",
    lixFeature: "rec-set-merges",
    lix: "full",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "a recursive and a plain set are not merged",
    status: "Lix 2.95, C.15",
  },
  "no-attr-merge": {
    kind: "restriction",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    implies: ["no-mixed-rec-merge"],
    summary: "an attribute with a value of its own is not extended by another definition",
    status: "mid, C.15",
  },
  "no-shared-prefix": {
    kind: "restriction",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: everywhere,
    implies: ["no-attr-merge"],
    summary: "two attribute paths of one set do not begin with the same name",
    status: "decided here, C.15",
  },
  "no-rec-dynamic-attrs": {
    kind: "restriction",
    lixFeature: "rec-set-dynamic-attrs",
    lix: "full",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "no computed name in a recursive set",
    status: "decided here, Lix warns, C.17",
  },
  "set-slices": {
    kind: "syntax",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: sinceNix2,
    summary: "`e.[a, b]` and `e.{a, b}` select several attributes",
    status: "high, C.2",
  },
  "list-unpack": {
    kind: "syntax",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: sinceNix2,
    summary: "`[ a *b ]` adds the elements of a list",
    status: "mid, C.3",
  },
  "set-unpack": {
    kind: "syntax",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: sinceNix2,
    implies: ["set-slices"],
    summary: "`{ *e; }` adds the attributes of a set",
    status: "mid, C.4",
  },
  "pipe-right": {
    kind: "syntax",
    legacy: "flag",
    lix: "flag",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`a |> f` applies f to a",
    status: "high, C.6",
  },
  "list-index": {
    kind: "meaning",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: sinceNix2,
    implies: ["float-digits"],
    summary: "`e.0` is the first element of a list",
    status: "high, C.13",
  },
  "list-patterns": {
    kind: "syntax",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: sinceNix2,
    summary: "`[a, b]: e` is a function of a list",
    status: "mid, C.14",
  },
  "no-autocall": {
    kind: "semantic",
    lix: "none",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "command lines do not call functions of the file by themselves",
    status: "high, C.17",
  },
  "nix-path-reserved": {
    kind: "semantic",
    lixFeature: "nix-path-shadow",
    lix: "full",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "`<nix/…>` cannot be redirected by the search path",
    status: "Lix 2.96, G",
  },
  "exact-floor-ceil": {
    kind: "semantic",
    lixFeature: "floor-ceil-corrupt-integers",
    lix: "full",
    nix2: "full",
    future: "full",
    dialects: everywhere,
    summary: "floor and ceil refuse integers that a float cannot hold",
    status: "Lix 2.96, G",
  },
  "null-coalesce": {
    kind: "syntax",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: futureOnly,
    implies: ["select-default"],
    summary: "`e ?: d` is d where e is null",
    status: "mid, meaning decided here, C.11",
  },
  "null-select": {
    kind: "syntax",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: futureOnly,
    summary: "`e.?a` is null where e is null",
    status: "optional, meaning decided here, C.11",
  },
  "inherit-paths": {
    kind: "syntax",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: futureOnly,
    implies: ["set-slices"],
    summary: "`inherit a.b.{c, d};`, also before an expression",
    status: "low, C.16",
  },
  "slice-dynamic-keys": {
    kind: "syntax",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: sinceNix2,
    implies: ["set-slices"],
    summary: "computed names in slices",
    status: "undecided, C.2",
  },
  "comma-lists": {
    kind: "meaning",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: futureOnly,
    implies: ["list-unpack"],
    summary: "commas between list elements; `[ f x ]` is an application",
    status: "high, deferred, C.18",
  },
  "formal-default-token": {
    kind: "meaning",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: futureOnly,
    summary: "`{ a ?: b }: …` writes a default",
    status: "low, C.18",
  },
  "args-include-defaults": {
    kind: "semantic",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: everywhere,
    summary: "`args@{ a ? 1 }` has a in args",
    status: "low, C.18",
  },
  "pipe-left": {
    kind: "syntax",
    legacy: "flag",
    lix: "flag",
    nix2: "none",
    future: "full",
    dialects: ["nix", "nix2_future"],
    implies: ["pipe-right"],
    summary: "`f <| a` applies f to a",
    status: "decided here, C.6",
  },
  "nul-strings": {
    kind: "syntax",
    lixFeature: "nul-bytes",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: sinceNix2,
    summary: "strings may hold NUL",
    status: "blocked, C.18",
  },
  "opaque-floats": {
    kind: "semantic",
    lix: "none",
    nix2: "none",
    future: "full",
    dialects: everywhere,
    summary: "arithmetic with floats is an error",
    status: "intermediate idea, C.1",
  },
};

function makeFeatures(): readonly Feature[] {
  const made: Feature[] = [];
  for (const [id, row] of Object.entries(rows)) {
    // The keys of `rows` are the feature ids; `Object.entries` widens them.
    made.push({ lixFeature: null, legacy: "none", implies: [], ...row, id: id as FeatureId });
  }
  return made;
}

/** Every feature, in the order of the specification. */
export const features: readonly Feature[] = makeFeatures();

const byId: ReadonlyMap<string, Feature> = new Map(features.map((feature) => [feature.id, feature]));

/** Returns the feature with the id, or null where there is none. */
export function featureById(id: string): Feature | null {
  return byId.get(id) ?? null;
}

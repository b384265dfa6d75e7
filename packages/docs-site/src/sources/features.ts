/** The page of language features: which edition has what. */
import { type Feature, features, type Inclusion } from "@lix-tools/parser";
import { markdownTable } from "../markdown/tables.ts";
import type { MarkdownPage } from "../page.ts";

const marks: Readonly<Record<Inclusion, string>> = { none: "", flag: "flag", weak: "in part", full: "yes" };

const kinds: Readonly<Record<Feature["kind"], string>> = {
  restriction: "rejects text that was accepted, and changes the meaning of none",
  meaning: "changes what accepted text says",
  syntax: "accepts more text",
  semantic: "changes evaluation only",
};

/** Returns the page. */
export function featuresPage(): MarkdownPage {
  const overview = features.map((feature) => [
    `[\`${feature.id}\`](#${feature.id})`,
    ...[feature.legacy, feature.lix, feature.nix2, feature.future].map((inclusion) => marks[inclusion]),
  ]);
  const markdown = [
    "# Features of the language",
    "",
    "A language version is a set of features. Editions name the usual sets; a file asks for one in its",
    "[head clause](/editions.html). *In part* means a narrower form, *flag* behind a switch of the evaluator.",
    "",
    markdownTable(["Feature", "legacy", "lix", "nix2", "nix2-future"], overview),
    "",
    ...features.flatMap((feature) => section(feature)),
  ].join("\n");
  return { path: "reference/features.html", kind: "Reference", markdown, source: null };
}

function section({ id, kind, summary, status, lixFeature, implies }: Feature): string[] {
  return [
    `## ${id}`,
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}`,
    "",
    `It ${kinds[kind]}. Status: ${status}.`,
    ...(lixFeature === null ? [] : [`In Lix, \`--extra-deprecated-features ${lixFeature}\` keeps the old behaviour.`]),
    ...(implies.length === 0 ? [] : [`It brings ${implies.map((other) => `[\`${other}\`](#${other})`).join(", ")}.`]),
    "",
  ];
}

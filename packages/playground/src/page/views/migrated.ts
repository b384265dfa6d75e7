/** The tab with the text in the other language, what was rewritten, what was not, and how it was proved. */
import type { MigrationView, Place, Refusal, RewriteStep, Target } from "../../protocol.ts";
import { counted, documented, element, icon, sentence } from "../dom.ts";
import { type Actions, choice, copyButton, emptyState, sourceButton, type Screen, type ViewState } from "./view.ts";

const targetNames: Readonly<Record<Target, string>> = { nix2: "Nix 2", lix: "Lix", legacy: "Nix" };

/** Returns the name of a target as people say it. */
export function targetName(target: Target): string {
  return targetNames[target];
}

/** Returns the tab's contents. */
export function migratedScreen({ analysis }: ViewState, actions: Actions): Screen {
  const { migration, targets } = analysis;
  const { result } = migration;
  return {
    toolbar: [
      ...(targets.length > 1
        ? [
            choice(
              "Target language",
              targets.map((target) => [target, targetNames[target]] as const),
              migration.target,
              actions.setTarget,
            ),
          ]
        : []),
      verdict(migration),
      element("span", { class: "spacer" }),
      ...(result === null || migration.outcome === "same"
        ? []
        : [sourceButton(result.text, actions), copyButton(result.text, actions)]),
    ],
    code:
      result === null
        ? null
        : { content: result, marks: migration.changed, label: `The text in ${targetNames[migration.target]}` },
    details: [...explanation(migration), ...lists(migration, actions)],
  };
}

const proofs: Readonly<Record<string, string>> = {
  parse: "Parses",
  core: "Proven: same meaning",
  law: "Proven: same meaning",
};

function verdict({ outcome, proof, target }: MigrationView): HTMLElement {
  if (outcome === "same") return badge("good", `Already valid ${targetNames[target]}`);
  if (outcome === "blocked") return badge("caution", "Not migrated");
  if (outcome === "unreadable") return badge("bad", "Does not parse");
  if (outcome === "unproven") return badge("bad", "Not proved, taken back");
  const shown = badge(outcome === "partial" ? "caution" : "good", proofs[proof] ?? "Migrated");
  shown.title = proofTitles[proof] ?? "";
  return shown;
}

const proofTitles: Readonly<Record<string, string>> = {
  core: "Both texts are lowered to the same core term",
  law: "The core terms of both texts are equal by named laws",
};

function badge(look: "good" | "caution" | "bad", text: string): HTMLElement {
  const name = look === "good" ? "check" : look === "caution" ? "warning" : "error";
  return element("span", { class: `badge ${look}` }, icon(name), text);
}

function explanation({ outcome, notes, result }: MigrationView): Node[] {
  const texts = notes.map((note) => element("p", { class: "note" }, ...sentence(note)));
  if (result !== null || outcome === "blocked") return texts;
  return [
    ...texts,
    outcome === "unreadable"
      ? emptyState(
          "Nothing to migrate yet",
          "The source does not parse. Its errors are marked in the editor and listed under Findings.",
        )
      : emptyState("Left as it was", "Nothing is shown that was not proved to mean the same."),
  ];
}

function lists({ steps, refusals }: MigrationView, actions: Actions): Node[] {
  const rewrites = steps.reduce((sum, { places }) => sum + places.length, 0);
  const needed = refusals.filter(({ optional }) => optional === "no");
  const optional = refusals.filter(({ optional }) => optional === "yes");
  return [
    ...section(
      `${counted(needed.length, "place")} left for you`,
      needed.map((refusal) => refusalEntry(refusal, actions)),
    ),
    ...section(
      counted(rewrites, "rewrite"),
      steps.map((step) => stepEntry(step, actions)),
    ),
    ...section(
      `${counted(optional.length, "place")} kept as it was written`,
      optional.map((refusal) => refusalEntry(refusal, actions)),
    ),
  ];
}

function section(title: string, entries: readonly HTMLElement[]): HTMLElement[] {
  if (entries.length === 0) return [];
  return [element("h3", {}, title), element("ul", { class: "entries compact" }, ...entries)];
}

function stepEntry({ id, name, title, places }: RewriteStep, actions: Actions): HTMLElement {
  return element(
    "li",
    {},
    icon("check"),
    element(
      "div",
      { class: "entry-text" },
      element("p", {}, ...sentence(title)),
      element(
        "p",
        { class: "entry-meta" },
        documented(`${id} ${name}`, `codemods/${id}.html`),
        ...lineLinks(places, actions),
      ),
    ),
  );
}

function refusalEntry(refusal: Refusal, actions: Actions): HTMLElement {
  const { id, name, reason, optional } = refusal;
  return element(
    "li",
    { class: optional === "yes" ? "info" : "caution" },
    icon(optional === "yes" ? "info" : "warning"),
    element(
      "div",
      { class: "entry-text" },
      element("p", {}, ...sentence(reason)),
      element(
        "p",
        { class: "entry-meta" },
        id === name ? id : documented(`${id} ${name}`, `codemods/${id}.html`),
        ...lineLinks([refusal], actions),
      ),
    ),
  );
}

/** Places named one by one; of many, the first. */
const mostPlaces = 6;

function lineLinks(places: readonly Place[], actions: Actions): Node[] {
  const links = places
    .slice(0, mostPlaces)
    .map((place) =>
      element("button", { type: "button", class: "line-link", click: () => actions.goTo(place) }, `line ${place.line}`),
    );
  const rest = places.length - links.length;
  return [...links, ...(rest > 0 ? [element("span", {}, `and ${rest} more`)] : [])];
}

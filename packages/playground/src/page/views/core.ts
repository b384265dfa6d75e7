/** The tab with the core term: what both dialects are lowered to, and what proofs compare. */
import { element, icon } from "../dom.ts";
import { type Actions, copyButton, emptyState, type Screen, type ViewState } from "./view.ts";

/** Returns the tab's contents. */
export function coreScreen({ analysis }: ViewState, actions: Actions): Screen {
  const { core, migration } = analysis;
  if (core === null) {
    return {
      toolbar: [element("span", { class: "toolbar-text" }, "No core term")],
      code: null,
      details: [emptyState("Not lowered", "Only text that parses has a core term. See the errors under Findings.")],
    };
  }
  const isShared = migration.proof === "core";
  const isLawful = migration.proof === "law";
  return {
    toolbar: [
      isShared
        ? element("span", { class: "badge good" }, icon("check"), "The same term in both languages")
        : element(
            "span",
            { class: "toolbar-text" },
            isLawful ? "The source; equal to the other by laws" : "What the source means",
          ),
      element("span", { class: "spacer" }),
      copyButton(core.text, actions),
    ],
    code: { content: core, marks: [], label: "The core term" },
    details: [
      element(
        "p",
        { class: "note" },
        "Both dialects are lowered to this calculus. Two texts with the same term mean the same, and that is how a " +
          "migration is proved.",
      ),
    ],
  };
}

/** The tab with everything that is wrong with the source, and what can be done about it. */
import type { Problem, ProblemFix } from "../../protocol.ts";
import { counted, documented, element, icon, sentence } from "../dom.ts";
import { type Actions, button, emptyState, type Screen, type ViewState } from "./view.ts";

/** Returns the tab's contents. */
export function findingsScreen({ analysis }: ViewState, actions: Actions): Screen {
  const { problems } = analysis;
  const safe = problems.some(({ fixes }) => fixes.some(({ safety }) => safety === "safe"));
  const summary = (["error", "warning", "info"] as const)
    .map((severity) => ({ severity, count: problems.filter((problem) => problem.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => (severity === "info" ? `${count} info` : counted(count, severity)))
    .join(", ");
  return {
    toolbar: [
      element("span", { class: "toolbar-text" }, problems.length === 0 ? "No findings" : summary),
      element("span", { class: "spacer" }),
      ...(safe ? [button("Fix all safe", () => actions.fixAll("safe"), "primary")] : []),
    ],
    code: null,
    details: [
      problems.length === 0
        ? emptyState("Nothing to report", "The text parses, and no rule has anything to say about it.")
        : element("ul", { class: "entries findings" }, ...problems.map((problem) => entry(problem, actions))),
    ],
  };
}

function entry(problem: Problem, actions: Actions): HTMLElement {
  const { severity, message, code, rule, notes, fixes, line } = problem;
  return element(
    "li",
    { class: severity },
    icon(severity),
    element(
      "div",
      { class: "entry-text" },
      element("p", {}, element("span", { class: "visually-hidden" }, `${severity}: `), ...sentence(message)),
      ...notes.map((note) => element("p", { class: "entry-note" }, ...sentence(note))),
      element(
        "p",
        { class: "entry-meta" },
        documented(code, rule === null ? null : `rules/${rule}.html`),
        element("button", { type: "button", class: "line-link", click: () => actions.goTo(problem) }, `line ${line}`),
      ),
      fixes.length === 0
        ? null
        : element("p", { class: "entry-fixes" }, ...fixes.map((fix) => fixButton(fix, actions))),
    ),
  );
}

function fixButton({ title, safety, changes }: ProblemFix, actions: Actions): HTMLElement {
  return element(
    "button",
    {
      type: "button",
      class: "button small",
      title: safety === "safe" ? "Keeps the meaning" : "May change the meaning",
      click: () => actions.apply(changes),
    },
    ...sentence(title),
    safety === "unsafe" ? element("span", { class: "unsafe" }, "may change meaning") : null,
  );
}

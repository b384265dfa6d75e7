/** The tab with the source as the formatter writes it. */
import { element, icon } from "../dom.ts";
import { type Actions, copyButton, emptyState, sourceButton, type Screen, type ViewState } from "./view.ts";

/** Returns the tab's contents. */
export function formattedScreen({ analysis }: ViewState, actions: Actions): Screen {
  const { formatted, isFormatted } = analysis;
  if (formatted === null) {
    return {
      toolbar: [element("span", { class: "toolbar-text" }, "Cannot be formatted")],
      code: null,
      details: [
        emptyState(
          "Not formatted",
          "The formatter leaves text alone that does not parse. See the errors under Findings.",
        ),
      ],
    };
  }
  return {
    toolbar: [
      isFormatted
        ? element("span", { class: "badge good" }, icon("check"), "Already formatted")
        : element("span", { class: "toolbar-text" }, "As the official style has it"),
      element("span", { class: "spacer" }),
      ...(isFormatted ? [] : [sourceButton(formatted.text, actions)]),
      copyButton(formatted.text, actions),
    ],
    code: { content: formatted, marks: [], label: "The formatted text" },
    details: [],
  };
}

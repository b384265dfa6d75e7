/** The tab with the value of the source, computed in the browser. */
import type { EvaluationAnswer } from "../../protocol.ts";
import { element, icon } from "../dom.ts";
import type { EvaluationEnd } from "../evaluation-client.ts";
import { targetName } from "./migrated.ts";
import { type Actions, choice, copyButton, emptyState, type Screen, type ViewState } from "./view.ts";

/** Returns the tab's contents. */
export function valueScreen(state: ViewState, actions: Actions): Screen {
  const { evaluation, valueFormat } = state;
  const format = choice(
    "Value format",
    [
      ["nix", "Nix"],
      ["json", "JSON"],
    ],
    valueFormat,
    actions.setValueFormat,
  );
  if (evaluation === "running" || evaluation === null) {
    const stop = element(
      "button",
      { type: "button", class: "button plain", click: actions.stop },
      icon("stop"),
      "Stop",
    );
    const text = element("span", { class: "toolbar-text running" }, "Evaluating …");
    return { toolbar: [format, text, element("span", { class: "spacer" }), stop], code: null, details: [] };
  }
  if (evaluation.kind === "stopped") return stoppedScreen(evaluation, format, actions);
  return answerScreen(evaluation.answer, state, { format, actions });
}

const reasons: Readonly<Record<Extract<EvaluationEnd, { kind: "stopped" }>["reason"], string>> = {
  asked: "You stopped it.",
  time: "It took longer than ten seconds, so it was stopped.",
  crash: "It needed more memory than the browser gives, so it was stopped.",
};

function stoppedScreen(
  { reason }: Extract<EvaluationEnd, { kind: "stopped" }>,
  format: Node,
  actions: Actions,
): Screen {
  return {
    toolbar: [
      format,
      element("span", { class: "spacer" }),
      element("button", { type: "button", class: "button primary", click: actions.evaluate }, icon("run"), "Evaluate"),
    ],
    code: null,
    details: [emptyState("Evaluation stopped", reasons[reason])],
  };
}

function answerScreen(
  { outcome, coloured, printed, agrees, time }: EvaluationAnswer,
  { analysis }: ViewState,
  { format, actions }: { readonly format: Node; readonly actions: Actions },
): Screen {
  const took = `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
  const content = coloured ?? { text: outcome.text, colours: new Uint32Array() };
  const isError = outcome.kind === "error";
  return {
    toolbar: [
      format,
      isError ? element("span", { class: "badge bad" }, icon("error"), "Error") : null,
      agreement(agrees, targetName(analysis.migration.target)),
      element("span", { class: "spacer" }),
      element("span", { class: "toolbar-text quiet" }, took),
      isError ? null : copyButton(content.text, actions),
      element(
        "button",
        { type: "button", class: "button plain", click: actions.evaluate },
        icon("run"),
        element("span", { class: "label" }, "Run again"),
      ),
    ].filter((node) => node !== null),
    code: isError ? null : { content, marks: [], label: "The value" },
    details: [
      ...(isError ? [element("pre", { class: "error-text", tabindex: "0", "aria-label": "Error" }, outcome.text)] : []),
      ...(outcome.text === "<LAMBDA>"
        ? [element("p", { class: "note" }, "The text is a function. Apply it to see what it makes.")]
        : []),
      ...(printed.length === 0
        ? []
        : [
            element("h3", {}, "Printed on the way"),
            element("pre", { class: "printed", tabindex: "0", "aria-label": "Printed lines" }, printed.join("\n")),
          ]),
    ],
  };
}

function agreement(agrees: boolean | null, name: string): HTMLElement | null {
  if (agrees === null) return null;
  return agrees
    ? element("span", { class: "badge good" }, icon("check"), `Same in ${name}`)
    : element("span", { class: "badge bad" }, icon("error"), `Differs in ${name}`);
}

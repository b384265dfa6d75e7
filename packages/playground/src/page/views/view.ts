/** What a tab shows, and what it may ask the page to do. */
import type { Analysis, ColouredText, Range, Target, TextChange, ValueFormat } from "../../protocol.ts";
import { element, icon } from "../dom.ts";
import type { EvaluationEnd } from "../evaluation-client.ts";

/** A tab's contents, from top to bottom. */
export interface Screen {
  readonly toolbar: readonly Node[];
  readonly code: { readonly content: ColouredText; readonly marks: readonly Range[]; readonly label: string } | null;
  readonly details: readonly Node[];
}

/** What people can do from a tab. */
export interface Actions {
  readonly goTo: (range: Range) => void;
  readonly apply: (changes: readonly TextChange[]) => void;
  readonly replaceSource: (text: string) => void;
  readonly fixAll: (level: "safe" | "unsafe") => void;
  readonly copy: (text: string) => void;
  readonly setTarget: (target: Target) => void;
  readonly setValueFormat: (format: ValueFormat) => void;
  readonly evaluate: () => void;
  readonly stop: () => void;
}

/** What is known when a tab is drawn. */
export interface ViewState {
  readonly analysis: Analysis;
  readonly evaluation: EvaluationEnd | "running" | null;
  readonly valueFormat: ValueFormat;
}

/** Returns a button. */
export function button(label: string, onClick: () => void, look: "plain" | "primary" | "small" = "plain"): HTMLElement {
  return element("button", { type: "button", class: `button ${look}`, click: onClick }, label);
}

/** Returns the button that copies a text. */
export function copyButton(text: string, actions: Actions): HTMLElement {
  return element(
    "button",
    { type: "button", class: "button plain", click: () => actions.copy(text) },
    icon("copy"),
    element("span", { class: "label" }, "Copy"),
  );
}

/** Returns the button that puts a text in place of the source. */
export function sourceButton(text: string, actions: Actions): HTMLElement {
  return element(
    "button",
    { type: "button", class: "button plain", click: () => actions.replaceSource(text) },
    icon("back"),
    element("span", { class: "label" }, "Use as source"),
  );
}

/** Returns a choice among a few, as radio buttons that look like one control. */
export function choice<Value extends string>(
  legend: string,
  options: readonly (readonly [Value, string])[],
  chosen: Value,
  onChoose: (value: Value) => void,
): HTMLElement {
  const name = legend.toLowerCase().replaceAll(/\W+/gu, "-");
  return element(
    "fieldset",
    { class: "choice" },
    element("legend", { class: "visually-hidden" }, legend),
    ...options.map(([value, label]) =>
      element(
        "label",
        {},
        element("input", {
          type: "radio",
          name,
          value,
          checked: value === chosen ? "" : null,
          change: () => onChoose(value),
        }),
        element("span", {}, label),
      ),
    ),
  );
}

/** Returns what stands where there is nothing to list. */
export function emptyState(title: string, ...text: readonly (Node | string)[]): HTMLElement {
  return element("div", { class: "empty" }, element("p", { class: "empty-title" }, title), element("p", {}, ...text));
}

/**
 * The editors: CodeMirror with the colours that the analysis computed. Between a keystroke and its analysis the colours
 * move along with the text.
 */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentService, indentUnit } from "@codemirror/language";
import { lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { highlightClasses } from "../highlight/highlight.ts";
import type { ColouredText, Range } from "../protocol.ts";

const setColours = StateEffect.define<Uint32Array>();
const setMarks = StateEffect.define<readonly Range[]>();

const colourMarks: readonly Decoration[] = highlightClasses.map((name) => Decoration.mark({ class: `nix-${name}` }));
const changeMark = Decoration.mark({ class: "changed" });

const colourField: StateField<DecorationSet> = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let current = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setColours)) current = toDecorations(effect.value, transaction.state.doc.length);
    }
    return current;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const markField: StateField<DecorationSet> = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let current = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const ranges = effect.value.filter(({ from, to }) => from < to && to <= transaction.state.doc.length);
      current = Decoration.set(ranges.map(({ from, to }) => changeMark.range(from, to)));
    }
    return current;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function toDecorations(colours: Uint32Array, length: number): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (let at = 0; at < colours.length; at += 3) {
    const [from = 0, to = 0, role = 0] = colours.subarray(at, at + 3);
    const mark = colourMarks[role];
    if (mark !== undefined && from < to && to <= length) builder.add(from, to, mark);
  }
  return builder.finish();
}

/** A new line is indented like the one before it, and further after what opens something. */
const indentation: Extension = indentService.of(({ state, unit }, at) => {
  const line = state.doc.lineAt(Math.max(0, at - 1));
  const before = line.text.slice(0, Math.max(0, at - line.from));
  const own = /^ */u.exec(line.text)?.[0].length ?? 0;
  return own + (/(?:[{[(=:]|\b(?:let|in|then|else)|''|\|>)\s*$/u.test(before) ? unit : 0);
});

const common: readonly Extension[] = [
  lineNumbers(),
  highlightSpecialChars(),
  drawSelection(),
  bracketMatching(),
  search({ top: true }),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  EditorView.lineWrapping,
  colourField,
  markField,
];

/** What an editor is made of. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly text: string;
  /** Called after every change that a person made. */
  readonly onChange: () => void;
  readonly keys: readonly { readonly key: string; readonly run: () => void }[];
}

/** Returns the editor of the source. */
export function createSourceEditor({ parent, label, text, onChange, keys }: EditorOptions): EditorView {
  const own = keys.map(({ key, run }) => ({
    key,
    preventDefault: true,
    run: (): boolean => {
      run();
      return true;
    },
  }));
  const extensions = [
    ...common,
    history(),
    closeBrackets(),
    indentation,
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    keymap.of([...own, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", autocapitalize: "off", spellcheck: "false" }),
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) onChange();
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}

/** Returns a view of text that cannot be edited, but focused, selected and searched. */
export function createReadOnlyView(parent: HTMLElement, label: string): EditorView {
  const extensions = [
    ...common,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    keymap.of([...searchKeymap]),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: "", extensions }) });
}

/** Shows the colours and problems that were found in the text an editor holds. */
export function showAnalysis(view: EditorView, colours: Uint32Array, diagnostics: readonly Diagnostic[]): void {
  view.dispatch({ effects: setColours.of(colours) });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Shows a text with its colours and marks; what has not changed keeps its place on the screen. */
export function showText(view: EditorView, { text, colours }: ColouredText, marks: readonly Range[]): void {
  const isSame = view.state.doc.length === text.length && view.state.doc.toString() === text;
  view.dispatch({
    ...(isSame ? {} : { changes: { from: 0, to: view.state.doc.length, insert: text } }),
    effects: [setColours.of(colours), setMarks.of(marks)],
  });
}

/** Puts a text in place of what an editor holds, as one step that can be undone. */
export function replaceText(view: EditorView, text: string): void {
  view.dispatch({ changes: smallestChange(view.state.doc.toString(), text), userEvent: "input.replace" });
}

/** Returns the change with what both texts begin and end with left out, so that the cursor stays where it can. */
function smallestChange(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** Selects a range and brings it into sight. */
export function goTo(view: EditorView, { from, to }: Range): void {
  const { length } = view.state.doc;
  view.dispatch({
    selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
    effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }),
  });
  view.focus();
}

/**
 * Edits under construction, in the order of the source. Text has one character per byte until the very end, so that
 * offsets of text and source are the same. Insertions at one place keep the order in which they were made: what opens
 * outside comes first, what closes inside too.
 */
import { type TextEdit, utf8Text } from "@lix-tools/parser";

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Inside a string literal, where a space would not be white space. */
  readonly isInString: boolean;
}

export interface Draft {
  readonly changes: Change[];
}

/** Returns a draft without edits. */
export function createDraft(): Draft {
  return { changes: [] };
}

/** Puts text at an offset. */
export function insert(draft: Draft, at: number, text: string): void {
  if (text !== "") draft.changes.push({ start: at, end: at, text, isInString: false });
}

/** Puts text in place of a range. */
export function replace(draft: Draft, start: number, end: number, text: string): void {
  if (start < end || text !== "") draft.changes.push({ start, end, text, isInString: false });
}

/** Puts text in place of a range of the content of a string literal. */
export function replaceContent(draft: Draft, start: number, end: number, text: string): void {
  if (start < end || text !== "") draft.changes.push({ start, end, text, isInString: true });
}

/** Returns the text of a range with the edits made. */
export function renderRange(source: string, draft: Draft, start: number, end: number): string {
  let text = "";
  let at = start;
  for (const change of separated(source, draft.changes)) {
    text += source.slice(at, change.start) + change.text;
    at = change.end;
  }
  return text + source.slice(at, end);
}

/** Returns the edits, those that touch made one, or null where their text is no UTF-8. */
export function toEdits(source: string, draft: Draft): TextEdit[] | null {
  const edits: TextEdit[] = [];
  for (const { start, end, text } of separated(source, draft.changes)) {
    if (source.slice(start, end) === text) continue;
    const decoded = utf8Text(text);
    if (decoded === null) return null;
    edits.push({ span: { start, end }, text: decoded });
  }
  return edits;
}

/** Joins edits that touch, and writes the spaces that keep words apart. */
function separated(source: string, changes: readonly Change[]): Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last === undefined || last.end < change.start) joined.push(change);
    else joined[joined.length - 1] = { ...last, end: change.end, text: joinTexts(last, change) };
  }
  return joined.map((change) => (change.isInString ? change : spaced(source, change)));
}

function joinTexts({ text: left, isInString }: Change, { text: right }: Change): string {
  return `${left}${!isInString && isGlued(left.at(-1), right[0]) ? " " : ""}${right}`;
}

function spaced(source: string, { start, end, text, isInString }: Change): Change {
  const before = start === 0 ? undefined : source[start - 1];
  const after = source[end];
  if (text === "") return { start, end, text: isGlued(before, after) ? " " : "", isInString };
  const left = isGlued(before, text[0]) ? " " : "";
  const right = isGlued(text.at(-1), after) ? " " : "";
  return { start, end, text: `${left}${text}${right}`, isInString };
}

/** Tells whether two bytes side by side may become one token, or two values touch. `x:y` is a URL. */
function isGlued(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && /[\w'":-]/.test(left) && /[\w'"/-]/.test(right);
}

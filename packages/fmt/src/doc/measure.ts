/**
 * Answers, for a fixed document, what a stretch of rows takes when printed on one line, in constant time for all but a
 * few stretches: running totals of flat width, forced breaks and comments.
 *
 * A spacing that follows another with only group brackets between them counts for what it adds to it, as the two print
 * as one. So a stretch that starts in the middle of such a pair cannot use the totals and is counted row by row.
 */
import { type Doc, growInts, isOpen, isSpacing, isText, mergedTag, Tag } from "./ir.ts";

/** Running totals over the rows of a document: entry `i` covers the rows before row `i`. */
export class Measures {
  width: Int32Array = new Int32Array(0);
  forced: Int32Array = new Int32Array(0);
  comments: Int32Array = new Int32Array(0);

  /** Fills the totals for `doc`. */
  measure(doc: Doc): void {
    const rows = doc.count + 1;
    if (this.width.length < rows) {
      this.width = growInts(this.width, rows * 2);
      this.forced = growInts(this.forced, rows * 2);
      this.comments = growInts(this.comments, rows * 2);
    }
    let width = 0;
    let forced = 0;
    let comments = 0;
    let pending: number = noSpacing;
    for (let row = 0; row < doc.count; row++) {
      this.width[row] = width;
      this.forced[row] = forced;
      this.comments[row] = comments;
      const tag = doc.tag[row] ?? 0;
      if (tag <= Tag.RawText) {
        pending = noSpacing;
        if (tag === Tag.Text) width += doc.width[row] ?? 0;
        else if (tag >= Tag.DisableMarker) forced++;
        else if (tag !== Tag.Trailing) comments++;
      } else if (tag <= Tag.Newlines) {
        const merged = pending === noSpacing ? tag : mergedTag(pending, tag);
        width += flatSpacing(merged) - (pending === noSpacing ? 0 : flatSpacing(pending));
        if (tag >= Tag.Hardline) forced++;
        pending = merged;
      }
    }
    this.width[doc.count] = width;
    this.forced[doc.count] = forced;
    this.comments[doc.count] = comments;
  }
}

const noSpacing = -1;

/** Returns the columns a spacing takes on one line. */
export function flatSpacing(tag: number): number {
  return tag === Tag.Space || tag === Tag.Hardspace || tag === Tag.Softspace ? 1 : 0;
}

/** Tells whether a stretch can be on one line at all. */
export function canBeFlat({ forced }: Measures, from: number, to: number): boolean {
  return forced[from] === forced[to];
}

/** Returns the width of a stretch that can be flat; comments are free, trailing texts are not printed. */
export function flatWidth(doc: Doc, measures: Measures, from: number, to: number): number {
  let first = from;
  while (first < to && (isOpen(doc.tag[first] ?? 0) || doc.tag[first] === Tag.Removed)) first++;
  if (first < to && isSpacing(doc.tag[first] ?? 0) && followsSpacing(doc, first)) return countWidth(doc, first, to);
  return (measures.width[to] ?? 0) - (measures.width[from] ?? 0);
}

function followsSpacing(doc: Doc, row: number): boolean {
  let before = row - 1;
  while (before >= 0 && (isOpen(doc.tag[before] ?? 0) || doc.tag[before] === Tag.Removed)) before--;
  return before >= 0 && isSpacing(doc.tag[before] ?? 0);
}

function countWidth(doc: Doc, from: number, to: number): number {
  let width = 0;
  let pending: number = noSpacing;
  for (let row = from; row < to; row++) {
    const tag = doc.tag[row] ?? 0;
    if (isSpacing(tag)) {
      pending = pending === noSpacing ? tag : mergedTag(pending, tag);
    } else if (isText(tag)) {
      width += flatSpacing(pending) + (tag === Tag.Text ? (doc.width[row] ?? 0) : 0);
      pending = noSpacing;
    }
  }
  return width + flatSpacing(pending);
}

/**
 * Returns the width of what must follow on the same line from `row` on: texts and hard spaces up to the first place
 * that may break, comments free. Gives up beyond `limit`. Mirrors `firstLineWidth` in nixfmt Predoc.hs.
 */
export function firstLineWidth(doc: Doc, row: number, limit: number): number {
  const { tag, width, count } = doc;
  let total = 0;
  let spaces = 0;
  for (let at = row; at < count && total <= limit; at++) {
    const kind = tag[at] ?? 0;
    if (kind <= Tag.RawText) {
      total += spaces;
      spaces = 0;
      if (kind !== Tag.Comment && kind !== Tag.TrailingComment) total += width[at] ?? 0;
    } else if (kind === Tag.Hardspace) spaces = 1;
    else if (kind <= Tag.Newlines) return total;
  }
  return total + spaces;
}

/** Returns the nesting level of the first text from `row` on, 0 if there is none. */
export function nextNest(doc: Doc, row: number): number {
  const { tag, nest, count } = doc;
  for (let at = row; at < count; at++) if ((tag[at] ?? 0) <= Tag.RawText) return nest[at] ?? 0;
  return 0;
}

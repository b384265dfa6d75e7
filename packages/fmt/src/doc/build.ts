/**
 * Writes a raw document row by row. `nest` and `offset` are set around the texts they apply to.
 *
 * The builder counts what it has written as if nothing were ever broken (`flatWidth`) and what can never be flat
 * (`forced`), so that a caller can ask of a stretch it just wrote whether it may be flattened, and flatten it.
 */
import { Doc, isForcedBreak, type OpenTag, Tag } from "./ir.ts";
import type { PoolText, TextPool } from "./text-pool.ts";

/** A place in a document under construction. */
export interface Mark {
  readonly row: number;
  readonly flatWidth: number;
  readonly forced: number;
}

/** A raw document under construction. */
export class Builder {
  readonly doc: Doc = new Doc();
  /** Nesting level of the next text. */
  nest = 0;
  /** Literal columns in front of the next text, should it start a line. */
  offset = 0;
  /** Expressions that are being written. */
  depth = 0;
  readonly pool: TextPool;
  private flatWidth = 0;
  private forced = 0;

  constructor(pool: TextPool) {
    this.pool = pool;
  }

  /** Starts over with an empty document. */
  reset(): void {
    this.doc.count = 0;
    this.nest = 0;
    this.depth = 0;
    this.offset = 0;
    this.flatWidth = 0;
    this.forced = 0;
  }

  /** Writes the bytes of the pool from `start` to `end`; nothing if there are none. */
  slice(start: number, end: number): void {
    if (start < end) this.text(Tag.Text, start, end, this.pool.widthOf(start, end));
  }

  /** Writes a text the pool does not have yet. */
  added(tag: number, text: string): void {
    if (text !== "") this.placed(tag, this.pool.add(text));
  }

  /** Writes a text of the pool. */
  placed(tag: number, { start, end, width }: PoolText): void {
    if (start < end) this.text(tag, start, end, width);
  }

  /** Writes a text row, empty or not. */
  text(tag: number, start: number, end: number, width: number): void {
    const doc = this.doc;
    const row = doc.count;
    if (row === doc.tag.length) doc.reserve(row + 1);
    doc.tag[row] = tag;
    doc.nest[row] = this.nest;
    doc.offset[row] = this.offset;
    doc.start[row] = start;
    doc.end[row] = end;
    doc.width[row] = width;
    doc.count = row + 1;
    this.flatWidth += width;
    if (tag >= Tag.DisableMarker) this.forced++;
  }

  /** Writes a spacing. */
  space(tag: number): void {
    const doc = this.doc;
    const row = doc.count;
    if (row === doc.tag.length) doc.reserve(row + 1);
    doc.tag[row] = tag;
    doc.start[row] = 1;
    doc.count = row + 1;
    if (tag >= Tag.Hardline) this.forced++;
    else if (tag >= Tag.Hardspace) this.flatWidth++;
  }

  open(tag: OpenTag): void {
    this.row(tag);
  }

  close(): void {
    this.row(Tag.Close);
  }

  /** Returns the present place. */
  mark(): Mark {
    return { row: this.doc.count, flatWidth: this.flatWidth, forced: this.forced };
  }

  /** Returns the width of what was written since `mark`, printed flat; infinite if something in it forces a break. */
  flatWidthSince(mark: Mark): number {
    return this.forced === mark.forced ? this.flatWidth - mark.flatWidth : Infinity;
  }

  /**
   * Rewrites what stands between two places so that it can only be flat: groups and breaks vanish, spaces become hard.
   * Its texts lose `levels` nesting levels. Mirrors `unexpandSpacing'` in nixfmt Predoc.hs.
   */
  flatten(from: number, to: number, levels: number): void {
    const { tag, nest } = this.doc;
    for (let row = from; row < to; row++) {
      const old = tag[row] ?? 0;
      if (old <= Tag.RawText) nest[row] = (nest[row] ?? 0) - levels;
      else tag[row] = flatTag(old);
    }
  }

  private row(tag: number): void {
    const doc = this.doc;
    const row = doc.count;
    if (row === doc.tag.length) doc.reserve(row + 1);
    doc.tag[row] = tag;
    doc.start[row] = 0;
    doc.count = row + 1;
  }
}

function flatTag(tag: number): number {
  if (isForcedBreak(tag)) return tag;
  return tag === Tag.Space || tag === Tag.Softspace || tag === Tag.Hardspace ? Tag.Hardspace : Tag.Removed;
}

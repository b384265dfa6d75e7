/**
 * The document IR: a flat list of texts, spacings and groups that knows no language.
 *
 * A document is stored as parallel columns, one row per element, in print order. A raw document (as `build.ts` writes
 * it) brackets a group by `Open…` and `Close` rows; a fixed one (after `fixup.ts`) has no `Close` rows, instead `end`
 * of the `Open…` row names the row after the group's last. The columns mean:
 *
 * | row | nest | offset | start | end | width |
 * |---|---|---|---|---|---|
 * | a text | nesting level | literal columns | first byte in the pool | byte after the last | code points |
 * | `Newlines` | – | – | number of line ends | – | – |
 * | `Open…`, fixed | – | – | 1 if a priority group hangs on it | row after the group | – |
 *
 * A regular group prints all its own soft spacings as spaces, or all of them as line ends. A priority group may be
 * printed broken while what stands before and after it in the parent stays on one line. A transparent group lends its
 * priority groups to its parent. Nesting levels are ordinal, not columns: the layout turns them into indentation.
 */

/** What a row is. The spacings are in the order in which the stronger swallows the weaker. */
export const Tag = {
  Text: 0,
  Comment: 1,
  /** A comment that ends its line; it gets one space more where it would otherwise be read as the next item's. */
  TrailingComment: 2,
  /** Printed only where its group is broken. */
  Trailing: 3,
  /** Starts a region that the source dictates: nothing is printed until the next `Verbatim`. */
  DisableMarker: 4,
  Verbatim: 5,
  /** A verbatim text that reaches to the end of the file. */
  VerbatimToEnd: 6,
  /** Printed without indentation. */
  RawText: 7,
  /** Nothing, or a line end where the next piece does not fit. */
  Softbreak: 8,
  /** Nothing, or a line end with its group. */
  Break: 9,
  Hardspace: 10,
  /** A space, or a line end where the next piece does not fit. */
  Softspace: 11,
  /** A space, or a line end with its group. */
  Space: 12,
  Hardline: 13,
  Emptyline: 14,
  Newlines: 15,
  /** A row that has been taken out. */
  Removed: 16,
  Open: 17,
  OpenPriority: 18,
  OpenTransparent: 19,
  Close: 20,
} as const;

/** What a row is. */
export type Tag = (typeof Tag)[keyof typeof Tag];

/** A tag that opens a group. */
export type OpenTag = typeof Tag.Open | typeof Tag.OpenPriority | typeof Tag.OpenTransparent;

/** The columns of a document; rows from `count` on mean nothing. */
export class Doc {
  count = 0;
  tag: Uint8Array;
  nest: Int32Array;
  offset: Int32Array;
  start: Int32Array;
  end: Int32Array;
  width: Int32Array;

  constructor(rows: number = initialRows) {
    this.tag = new Uint8Array(rows);
    this.nest = new Int32Array(rows);
    this.offset = new Int32Array(rows);
    this.start = new Int32Array(rows);
    this.end = new Int32Array(rows);
    this.width = new Int32Array(rows);
  }

  /** Makes room for `rows` rows. */
  reserve(rows: number): void {
    if (rows <= this.tag.length) return;
    const size = Math.max(rows, this.tag.length * 2);
    const grown = new Uint8Array(size);
    grown.set(this.tag);
    this.tag = grown;
    this.nest = growInts(this.nest, size);
    this.offset = growInts(this.offset, size);
    this.start = growInts(this.start, size);
    this.end = growInts(this.end, size);
    this.width = growInts(this.width, size);
  }
}

const initialRows = 4096;

/** Returns a longer copy of `ints`. */
export function growInts(ints: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(size);
  grown.set(ints);
  return grown;
}

/** Tells whether the tag is that of printed text. */
export function isText(tag: number): boolean {
  return tag <= Tag.RawText;
}

/** Tells whether the tag is that of white space. */
export function isSpacing(tag: number): boolean {
  return tag >= Tag.Softbreak && tag <= Tag.Newlines;
}

/** Tells whether the spacing prints the same in a broken group and in a flat one. */
export function isHardSpacing(tag: number): boolean {
  return tag === Tag.Hardspace || (tag >= Tag.Hardline && tag <= Tag.Newlines);
}

/** Tells whether the row always ends a line, so that nothing around it can be flat. */
export function isForcedBreak(tag: number): boolean {
  return (tag >= Tag.Hardline && tag <= Tag.Newlines) || (tag >= Tag.DisableMarker && tag <= Tag.RawText);
}

/** Tells whether the tag opens a group. */
export function isOpen(tag: number): boolean {
  return tag >= Tag.Open && tag <= Tag.OpenTransparent;
}

/** Returns the spacing two neighbours amount to, counts of `Newlines` aside. */
export function mergedTag(a: number, b: number): number {
  const weak = a < b ? a : b;
  const strong = a < b ? b : a;
  if (weak === Tag.Break && (strong === Tag.Softspace || strong === Tag.Hardspace)) return Tag.Space;
  if (weak === Tag.Softbreak && strong === Tag.Hardspace) return Tag.Softspace;
  return strong;
}

/** Returns how many line ends two neighbours amount to when the stronger is `Newlines`. */
export function mergedNewlines(weak: number, weakCount: number, strongCount: number): number {
  if (weak === Tag.Newlines) return weakCount + strongCount;
  if (weak === Tag.Emptyline) return strongCount + 2;
  if (weak === Tag.Hardspace) return strongCount;
  return strongCount + 1;
}

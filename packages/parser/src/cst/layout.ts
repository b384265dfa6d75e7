/**
 * How a tree is stored: one `Uint32Array`, four words per node, in preorder.
 *
 * | word | holds |
 * |---|---|
 * | 0 | kind (bits 0–15), field (bits 16–23), flags (bits 24–31) |
 * | 1 | start: offset of the first byte |
 * | 2 | end: offset after the last byte |
 * | 3 | size: number of records of the subtree, this one included |
 *
 * A node's first child, if it has one, is the next record; the next sibling of record `i` is `i + size(i)`. A node
 * without children is a leaf. Leaves do not overlap and, with the white space between them, make up the file.
 * Offsets count bytes of the source as given. White space never has a record, comments do.
 *
 * `-1 # one` is stored as
 *
 *     0  source_code        0..8  size 5
 *     1  unary_expression   0..2  size 3   field expression
 *     2  -                  0..1  size 1   field operator
 *     3  integer_expression 1..2  size 1   field argument
 *     4  comment            3..8  size 1
 */

/** Words per record. */
export const recordWords = 4;

/** Bits of word 0 above the kind. */
export const fieldShift = 16;
/** How far the flags are shifted in word 0. */
export const flagShift = 24;

/** Flags of a record, as they stand after shifting by `flagShift`. */
export const Flag = {
  /** The grammar wanted this token, the source does not have it; the node is empty. */
  Missing: 1,
  /** The node or something below it is an error or missing. */
  HasError: 2,
} as const;

/** The bits of word 0 that hold the kind. */
export const kindMask = 0xffff;
/** The bits of the field, after shifting by `fieldShift`. */
export const fieldMask = 0xff;

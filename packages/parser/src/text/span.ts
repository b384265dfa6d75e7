/** A range of bytes of one source, `start` included, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Writes records in preorder and keeps what every tree promises (`cst/layout.ts`): leaves in the order of the source,
 * nothing but white space between them, sizes and error flags that agree with what is below. Text that no leaf holds
 * becomes an error leaf, so the tree is lossless whatever it is made from.
 */
import { CharClass, charClasses } from "../fast/characters.ts";
import { Field, Kind } from "../cst/kinds.generated.ts";
import { fieldShift, Flag, flagShift, recordWords } from "../cst/layout.ts";

const hasErrorBit = Flag.HasError << flagShift;
const missingBits = (Flag.Missing | Flag.HasError) << flagShift;

export class RecordWriter {
  readonly source: Uint8Array;
  records: Uint32Array;
  nodeCount = 0;
  /** Records of the nodes that are not complete. */
  readonly #open: number[] = [];
  /** End of the last leaf. */
  #position = 0;

  constructor(source: Uint8Array) {
    this.source = source;
    this.records = new Uint32Array(recordWords * (64 + (source.length >> 1)));
  }

  /** Begins a node that has children. */
  open(kind: Kind, field: Field, start: number, end: number): void {
    this.#fillGap(start);
    this.#open.push(this.#write(kind, field, start, end));
  }

  /** Ends the node begun last. */
  close(): void {
    const node = this.#open.pop() ?? 0;
    const at = node * recordWords;
    this.#fillGap(this.records[at + 2] ?? 0);
    this.records[at + 3] = this.nodeCount - node;
    if ((this.records[at] ?? 0) & hasErrorBit) this.#noteError();
  }

  /** Writes a leaf. An empty one that is not missing leaves no record, only the mark of an error. */
  leaf(kind: Kind, field: Field, start: number, end: number): void {
    if (start === end) return this.#noteError();
    this.#fillGap(start);
    this.#write(kind, field, start, end);
    this.#position = end;
    if (kind === Kind.Error) this.#noteError();
  }

  /** Writes a token that the source lacks. */
  missing(kind: Kind, field: Field, at: number): void {
    this.#fillGap(at);
    const node = this.#write(kind, field, at, at);
    this.records[node * recordWords] = kind | (field << fieldShift) | missingBits;
    this.#noteError();
  }

  /** Tells whether a node has an error in it; it must be complete. */
  hasError(node: number): boolean {
    return ((this.records[node * recordWords] ?? 0) & hasErrorBit) !== 0;
  }

  /** Marks the node that is open; its parent hears of it when it closes. */
  #noteError(): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) return;
    const at = parent * recordWords;
    this.records[at] = (this.records[at] ?? 0) | hasErrorBit;
  }

  #write(kind: Kind, field: Field, start: number, end: number): number {
    const at = this.nodeCount * recordWords;
    if (at + recordWords > this.records.length) {
      const larger = new Uint32Array(this.records.length * 2);
      larger.set(this.records);
      this.records = larger;
    }
    this.records[at] = kind | (field << fieldShift) | (kind === Kind.Error ? hasErrorBit : 0);
    this.records[at + 1] = start;
    this.records[at + 2] = end;
    this.records[at + 3] = 1;
    return this.nodeCount++;
  }

  /** Makes an error leaf of the text from the last leaf to `end`, if there is any. */
  #fillGap(end: number): void {
    let start = this.#position;
    let last = end;
    while (start < last && this.#isSpace(start)) start++;
    while (last > start && this.#isSpace(last - 1)) last--;
    if (start >= last) return;
    this.#position = last;
    this.#write(Kind.Error, Field.None, start, last);
    this.#noteError();
  }

  #isSpace(at: number): boolean {
    return ((charClasses[this.source[at] ?? 0] ?? 0) & CharClass.Space) !== 0;
  }
}

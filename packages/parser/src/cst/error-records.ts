/**
 * The tree of a source that nothing is known about.
 */
import { CharClass, charClasses } from "../fast/characters.ts";
import { Kind } from "./kinds.generated.ts";
import { Flag, flagShift, recordWords } from "./layout.ts";

/** Returns the records of a tree that says nothing: a root and, if there is text, one error node over it. */
export function errorRecords(source: Uint8Array): { records: Uint32Array; nodeCount: number } {
  const flags = Flag.HasError << flagShift;
  const rootRecord = [Kind.SourceCode | flags, 0, source.length, 1];
  let start = 0;
  let end = source.length;
  while (start < end && isSpace(source[start])) start++;
  while (end > start && isSpace(source[end - 1])) end--;
  if (start === end) return { records: Uint32Array.from(rootRecord), nodeCount: 1 };
  rootRecord[recordWords - 1] = 2;
  return { records: Uint32Array.from([...rootRecord, Kind.Error | flags, start, end, 1]), nodeCount: 2 };
}

function isSpace(byte: number | undefined): boolean {
  return ((charClasses[byte ?? 0] ?? 0) & CharClass.Space) !== 0;
}

/**
 * Nix 2 reads CRLF as LF everywhere, so a file is down-levelled without its carriage returns and the edits are put back
 * where they belong.
 */
import { concatBytes, type TextEdit } from "@lix-tools/parser";

/** A source without the carriage returns of its line endings. */
export interface Unified {
  readonly source: Uint8Array;
  /** Where each carriage return was, in the source as given. */
  readonly returns: readonly number[];
}

/** Returns the source with every CRLF an LF. */
export function unifyLineEndings(source: Uint8Array): Unified {
  const returns: number[] = [];
  for (let at = source.indexOf(0x0d); at >= 0; at = source.indexOf(0x0d, at + 1)) {
    if (source[at + 1] === 0x0a) returns.push(at);
  }
  if (returns.length === 0) return { source, returns };
  const pieces = returns.map((at, index) => source.subarray(index === 0 ? 0 : (returns[index - 1] ?? 0) + 1, at));
  return { source: concatBytes([...pieces, source.subarray((returns.at(-1) ?? 0) + 1)]), returns };
}

/** Returns the offset in the source as given. */
export function originalOffsetOf({ returns }: Unified, offset: number): number {
  let original = offset;
  for (const at of returns) {
    if (at >= original) break;
    original++;
  }
  return original;
}

/** Returns edits of the unified source as edits of the source as given, which remove the carriage returns too. */
export function originalEdits(unified: Unified, edits: readonly TextEdit[]): TextEdit[] {
  if (unified.returns.length === 0) return [...edits];
  const moved = edits.map(({ span, text }): TextEdit => {
    const start = originalOffsetOf(unified, span.start);
    return { span: { start, end: span.end === span.start ? start : originalOffsetOf(unified, span.end) }, text };
  });
  const left = unified.returns.filter((at) => !moved.some(({ span }) => span.start <= at && at < span.end));
  const removals = left.map((at): TextEdit => ({ span: { start: at, end: at + 1 }, text: "" }));
  return [...moved, ...removals].toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

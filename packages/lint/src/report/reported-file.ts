/**
 * What reporters of the linter get: the findings of one file with the rules they come from. The formats of the suite
 * take it as it is; those below need more of it.
 */
import { createHash } from "node:crypto";
import type { LineIndex, Position, Severity, Span } from "@lix-tools/parser";
import { createLineIndex, positionAt, sliceLatin1 } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";

/** The findings of one file. */
export interface ReportedFile {
  /** Relative to the working directory where that is shorter, with `/`. */
  readonly path: string;
  /** Undefined where the file could not be read. */
  readonly source: Uint8Array | undefined;
  /** Suppressed ones too. */
  readonly findings: readonly Finding[];
}

/** How often each severity was found. */
export type Counts = Readonly<Record<Severity, number>>;

/** One format. Returns text to write. */
export interface LintFormat {
  /** Returns what a file adds. */
  file(file: ReportedFile): string;
  /** Returns what stands at the end. */
  end(counts: Counts): string;
}

/** A span by line and column, both from 1; `end` is behind the last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Returns a function from spans to lines and columns. */
export function rangesOf({ source }: ReportedFile): (span: Span) => Range {
  const index: LineIndex = createLineIndex(source ?? new Uint8Array());
  return ({ start, end }) => ({ start: positionAt(index, start), end: positionAt(index, end) });
}

/**
 * Returns a number for each finding that stays when lines move: made of the rule, the file and the text found, with a
 * count where the same text is found more than once.
 */
export function fingerprintsOf({ path, source, findings }: ReportedFile): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, span }) => {
    const text = source === undefined ? "" : sliceLatin1(source, span.start, span.end);
    const key = `${code}\0${path}\0${text.replaceAll(/\s+/g, " ")}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash("sha256").update(`${key}\0${count}`).digest("hex").slice(0, 32);
  });
}

/** Returns the findings nobody asked to be silent about. */
export function visibleFindings({ findings }: ReportedFile): Finding[] {
  return findings.filter(({ suppression }) => suppression === null);
}

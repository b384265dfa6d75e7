/**
 * Reads source files as bytes. A file that cannot be read is a report, never an exception.
 */
import { readFileSync, statSync } from "node:fs";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError } from "../report/system-error.ts";
import type { SourceFile } from "./source-file.ts";

/** Returns the bytes of a file, or why they could not be read. */
export function readSource(
  file: Pick<SourceFile, "path" | "absolute">,
): { readonly bytes: Uint8Array } | { readonly report: FileReport } {
  try {
    return { bytes: readFileSync(file.absolute) };
  } catch (error) {
    const message = `cannot read the file: ${describeSystemError(error)}`;
    return { report: wholeFileReport(file.path, { code: "io/unreadable", message }) };
  }
}

/** Returns the size of a file in bytes, or 0 where it is not known: it only serves to divide work. */
export function sizeOfSource({ absolute }: Pick<SourceFile, "absolute">): number {
  try {
    return statSync(absolute).size;
  } catch {
    return 0;
  }
}

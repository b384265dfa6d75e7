/**
 * Reads source files as bytes. A file that cannot be read is a report, never an exception.
 */
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
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
    return { report: unreadable(file.path, error) };
  }
}

function unreadable(path: string, error: unknown): FileReport {
  const message = `cannot read the file: ${describeSystemError(error)}`;
  return wholeFileReport(path, { code: "io/unreadable", message });
}

/** Reads one file after the other into the same memory. */
export interface SourceReader {
  /**
   * Returns the bytes of a file, which last until the next one is read, or why they could not be read. A size that is
   * likely saves asking whether there is more.
   */
  read(
    file: Pick<SourceFile, "path" | "absolute">,
    likelySize?: number,
  ): { readonly bytes: Uint8Array } | { readonly report: FileReport };
}

/** What Node reads of a file at most. */
const largestFile = 2 ** 31;

/** Returns a reader of many files: memory of its own for every small file costs more than reading it. */
export function createSourceReader(): SourceReader {
  let memory = new Uint8Array(1 << 18);
  return {
    read(file, likelySize) {
      let descriptor: number | undefined;
      try {
        descriptor = openSync(file.absolute, "r");
        let length = 0;
        for (;;) {
          const count = readSync(descriptor, memory, length, memory.length - length, null);
          length += count;
          // More was asked for than the file is said to have, so that there is no more.
          const isAll = length === likelySize && length < memory.length;
          if (isAll || count === 0) return { bytes: memory.subarray(0, length) };
          if (length < memory.length) continue;
          if (memory.length >= largestFile)
            throw Object.assign(new Error("too large"), { code: "ERR_FS_FILE_TOO_LARGE" });
          const grown = new Uint8Array(memory.length * 2);
          grown.set(memory);
          memory = grown;
        }
      } catch (error) {
        return { report: unreadable(file.path, error) };
      } finally {
        if (descriptor !== undefined) closeSync(descriptor);
      }
    },
  };
}

/** Returns the size of a file in bytes, or 0 where it is not known: it only serves to divide work. */
export function sizeOfSource({ absolute }: Pick<SourceFile, "absolute">): number {
  try {
    return statSync(absolute).size;
  } catch {
    return 0;
  }
}

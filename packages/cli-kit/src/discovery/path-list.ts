/**
 * Lists of paths from a file or standard input, for `--files-from`: one path per line, or ended by NUL as `find -print0`
 * and `git ls-files -z` write them.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError } from "../report/system-error.ts";

/** Returns the paths of a list; a list with a NUL in it is divided at the NULs alone. Empty entries do not count. */
export function parsePathList(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes);
  return text.split(text.includes("\0") ? "\0" : /\r?\n/u).filter((path) => path !== "");
}

/** Returns the paths listed in a file, or why it could not be read. */
export function readPathList(
  path: string,
  cwd: string,
): { readonly paths: string[] } | { readonly report: FileReport } {
  try {
    return { paths: parsePathList(readFileSync(resolve(cwd, path))) };
  } catch (error) {
    const message = `cannot read the list of files: ${describeSystemError(error)}`;
    return { report: wholeFileReport(path, { code: "io/unreadable", message }) };
  }
}

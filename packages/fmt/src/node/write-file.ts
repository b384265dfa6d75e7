/**
 * Writing a formatted file: atomically where the directory allows it, in place where only the file is writable.
 */
import { open } from "node:fs/promises";
import { replaceFile } from "@lix-tools/cli-kit/atomic-write";
import type { SourceFile } from "@lix-tools/cli-kit/discovery";
import type { Diagnostic } from "@lix-tools/parser";

/** New contents of a file. */
export interface FormattedFile {
  readonly file: SourceFile;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Returns what went wrong, or null. Equal bytes are not written. */
export async function writeFormatted({ file, before, after }: FormattedFile): Promise<Diagnostic | null> {
  const { absolute, root } = file;
  const result = await replaceFile({ absolute, root, before, after });
  if (result.status !== "failed") return null;
  const isDenied =
    result.diagnostic.code === "io/write-failed" && /\((EACCES|EPERM|EROFS)\)/u.test(result.diagnostic.message);
  return isDenied && (await overwrite(absolute, after)) ? null : result.diagnostic;
}

/** Writes over a file whose directory takes no new files; tells whether that was possible. */
async function overwrite(absolute: string, bytes: Uint8Array): Promise<boolean> {
  try {
    const handle = await open(absolute, "r+");
    try {
      await handle.write(bytes, 0, bytes.length, 0);
      await handle.truncate(bytes.length);
    } finally {
      await handle.close();
    }
    return true;
  } catch {
    return false;
  }
}

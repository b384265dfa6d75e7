/**
 * Writing to disk so that it is still there after the machine stops: every function returns when the bytes, or the
 * names, have reached the device.
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A file that is only ever appended to. */
export interface AppendFile {
  /** Returns the offset at which the bytes stand. */
  append(bytes: Uint8Array): number;
  /** Makes what was appended durable and closes the file. */
  close(): void;
  /** Closes the file, whatever becomes of it. */
  abandon(): void;
}

/** Returns a new file to append to. Fails where one exists. */
export function createAppendFile(path: string): AppendFile {
  const descriptor = openSync(path, "wx", 0o600);
  let length = 0;
  let isOpen = true;
  const abandon = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    append(bytes) {
      const start = length;
      writeWhole(descriptor, bytes);
      length += bytes.length;
      return start;
    },
    close() {
      fsyncSync(descriptor);
      abandon();
    },
    abandon,
  };
}

/** The system may take less than it was given, without an error. */
function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** Puts a small file in place, whole or not at all. */
export function writeDurably(path: string, text: string): void {
  const descriptor = openSync(`${path}.part`, "w", 0o600);
  try {
    writeWhole(descriptor, Buffer.from(text));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameDurably(`${path}.part`, path);
}

/** Renames what is durable already. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncDirectory(dirname(to));
}

/** Makes the names in a directory durable. Not every system can; those that cannot keep them in order anyway. */
export function syncDirectory(directory: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(directory, "r");
    fsyncSync(descriptor);
  } catch {
    // Windows has no such call.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Failures of the system as sentences: the words people know for `EACCES` and its kind, with the code kept for those
 * who search for it.
 */

const phrases: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "the file is in use",
  EDQUOT: "the disk quota is used up",
  EEXIST: "the file exists already",
  EFBIG: "the file would be larger than allowed",
  EIO: "the device reported an error",
  EISDIR: "this is a directory",
  ELOOP: "symbolic links form a loop",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or directory",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of the path is not a directory",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ERR_FS_FILE_TOO_LARGE: "the file is larger than 2 GiB",
};

/** Returns the code of a failed system call (`ENOENT`), or an empty string for any other value. */
export function systemErrorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Returns why a system call failed, in words and with its code: "permission denied (EACCES)". */
export function describeSystemError(error: unknown): string {
  const code = systemErrorCode(error);
  const phrase = phrases[code];
  if (phrase !== undefined) return `${phrase} (${code})`;
  return error instanceof Error ? error.message : String(error);
}

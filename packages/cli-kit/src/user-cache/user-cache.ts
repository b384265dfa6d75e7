/**
 * Where programs keep what only saves time, and whom they trust there: the user's own runs and nobody else. The launcher
 * of programs has this in it, so it loads nothing that it may not need.
 */
import { type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Tells whether the user wants nothing kept: Node's own switch for compiled code, which goes for all of it. */
export function isSwitchedOff(env: Environment): boolean {
  return (env["NODE_DISABLE_COMPILE_CACHE"] ?? "") !== "";
}

/** Returns the folder for one sort of what a command keeps. */
export function cacheFolderOf(command: string, sort: string, env: Environment): string {
  const chosen = env["XDG_CACHE_HOME"] ?? "";
  const base = isAbsolute(chosen) ? chosen : join(process.getBuiltinModule("node:os").homedir(), ".cache");
  return join(base, command, sort);
}

/** Tells whether there is a folder that only the user can have put something into. */
export function isOwnFolder(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && isOwn(stats);
}

/** Tells whether only the user can have written something. What others wrote must not be used. */
export function isOwn({ uid, mode }: Pick<Stats, "uid" | "mode">): boolean {
  // Where there are no such rights, the directory is the user's own as a whole.
  const user = process.geteuid?.();
  return user === undefined || (uid === user && (mode & 0o022) === 0);
}

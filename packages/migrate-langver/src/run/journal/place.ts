/**
 * Where the journal of a tree lies: in the git directory of the repository that all files of the run are in, else in
 * the user's state directory under a name made of the directory that all files are in, else among temporary files.
 * Never in the tree itself.
 */
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { headerFile, readHeader } from "./format.ts";

/** Where to look for state, from the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

const ownName = "lix-migrate";

/** Returns the directory that all of the files are in. */
export function commonDirectory(files: readonly string[]): string {
  const [first = sep, ...others] = files.map((file) => dirname(file));
  return others.reduce((common, directory) => {
    let at = common;
    while (!isInside(at, directory)) at = dirname(at);
    return at;
  }, first);
}

/** Returns the directories that the journal of a tree may be in, best first. */
export function journalPlaces(anchor: string, env: Environment): string[] {
  const git = gitDirectory(anchor);
  const key = createHash("sha256").update(anchor).digest("hex").slice(0, 16);
  return [...(git === null ? [] : [join(git, ownName)]), ...stateDirectories(env).map((state) => join(state, key))];
}

/** Returns the journals that may have to do with a directory: of trees that it is in, or that are in it. */
export function findJournals(directory: string, env: Environment): string[] {
  const git = gitDirectory(directory);
  const inGit = git === null || !existsSync(join(git, ownName, headerFile)) ? [] : [join(git, ownName)];
  const inState = stateDirectories(env).flatMap((state) =>
    namesIn(state)
      .map((name) => join(state, name))
      .filter((place) => {
        const anchor = readHeader(place)?.anchor;
        return anchor !== undefined && (isInside(anchor, directory) || isInside(directory, anchor));
      }),
  );
  return [...inGit, ...inState];
}

function stateDirectories(env: Environment): string[] {
  const configured = env["XDG_STATE_HOME"];
  const home = env["HOME"] ?? homedir();
  const state = configured !== undefined && isAbsolute(configured) ? configured : join(home, ".local", "state");
  return [join(state, ownName), temporaryState()];
}

function temporaryState(): string {
  return join(tmpdir(), `${ownName}-${process.getuid?.() ?? "user"}`);
}

/**
 * Makes a directory for a journal, with those above it, that nobody else can read. Fails among temporary files where
 * somebody else may have made it.
 */
export function makePlace(place: string): void {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const shared = temporaryState();
  if (dirname(place) !== shared) return;
  const stats = lstatSync(shared);
  const isOwn = process.getuid === undefined || stats.uid === process.getuid();
  if (!stats.isDirectory() || !isOwn) throw new Error(`\`${shared}\` belongs to somebody else`);
}

/** Returns the git directory of the repository that a directory is in, or null. A linked worktree has its own. */
function gitDirectory(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const dotGit = join(at, ".git");
    const stats = statSync(dotGit, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return dotGit;
    if (stats !== undefined) return linkedGitDirectory(dotGit);
    if (dirname(at) === at) return null;
  }
}

function linkedGitDirectory(dotGit: string): string | null {
  try {
    const link = /^gitdir: (.*)$/mu.exec(readFileSync(dotGit, "utf8"))?.[1];
    return link === undefined ? null : resolve(dirname(dotGit), link);
  } catch {
    return null;
  }
}

/** Returns the names in a directory in order, none if it cannot be read. */
export function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).toSorted();
  } catch {
    return [];
  }
}

function isInside(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

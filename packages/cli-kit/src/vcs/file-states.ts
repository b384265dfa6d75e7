/**
 * Whether what a command is about to overwrite could be brought back: asks git, by its own command line, which files it
 * knows and which have changes it has not stored. One question per repository, however many files there are.
 */
import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import { promisify } from "node:util";
import { findRepositoryTop } from "../discovery/ignore-rules.ts";
import { systemErrorCode } from "../report/system-error.ts";

/**
 * How git sees a file. `clean`: stored as it is. `dirty`: has changes that are not staged. `staged`: has changes that
 * are staged but not committed, and no others. `untracked`: in a repository that does not know it. `outside`: in no
 * repository. `unknown`: git is missing or failed.
 */
export type FileState = "clean" | "dirty" | "staged" | "untracked" | "outside" | "unknown";

/** The states of files, and why some are `unknown`. */
export interface FileStates {
  /** By absolute path, for every path asked about. */
  readonly states: ReadonlyMap<string, FileState>;
  /** What git said where it failed, one sentence per repository. */
  readonly problems: readonly string[];
}

/** Returns how git sees each of the files, given by absolute paths. */
export async function fileStates(paths: readonly string[]): Promise<FileStates> {
  const states = new Map<string, FileState>();
  const problems: string[] = [];
  for (const [top, members] of await groupByRepository(paths)) {
    const repository = top === undefined ? null : await readRepository(top);
    if (typeof repository === "string") problems.push(repository);
    for (const { path, name } of members) states.set(path, stateIn(repository, name));
  }
  return { states, problems };
}

/** A file with its name relative to the top of its repository, with slashes. */
interface Member {
  readonly path: string;
  readonly name: string;
}

async function groupByRepository(paths: readonly string[]): Promise<Map<string | undefined, Member[]>> {
  const tops = new Map<string, string | undefined>();
  const groups = new Map<string | undefined, Member[]>();
  for (const path of paths) {
    // git speaks of real places, so links to files and directories are resolved first.
    const real = await realpath(path).catch(() => path);
    const directory = dirname(real);
    if (!tops.has(directory)) tops.set(directory, findRepositoryTop(directory));
    const top = tops.get(directory);
    const name = top === undefined ? real : relative(top, real).replaceAll(sep, "/");
    const members = groups.get(top) ?? [];
    members.push({ path, name });
    groups.set(top, members);
  }
  return groups;
}

/** What git knows about one repository, by names relative to its top. */
interface Repository {
  readonly tracked: ReadonlySet<string>;
  readonly changed: ReadonlyMap<string, FileState>;
}

function stateIn(repository: Repository | string | null, name: string): FileState {
  if (repository === null) return "outside";
  if (typeof repository === "string") return "unknown";
  return repository.changed.get(name) ?? (repository.tracked.has(name) ? "clean" : "untracked");
}

/** Returns what git knows, or why it could not say. */
async function readRepository(top: string): Promise<Repository | string> {
  try {
    const tracked = await git(top, ["ls-files", "-z"]);
    const status = await git(top, ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no"]);
    return { tracked: new Set(splitAtNul(tracked)), changed: changedFiles(status) };
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return `git is not installed, so the state of \`${top}\` is not known`;
    return `git cannot tell the state of \`${top}\`: ${firstLineOfFailure(error)}`;
  }
}

/** Reads `XY name` entries: X is what is staged, Y what is not. */
function changedFiles(status: string): Map<string, FileState> {
  return new Map(
    splitAtNul(status).map((entry) => [entry.slice(3), entry[1] === " " && entry[0] !== " " ? "staged" : "dirty"]),
  );
}

function splitAtNul(text: string): string[] {
  return text.split("\0").filter((entry) => entry !== "");
}

async function git(directory: string, args: readonly string[]): Promise<string> {
  // Optional locks would let a mere question write to the index.
  const options = { cwd: directory, maxBuffer: 1 << 30, env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" } };
  const { stdout } = await promisify(execFile)("git", [...args], options);
  return stdout;
}

function firstLineOfFailure(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return (
    text
      .trim()
      .split("\n")[0]
      ?.replace(/^fatal: /u, "") ?? ""
  );
}

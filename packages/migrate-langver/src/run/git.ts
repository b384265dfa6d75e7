/**
 * The little that is asked of git: where a repository is, whether something is staged, and commits of given files.
 */
import { execFileSync } from "node:child_process";

/** A repository. */
export interface GitRepository {
  readonly top: string;
  /** Tells whether something is staged already, which a commit would not take along. */
  hasStaged(): boolean;
  /** Commits the contents of the files and nothing else. Returns the hash. */
  commit(message: string, files: readonly string[]): string;
}

/** Returns the repository that a directory is in. Throws what git says where there is none. */
export function openRepository(directory: string): GitRepository {
  const top = git(directory, ["rev-parse", "--show-toplevel"]).replace(/\n$/u, "");
  return {
    top,
    hasStaged: () => git(top, ["diff", "--cached", "--name-only", "-z"]) !== "",
    commit(message, files) {
      const paths = ["--pathspec-from-file=-", "--pathspec-file-nul"];
      git(top, ["--literal-pathspecs", "commit", "--quiet", "-m", message, ...paths], files.join("\0"));
      return git(top, ["rev-parse", "HEAD"]).trim();
    },
  };
}

/** Runs git and returns what it prints. What it says when it fails is the message of the error. */
function git(directory: string, args: readonly string[], input: string = ""): string {
  try {
    return execFileSync("git", [...args], {
      cwd: directory,
      input,
      encoding: "utf8",
      maxBuffer: 1 << 30,
      stdio: ["pipe", "pipe", "pipe"],
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new Error(said === "" ? String(error) : said, { cause: error });
  }
}

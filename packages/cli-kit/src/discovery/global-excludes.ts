/**
 * The file in which a user tells git what to ignore everywhere: `core.excludesFile`. Only git knows where its settings
 * are and what they include, so it is asked; without git there are no such rules.
 */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

/** Returns the path of the user's excludes file for the repository at `top`, whether or not there is such a file. */
export function globalExcludesFile(top: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const options = { cwd: top, encoding: "utf8", timeout: 5000 } as const;
  const { status, stdout } = spawnSync("git", ["config", "--type=path", "--get", "core.excludesFile"], options);
  const configured = status === 0 ? stdout.replace(/\r?\n$/u, "") : "";
  if (configured !== "") return resolve(top, configured);
  const home = env["XDG_CONFIG_HOME"] || (env["HOME"] === undefined ? undefined : join(env["HOME"], ".config"));
  return home === undefined ? undefined : join(home, "git", "ignore");
}

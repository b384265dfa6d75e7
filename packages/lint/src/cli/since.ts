/**
 * Which lines changed since a commit, by asking git: with `--since` only findings that touch a changed line count.
 */
import { execFile } from "node:child_process";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "@lix-tools/cli-kit/command";
import { createLineIndex, positionAt } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";

/** Changed lines by absolute path; `all` for a file that is new. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[] | "all">;

/** Lines from 1, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

const run = promisify(execFile);
const limits = { maxBuffer: 1 << 28 };

/** Returns what changed in the repository around `cwd` since a commit, untracked files included. */
export async function changedLines(reference: string, cwd: string): Promise<ChangedLines> {
  if (reference.startsWith("-")) throw new CommandError(`\`${reference}\` is no commit`);
  const git = async (...args: readonly string[]): Promise<string> => {
    try {
      return (await run("git", [...args], { cwd, ...limits })).stdout;
    } catch (error) {
      const [line] = String(error instanceof Error && "stderr" in error ? error.stderr : error).split("\n");
      throw new CommandError(`git cannot say what changed since \`${reference}\`: ${line}`);
    }
  };
  const top = (await git("rev-parse", "--show-toplevel")).trimEnd();
  const diff = await git(
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--no-prefix",
    "--relative=",
    reference,
    "--",
  );
  const untracked = await git("ls-files", "--others", "--exclude-standard", "--full-name", "-z");
  const changed = new Map<string, LineRange[] | "all">(
    parseDiff(diff).map(([path, lines]) => [place(top, path), lines]),
  );
  for (const path of untracked.split("\0")) if (path !== "") changed.set(place(top, path), "all");
  return changed;
}

function place(top: string, path: string): string {
  return isAbsolute(path) ? path : join(top, path);
}

/** Returns the new side's line ranges by path. */
export function parseDiff(diff: string): [string, LineRange[]][] {
  const files: [string, LineRange[]][] = [];
  for (const line of diff.split("\n")) {
    const file = /^\+\+\+ (.*?)\t?$/.exec(line);
    if (file !== null) files.push([unquote(file[1] ?? ""), []]);
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    const count = Number(hunk?.[2] ?? 1);
    if (hunk === null || count === 0) continue;
    const first = Number(hunk[1]);
    files.at(-1)?.[1].push({ first, last: first + count - 1 });
  }
  return files;
}

/** Git puts names with special bytes in quotes. */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes = name
    .slice(1, -1)
    .replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replaceAll(/\\(["\\])/g, "$1");
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Returns the findings that touch a changed line. */
export function onlyChanged(
  findings: readonly Finding[],
  sourceOf: () => Uint8Array,
  lines: readonly LineRange[] | "all" | undefined,
): Finding[] {
  if (lines === "all") return [...findings];
  if (lines === undefined) return [];
  if (findings.length === 0) return [];
  const index = createLineIndex(sourceOf());
  return findings.filter(({ span }) => {
    const first = positionAt(index, span.start).line;
    const last = positionAt(index, Math.max(span.start, span.end - 1)).line;
    return lines.some((range) => range.first <= last && first <= range.last);
  });
}

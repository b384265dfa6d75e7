/**
 * What was found in files that did not change since: by the hash of the file, under a hash of everything else that
 * decides (version, profile, path). One file per working directory; a broken one is no error, only slower.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { cleanOutcome, type LintOutcome } from "./lint-task.ts";

/** Remembers what came of files. */
export interface LintCache {
  get(key: string): LintOutcome | undefined;
  set(key: string, outcome: LintOutcome): void;
  /** Writes what was used or added in this run. */
  save(): void;
}

/** Returns the key of a file's contents under a profile. */
export function cacheKey(version: string, profile: string, path: string, source: Uint8Array): string {
  return createHash("sha1").update(`${version}\0${profile}\0${path}\0`).update(source).digest("base64url");
}

/** Returns where the cache of a working directory is unless somebody says otherwise. */
export function defaultCachePath(cwd: string, env: Readonly<Record<string, string | undefined>>): string {
  const base = env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(base, "lix-lint", `${createHash("sha1").update(cwd).digest("hex").slice(0, 16)}.json`);
}

/** Returns the cache in a file. */
export function openCache(path: string): LintCache {
  const known = readEntries(path);
  const used = new Map<string, LintOutcome>();
  return {
    get(key) {
      const outcome = known.get(key);
      if (outcome !== undefined) used.set(key, outcome);
      return outcome;
    },
    set: (key, outcome) => void used.set(key, outcome),
    save() {
      if (used.size === known.size && [...used.keys()].every((key) => known.has(key))) return;
      mkdirSync(dirname(path), { recursive: true });
      // Most files have no findings; a number is enough for them.
      const entries = [...used].map(([key, outcome]) => [key, isClean(outcome) ? 0 : outcome]);
      writeFileSync(path, JSON.stringify(entries));
    },
  };
}

/** Removes a cache. */
export function cleanCache(path: string): void {
  rmSync(path, { force: true });
}

function readEntries(path: string): Map<string, LintOutcome> {
  if (!existsSync(path)) return new Map();
  try {
    // Written by `save`; the key holds the version.
    const entries = JSON.parse(readFileSync(path, "utf8")) as [string, LintOutcome | 0][];
    return new Map(entries.map(([key, outcome]) => [key, outcome === 0 ? cleanOutcome : outcome]));
  } catch {
    return new Map();
  }
}

function isClean({ failure, findings, isComplete, times }: LintOutcome): boolean {
  return failure === null && findings.length === 0 && isComplete && times.length === 0;
}

/**
 * Which files a walk leaves out: `.lixignore` and `.gitignore` of every directory from the top of the project down,
 * then `.git/info/exclude`, then what `lix.toml` excludes. All are written in the language of `.gitignore`.
 *
 * As in git, the file nearest to an entry decides, later lines win within a file, and nothing below an ignored
 * directory can come back. `.lixignore` files are asked first, so they can also bring back what git ignores.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/** The rules of one file, which count from one directory. */
interface RuleFile {
  readonly directory: string;
  readonly matcher: Ignore;
}

/** Rule files from the nearest to the farthest; a directory without rule files shares its parent's scope. */
interface Scope {
  readonly lixignore: readonly RuleFile[];
  readonly gitignore: readonly RuleFile[];
}

/** Patterns from configuration, counting from a directory. */
export interface ExcludePatterns {
  readonly directory: string;
  readonly patterns: readonly string[];
}

/** Decides for one project which paths are ignored. */
export interface IgnoreRules {
  /** Returns the rules for the entries of a directory. Their names, where known, save looking for rule files. */
  within(directory: string, names?: ReadonlySet<string>): EntryRules;
  /** Tells whether a path is ignored by itself or by any directory above it. */
  isPathIgnored(path: string): boolean;
}

/** Tells whether an entry of one directory is ignored by itself, taking the directory as not ignored. */
export type EntryRules = (name: string, kind: EntryKind) => boolean;

/** Patterns that end in a slash apply to directories only. */
export type EntryKind = "directory" | "file";

/** Where the rules come from. */
export interface IgnoreSources {
  /** The topmost directory whose rule files count. */
  readonly top: string;
  /** Returns what the configuration in force in a directory excludes. */
  readonly excludesOf?: ((directory: string) => ExcludePatterns | undefined) | undefined;
}

/** Returns the rules of the project at `top`. Rule files are read once, when their directory is first asked about. */
export function createIgnoreRules({ top, excludesOf }: IgnoreSources): IgnoreRules {
  const scopes = new Map<string, Scope>();
  const exclude = readInfoExclude(top);
  const root: Scope = { lixignore: [], gitignore: exclude === undefined ? [] : [exclude] };
  const configured = createExcludeCache(excludesOf);

  const scopeOf = (directory: string, names?: ReadonlySet<string>): Scope => {
    const known = scopes.get(directory);
    if (known !== undefined) return known;
    const parent = directory === top || dirname(directory) === directory ? root : scopeOf(dirname(directory));
    const scope = extendScope(parent, directory, names);
    scopes.set(directory, scope);
    return scope;
  };

  const within: IgnoreRules["within"] = (directory, names) => {
    const { lixignore, gitignore } = scopeOf(directory, names);
    const excluded = configured(directory);
    return (name, kind) => {
      if (kind === "directory" && versionControlDirectories.has(name)) return true;
      const path = join(directory, name);
      const decided = decide(lixignore, path, kind);
      if (decided !== undefined) return decided;
      return decide(excluded, path, kind) === true || decide(gitignore, path, kind) === true;
    };
  };

  const isPathIgnored = (path: string): boolean => {
    const parts = relative(top, path).split(sep);
    if (parts[0] === "..") return false;
    return parts.some((name, at) => {
      const kind = at === parts.length - 1 ? "file" : "directory";
      return within(join(top, ...parts.slice(0, at)))(name, kind);
    });
  };

  return { within, isPathIgnored };
}

/** Their contents are never sources. */
const versionControlDirectories: ReadonlySet<string> = new Set([".git", ".hg", ".jj", ".svn", "CVS"]);

/** Returns the nearest directory at or above this one that holds `.git`, or undefined. */
export function findRepositoryTop(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (statSync(join(at, ".git"), { throwIfNoEntry: false }) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Returns what the nearest rule file with an opinion says, or undefined where none has one. */
function decide(rules: readonly RuleFile[], path: string, kind: EntryKind): boolean | undefined {
  for (const { directory, matcher } of rules) {
    const below = relativeTo(directory, path);
    const { ignored, unignored } = matcher.test(kind === "directory" ? `${below}/` : below);
    if (ignored) return true;
    if (unignored) return false;
  }
  return undefined;
}

/** Returns a path below a directory as the pattern matcher wants it. */
function relativeTo(directory: string, path: string): string {
  const below = path.slice(directory.endsWith(sep) ? directory.length : directory.length + 1);
  return sep === "/" ? below : below.replaceAll(sep, "/");
}

function extendScope(parent: Scope, directory: string, names: ReadonlySet<string> | undefined): Scope {
  const extend = (outer: readonly RuleFile[], name: string): readonly RuleFile[] => {
    if (names !== undefined && !names.has(name)) return outer;
    const text = readTextOrNull(join(directory, name));
    return text === null ? outer : [{ directory, matcher: ignore().add(text) }, ...outer];
  };
  return {
    lixignore: extend(parent.lixignore, ".lixignore"),
    gitignore: extend(parent.gitignore, ".gitignore"),
  };
}

function createExcludeCache(excludesOf: IgnoreSources["excludesOf"]): (directory: string) => readonly RuleFile[] {
  const known = new Map<ExcludePatterns, readonly RuleFile[]>();
  return (directory) => {
    const exclude = excludesOf?.(directory);
    if (exclude === undefined || exclude.patterns.length === 0) return [];
    const rules = known.get(exclude) ?? [
      { directory: exclude.directory, matcher: ignore().add([...exclude.patterns]) },
    ];
    known.set(exclude, rules);
    return rules;
  };
}

/** Returns the repository's own exclude file; in a linked worktree it belongs to the main repository. */
function readInfoExclude(top: string): RuleFile | undefined {
  const text = readTextOrNull(join(commonGitDirectory(join(top, ".git")), "info", "exclude"));
  return text === null ? undefined : { directory: top, matcher: ignore().add(text) };
}

function commonGitDirectory(dotGit: string): string {
  const link = readTextOrNull(dotGit)?.match(/^gitdir: (.*)$/mu)?.[1];
  if (link === undefined) return dotGit;
  const gitDirectory = resolve(dirname(dotGit), link);
  const common = readTextOrNull(join(gitDirectory, "commondir"))?.trim();
  return common === undefined ? gitDirectory : resolve(gitDirectory, common);
}

/** Returns the text of a file, or null where there is none to read: an absent rule file has no rules. */
function readTextOrNull(path: string): string | null {
  // An exception costs far more than this question, and most directories have no rule files.
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

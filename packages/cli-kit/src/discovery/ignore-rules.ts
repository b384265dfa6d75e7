/**
 * Which files a walk leaves out: `.lixignore` and `.gitignore` of every directory from the top of the project down,
 * then `.git/info/exclude`, git's own excludes file, and what `lix.toml` excludes. All are written in the language of
 * `.gitignore`.
 *
 * As in git, the file nearest to an entry decides, later lines win within a file, and nothing below an ignored
 * directory can come back. `.lixignore` files are asked first, so they can also bring back what git ignores.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { globalExcludesFile } from "./global-excludes.ts";
import { type EntryKind, type IgnorePatterns, parseIgnorePatterns, type Verdict } from "./ignore-patterns.ts";

/** The rules of one file, which count from one directory. */
interface RuleFile {
  readonly directory: string;
  readonly patterns: IgnorePatterns;
}

/** Rule files from the nearest to the farthest; a directory without rule files shares its parent's lists. */
interface Scope {
  readonly lixignore: readonly RuleFile[];
  readonly gitignore: readonly RuleFile[];
  /** Whether the directory itself is ignored, or one above it. */
  readonly isIgnored: boolean;
}

/** Patterns from configuration, counting from a directory. */
export interface ExcludePatterns {
  readonly directory: string;
  readonly patterns: readonly string[];
}

/** Decides for one project which paths are ignored. */
export interface IgnoreRules {
  /**
   * Returns the rules for the entries of a directory. What is known of their names saves looking for rule files. Where
   * the rules of the directory above did not ignore it, naming them saves asking those again.
   */
  within(directory: string, hasEntry?: HasEntry, above?: EntryRules): EntryRules;
  /** Tells whether a path is ignored by itself or by any directory above it. */
  isPathIgnored(path: string, kind: EntryKind): boolean;
}

/** Tells whether a directory has an entry of this name. */
export type HasEntry = (name: string) => boolean;

/** What the rules say of the entries of one directory. */
export interface EntryRules {
  /** Tells whether an entry is ignored. */
  readonly isIgnored: (name: string, kind: EntryKind) => boolean;
  readonly scope: Scope;
}

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
  const root: Scope = { lixignore: [], gitignore: readRepositoryRules(top), isIgnored: false };
  const configured = createExcludeCache(excludesOf);

  const scopeOf = (directory: string, hasEntry?: HasEntry): Scope => {
    const known = scopes.get(directory);
    if (known !== undefined) return known;
    const above = dirname(directory);
    const isTop = directory === top || above === directory;
    const isIgnored = !isTop && within(above).isIgnored(basename(directory), "directory");
    const scope = extendScope(isTop ? root : scopeOf(above), { directory, isIgnored, hasEntry });
    scopes.set(directory, scope);
    return scope;
  };

  const within: IgnoreRules["within"] = (directory, hasEntry, above) => {
    const isBelow = above !== undefined && directory !== top;
    const scope = isBelow
      ? extendScope(above.scope, { directory, isIgnored: false, hasEntry })
      : scopeOf(directory, hasEntry);
    if (scope.isIgnored) return { isIgnored: () => true, scope };
    return { isIgnored: rulesOf(scope, configured(directory), directory), scope };
  };

  const isPathIgnored: IgnoreRules["isPathIgnored"] = (path, kind) => {
    const way = relative(top, path);
    return way !== "" && way.split(sep)[0] !== ".." && within(dirname(path)).isIgnored(basename(path), kind);
  };

  return { within, isPathIgnored };
}

function rulesOf(
  { lixignore, gitignore }: Scope,
  excluded: readonly RuleFile[],
  directory: string,
): EntryRules["isIgnored"] {
  if (lixignore.length === 0 && gitignore.length === 0 && excluded.length === 0) return isVersionControl;
  const prefix = directory.endsWith(sep) ? directory : directory + sep;
  return (name, kind) => {
    if (isVersionControl(name, kind)) return true;
    const entry: Entry = { path: prefix + name, name, kind };
    const decided = decide(lixignore, entry);
    if (decided !== undefined) return decided === "ignored";
    return decide(excluded, entry) === "ignored" || decide(gitignore, entry) === "ignored";
  };
}

function isVersionControl(name: string, kind: EntryKind): boolean {
  return kind === "directory" && versionControlDirectories.has(name);
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

interface Entry {
  readonly path: string;
  readonly name: string;
  readonly kind: EntryKind;
}

/** Returns what the nearest rule file with an opinion says, or undefined where none has one. */
function decide(rules: readonly RuleFile[], { path, name, kind }: Entry): Verdict {
  for (const { directory, patterns } of rules) {
    const verdict = patterns.verdict(relativeTo(directory, path), name, kind);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

/** Returns a path below a directory as the patterns want it. */
function relativeTo(directory: string, path: string): string {
  const below = path.slice(directory.endsWith(sep) ? directory.length : directory.length + 1);
  return sep === "/" ? below : below.replaceAll(sep, "/");
}

interface ScopeExtension {
  readonly directory: string;
  readonly isIgnored: boolean;
  readonly hasEntry: HasEntry | undefined;
}

function extendScope(parent: Scope, { directory, isIgnored, hasEntry }: ScopeExtension): Scope {
  const extend = (outer: readonly RuleFile[], name: string): readonly RuleFile[] => {
    if (isIgnored || (hasEntry !== undefined && !hasEntry(name))) return outer;
    return [...readRules(directory, join(directory, name)), ...outer];
  };
  const lixignore = extend(parent.lixignore, ".lixignore");
  const gitignore = extend(parent.gitignore, ".gitignore");
  const isSame = lixignore === parent.lixignore && gitignore === parent.gitignore && isIgnored === parent.isIgnored;
  return isSame ? parent : { lixignore, gitignore, isIgnored };
}

function createExcludeCache(excludesOf: IgnoreSources["excludesOf"]): (directory: string) => readonly RuleFile[] {
  const known = new Map<ExcludePatterns, readonly RuleFile[]>();
  return (directory) => {
    const exclude = excludesOf?.(directory);
    if (exclude === undefined || exclude.patterns.length === 0) return noRules;
    const rules = known.get(exclude) ?? parseRules(exclude.directory, exclude.patterns.join("\n"));
    known.set(exclude, rules);
    return rules;
  };
}

const noRules: readonly RuleFile[] = [];

/** Returns what counts in a whole repository: its own exclude file before the user's. */
function readRepositoryRules(top: string): readonly RuleFile[] {
  if (!existsSync(join(top, ".git"))) return noRules;
  // In a linked worktree the file belongs to the main repository.
  const own = join(commonGitDirectory(join(top, ".git")), "info", "exclude");
  const users = globalExcludesFile(top, process.env);
  return [...readRules(top, own), ...(users === undefined ? [] : readRules(top, users))];
}

function commonGitDirectory(dotGit: string): string {
  const link = readTextOrNull(dotGit)?.match(/^gitdir: (.*)$/mu)?.[1];
  if (link === undefined) return dotGit;
  const gitDirectory = resolve(dirname(dotGit), link);
  const common = readTextOrNull(join(gitDirectory, "commondir"))?.trim();
  return common === undefined ? gitDirectory : resolve(gitDirectory, common);
}

function readRules(directory: string, path: string): readonly RuleFile[] {
  const text = readTextOrNull(path);
  return text === null ? noRules : parseRules(directory, text);
}

function parseRules(directory: string, text: string): readonly RuleFile[] {
  const patterns = parseIgnorePatterns(text);
  return patterns === null ? noRules : [{ directory, patterns }];
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

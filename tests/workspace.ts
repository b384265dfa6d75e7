/**
 * The workspace as data: its packages, its source files, and what they import.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The directory of the workspace. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));

/** A text file by its path relative to the workspace, with slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Directories that hold no text of the project. */
const leftOut: ReadonlySet<string> = new Set([".git", ".tsbuild", "coverage", "dist", "node_modules"]);

/** Returns every file of the workspace whose name passes, in order. */
export function readFiles(isWanted: (path: string) => boolean, directory: string = root): TextFile[] {
  return readdirSync(directory, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = join(directory, entry.name);
      if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : readFiles(isWanted, full);
      const path = relative(root, full).replaceAll(sep, "/");
      return entry.isFile() && isWanted(path) ? [{ path, text: readFileSync(full, "utf8") }] : [];
    });
}

/** Tells whether a file is made by a program, so that rules for authors do not apply. */
export function isGenerated(path: string): boolean {
  return path.includes(".generated.") || /^grammar\/\w+\/src\//u.test(path) || path === "package-lock.json";
}

/** A package of the workspace. */
export interface WorkspacePackage {
  /** The last part of its name, which is its directory in `packages`. */
  readonly name: string;
  /** The modules under `src`. */
  readonly sources: readonly TextFile[];
  /** Exact versions by name. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Launcher by command. */
  readonly bin: Readonly<Record<string, string>>;
  /** Packages that its `tsconfig.json` refers to. */
  readonly references: readonly string[];
}

/** The part of `package.json` that tests look at. */
interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** Returns the manifest of a directory. */
export function readManifest(directory: string): Manifest {
  // Tests may assume that the manifests are what npm takes them for.
  return JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8")) as Manifest;
}

/** Returns all packages in order. */
export function readPackages(): WorkspacePackage[] {
  const files = readFiles((path) => /^packages\/[^/]+\/(package\.json|tsconfig\.json|src\/.*\.ts)$/u.test(path));
  const manifests = files.filter(({ path }) => /^packages\/[^/]+\/package\.json$/u.test(path));
  return manifests.map(({ path }) => {
    const directory = path.replace(/\/package\.json$/u, "");
    const { dependencies = {}, bin = {} } = readManifest(directory);
    const config = files.find((file) => file.path === `${directory}/tsconfig.json`);
    const references = [...(config?.text ?? "").matchAll(/"path": "\.\.\/([^"]+)"/gu)].map(([, name]) => name ?? "");
    const sources = files.filter((file) => file.path.startsWith(`${directory}/src/`));
    return { name: directory.replace("packages/", ""), sources, dependencies, bin, references };
  });
}

/** Returns what a module imports and re-exports from, as written. */
export function importsOf({ text }: TextFile): string[] {
  const code = withoutComments(text);
  const statements = code.matchAll(/^(?:import|export)\b[^;"]*?\bfrom "([^"\n]+)";$|^import "([^"\n]+)";$/gmu);
  const calls = code.matchAll(/\bimport\("([^"\n]+)"\)/gu);
  return [...statements, ...calls].map(([, from, alone]) => from ?? alone ?? "");
}

/** Returns a module's text without comments; good enough for looking at declarations. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, "").replaceAll(/^\s*\/\/.*$/gmu, "");
}

/** Returns the package of a specifier: `@a/b` of `@a/b/c`. Undefined for relative ones and what Node or VS Code brings. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:") || specifier === "vscode") return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

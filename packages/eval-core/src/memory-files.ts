/** Files that exist only in memory: for browsers, tests, and rewritten files laid over others. */
import type { FileHost, FileStatus, FolderEntry } from "./host.ts";
import { HostError } from "./host.ts";

/** Returns files from a map of absolute paths to contents; folders are implied by the paths in them. */
export function memoryFiles(contents: ReadonlyMap<string, Uint8Array>): FileHost {
  const folders = implyFolders(contents.keys());
  return {
    statusOrNull: (path) => {
      const bytes = contents.get(path);
      if (bytes !== undefined) return regular(bytes.length);
      return folders.has(path) ? { type: "directory", executable: false, size: 0 } : null;
    },
    readFile: (path) => {
      const bytes = contents.get(path);
      if (bytes === undefined) throw new HostError(folders.has(path) ? "not-a-file" : "missing", path);
      return bytes;
    },
    readFolder: (path) => {
      const names = folders.get(path);
      if (names === undefined) throw new HostError(contents.has(path) ? "not-a-folder" : "missing", path);
      return [...names].map((name): FolderEntry => {
        const child = path === "/" ? `/${name}` : `${path}/${name}`;
        return { name, type: folders.has(child) ? "directory" : "regular" };
      });
    },
    readLink: (path) => {
      throw new HostError("missing", path);
    },
  };
}

/**
 * Returns files with some of them replaced or added, so that what would be written can be evaluated before it is. A
 * null instead of contents leaves a file out. Replaced files keep their executable bit.
 */
export function overlayFiles(base: FileHost, changes: ReadonlyMap<string, Uint8Array | null>): FileHost {
  const present = [...changes].flatMap(([path, bytes]) => (bytes === null ? [] : [path]));
  const added = implyFolders(present);
  return {
    statusOrNull: (path) => {
      const bytes = changes.get(path);
      if (bytes === null) return null;
      const below = base.statusOrNull(path);
      if (bytes !== undefined) return { ...regular(bytes.length), executable: below?.executable ?? false };
      return below ?? (added.has(path) ? { type: "directory", executable: false, size: 0 } : null);
    },
    readFile: (path) => {
      const bytes = changes.get(path);
      if (bytes === null) throw new HostError("missing", path);
      return bytes ?? base.readFile(path);
    },
    readFolder: (path) => overlayEntries(base, changes, added, path),
    readLink: (path) => base.readLink(path),
  };
}

/**
 * Returns files of which some have other programs than their bytes say: whoever evaluates them gets the program, whoever
 * hashes or reads them as data gets the file. So two evaluations that differ in programs alone can be compared.
 */
export function overlayPrograms(base: FileHost, programs: ReadonlyMap<string, Uint8Array>): FileHost {
  return {
    statusOrNull: (path) => base.statusOrNull(path),
    readFile: (path) => base.readFile(path),
    readProgram: (path) => programs.get(path) ?? base.readProgram?.(path) ?? base.readFile(path),
    readFolder: (path) => base.readFolder(path),
    readLink: (path) => base.readLink(path),
  };
}

function overlayEntries(
  base: FileHost,
  changes: ReadonlyMap<string, Uint8Array | null>,
  added: ReadonlyMap<string, ReadonlySet<string>>,
  path: string,
): FolderEntry[] {
  const names = added.get(path);
  const isBelow = base.statusOrNull(path) !== null;
  if (!isBelow && names === undefined) throw new HostError("missing", path);
  const child = (name: string): string => (path === "/" ? `/${name}` : `${path}/${name}`);
  const entries = (isBelow ? base.readFolder(path) : []).filter(({ name }) => changes.get(child(name)) !== null);
  const known = new Set(entries.map(({ name }) => name));
  for (const name of names ?? []) {
    if (!known.has(name)) entries.push({ name, type: added.has(child(name)) ? "directory" : "regular" });
  }
  return entries;
}

function regular(size: number): FileStatus {
  return { type: "regular", executable: false, size };
}

/** Returns, for every folder on the way to some paths, the names in it. */
function implyFolders(paths: Iterable<string>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>([["/", new Set()]]);
  for (const path of paths) {
    let rest = path;
    while (rest !== "/") {
      const slash = rest.lastIndexOf("/");
      const folder = slash <= 0 ? "/" : rest.slice(0, slash);
      const names = folders.get(folder) ?? new Set();
      names.add(rest.slice(slash + 1));
      folders.set(folder, names);
      rest = folder;
    }
  }
  return folders;
}

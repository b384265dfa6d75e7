/**
 * The order in which files can be switched one after the other. Files that import each other go together.
 */

/** Which file goes first where one imports the other. */
export type Order = "importees-first" | "importers-first";

/** The values of `--order`. */
export const orders: readonly Order[] = ["importees-first", "importers-first"];

/** Returns groups of files, in order; those of a group import each other. `importsOf` names only files of the list. */
export function orderFiles(
  files: readonly string[],
  importsOf: (file: string) => readonly string[],
  order: Order,
): string[][] {
  const groups = stronglyConnected(files, importsOf);
  return order === "importees-first" ? groups : groups.toReversed();
}

/** A file on the way down, and how many of its imports were followed. */
interface Visit {
  readonly file: string;
  readonly imports: readonly string[];
  next: number;
}

/** Tarjan's algorithm without recursion: a group comes out when everything that it imports has. */
function stronglyConnected(files: readonly string[], importsOf: (file: string) => readonly string[]): string[][] {
  const numbers = new Map<string, number>();
  const lows = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];
  const lower = (file: string, low: number): void => void lows.set(file, Math.min(lows.get(file) ?? low, low));
  const enter = (file: string): Visit => {
    numbers.set(file, numbers.size);
    lower(file, numbers.size - 1);
    open.push(file);
    isOpen.add(file);
    return { file, imports: importsOf(file), next: 0 };
  };
  const leave = (file: string): void => {
    if (lows.get(file) !== numbers.get(file)) return;
    const group = open.splice(open.indexOf(file));
    for (const member of group) isOpen.delete(member);
    groups.push(group.toSorted());
  };
  for (const start of files) {
    const way = numbers.has(start) ? [] : [enter(start)];
    for (let visit = way.at(-1); visit !== undefined; visit = way.at(-1)) {
      const imported = visit.imports[visit.next++];
      if (imported === undefined) {
        way.pop();
        const above = way.at(-1);
        if (above !== undefined) lower(above.file, lows.get(visit.file) ?? 0);
        leave(visit.file);
      } else if (!numbers.has(imported)) way.push(enter(imported));
      else if (isOpen.has(imported)) lower(visit.file, numbers.get(imported) ?? 0);
    }
  }
  return groups;
}

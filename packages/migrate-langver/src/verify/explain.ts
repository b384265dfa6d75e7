/**
 * Which derivations hash rewritten files themselves, and so change with the text although the programs mean the same.
 * The evaluation of the rewritten programs sees the old files wherever files are data; so what is found here is all that
 * can differ once the files are written, and every difference has the files that explain it.
 */
import type { StoreAddition } from "@lix-tools/eval-core";
import type { DerivationInputs } from "@lix-tools/eval-core/node";

/** Gathers what became part of the store and which rewritten files went into it. */
export class SourceLog {
  private readonly isRewritten: (path: string) => boolean;
  private readonly sources = new Map<string, ReadonlySet<string>>();
  private readonly reads = new Map<string, number>();

  constructor(isRewritten: (path: string) => boolean) {
    this.isRewritten = isRewritten;
  }

  /** Takes a source or text that was added. A text depends on the sources it refers to. */
  add({ storePath, files, references }: StoreAddition): void {
    const changed = new Set(files.filter((path) => this.isRewritten(path)));
    for (const path of changed) this.count(path, -1);
    for (const reference of references) {
      for (const path of this.sources.get(reference) ?? []) changed.add(path);
    }
    if (changed.size > 0) this.sources.set(storePath, changed);
  }

  /** Takes a file that was read as data. */
  read(path: string): void {
    if (this.isRewritten(path)) this.count(path, 1);
  }

  /** Returns the rewritten files that a program read as text, rather than made part of the store. */
  readAsText(): string[] {
    return [...this.reads].flatMap(([path, count]) => (count > 0 ? [path] : [])).sort();
  }

  /** Returns the derivations that hash rewritten files, directly or through others, each with those files. */
  explain(derivations: Iterable<readonly [string, DerivationInputs]>): Map<string, ReadonlySet<string>> {
    const explained = new Map<string, ReadonlySet<string>>();
    // A derivation is made after those it needs.
    for (const [path, { inputSources, inputDerivations }] of derivations) {
      const causes = [
        ...inputSources.map((source) => this.sources.get(source)),
        ...[...inputDerivations].map((input) => explained.get(input)),
      ].filter((cause) => cause !== undefined);
      const union = unionOf(causes);
      if (union !== undefined) explained.set(path, union);
    }
    return explained;
  }

  private count(path: string, by: number): void {
    this.reads.set(path, (this.reads.get(path) ?? 0) + by);
  }
}

/** Most derivations have one cause or none, and then no set is made. */
function unionOf(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> | undefined {
  const [first, ...others] = sets;
  if (first === undefined || others.every((other) => other === first)) return first;
  return new Set(sets.flatMap((set) => [...set]));
}

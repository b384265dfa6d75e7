/**
 * From sources to nodes. A source that an image was made of earlier is not even parsed; where images are kept, one is made
 * of every other source; and else its terms are written each when the machine first needs it.
 */
import type { Globals } from "../eval/load.ts";
import type { Machine } from "../eval/machine.ts";
import type { SourceFile } from "../eval/source-file.ts";
import type { SourcePosition } from "../value/positions.ts";
import { Emitter } from "./emitter.ts";
import type { GlobalCells } from "./global-cells.ts";
import type { ImageStore } from "./image-store.ts";
import { imageOrNull, isReservedImage } from "./image.ts";
import type { LinearMemory } from "./linear-memory.ts";
import { pathStartIn } from "./linear-unit.ts";
import { SourceTable } from "./source-table.ts";

/** A source, and the folder that its relative paths start from. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly file: SourceFile;
  readonly folder: string;
}

/** What global names mean to a source. */
export interface SourceScope {
  readonly globals: Globals;
  /** Their cells. */
  readonly cells: ReadonlyMap<string, number>;
}

export interface ProgramLoaderOptions {
  readonly machine: Machine;
  readonly memory: LinearMemory;
  readonly standard: GlobalCells;
  /** The globals of sources where the search path may not redirect `<nix/…>`. */
  readonly reserved: GlobalCells;
  readonly images: ImageStore | null;
}

export class ProgramLoader {
  private readonly options: ProgramLoaderOptions;
  private readonly emitter: Emitter;
  private readonly sources = new SourceTable();

  constructor(options: ProgramLoaderOptions) {
    this.options = options;
    this.emitter = new Emitter(options.memory);
  }

  /** Returns the root node of a source. */
  load(source: Source, scope: SourceScope): number {
    const { images } = this.options;
    const image = this.isStandard(scope) ? (images?.find(source.bytes, source.folder) ?? null) : null;
    return image === null ? this.compileSource(source, scope) : this.openImage(source, image);
  }

  /** Writes the term that a stub stands for and returns its node. */
  compile(id: number): number {
    return this.emitter.compile(id);
  }

  /** Returns the byte at a position, or null for 0, which is none. */
  positionAt(word: number): SourcePosition | null {
    return this.sources.positionAt(word);
  }

  private isStandard({ cells }: SourceScope): boolean {
    return cells === this.options.standard.cells;
  }

  private compileSource(source: Source, scope: SourceScope): number {
    const { machine, images } = this.options;
    const { bytes, file, folder } = source;
    const { shadowed, features } = scope.globals;
    const wantsImage = this.isStandard(scope) && images?.wants(bytes) === true;
    const request = { shadowed, features, isTransient: wantsImage };
    const { term, langver } = machine.options.readProgram(bytes, file, request);
    const isReserved = langver.features.has("nix-path-reserved");
    const rules = {
      autoCalled: !langver.features.has("no-autocall"),
      opaqueFloats: langver.features.has("opaque-floats"),
      pathStart: pathStartIn(folder),
    };
    if (wantsImage) {
      const { numbers } = this.globalsOf(isReserved);
      const image = imageOrNull({ term, unit: { ...rules, base: 1, globals: numbers }, isReserved });
      if (image !== null) {
        images.keep(bytes, folder, image);
        return this.openImage(source, image);
      }
    }
    const base = this.sources.add(file, bytes.length);
    const globals = isReserved ? this.reservedCells(scope.cells) : scope.cells;
    return this.emitter.emitRoot(term, { ...rules, base, globals });
  }

  private openImage({ file, bytes }: Source, image: Uint32Array): number {
    const { table } = this.globalsOf(isReservedImage(image));
    return this.options.memory.openImage(image, table, this.sources.add(file, bytes.length));
  }

  private globalsOf(isReserved: boolean): GlobalCells {
    return isReserved ? this.options.reserved : this.options.standard;
  }

  /** Returns the cells of globals with those that the search path may not redirect in the place of others. */
  private reservedCells(cells: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const { machine, standard, reserved } = this.options;
    if (cells === standard.cells) return reserved.cells;
    if (cells.get("__findFile") !== standard.cells.get("__findFile")) return cells;
    const names = [...machine.reservedNames.keys()];
    return new Map([...cells, ...names.map((name) => [name, reserved.cells.get(name) ?? 0] as const)]);
  }
}

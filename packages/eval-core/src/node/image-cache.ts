/** Images of sources that an earlier run made. */
import type { Langver } from "@lix-tools/parser";
import type { ImageStore } from "../linear/image-store.ts";
import { crc32, langverText, ProgramCache, type ProgramCacheSizes } from "./program-cache.ts";
import type { ProgramCacheSettings } from "./program-cache-settings.ts";

export interface ImageCacheOptions extends ProgramCacheSettings {
  /** What files without a clause are read as. */
  readonly langver: Langver;
  /** The names of globals, in the order of their numbers. */
  readonly globals: readonly string[];
  readonly sizes?: ProgramCacheSizes;
}

/** Where no entry is missing nothing has to be parsed, and no code for that compiled. All of nixpkgs takes a quarter. */
const usualSizes: ProgramCacheSizes = { smallestSource: 0, largestEntry: 1 << 25, all: 1 << 30 };

/** An image has about three times as many bytes as its source, and hardly ever more than this many times. */
const largestRatio = 12;

/** Returns the images in a folder. */
export function openImageCache({ langver, globals, sizes = usualSizes, ...settings }: ImageCacheOptions): ImageStore {
  // An image is copied before the next one is read.
  let memory = new ArrayBuffer(1 << 16);
  const allocate = (bytes: number): ArrayBuffer => {
    if (memory.byteLength < bytes) memory = new ArrayBuffer(bytes * 2);
    return memory;
  };
  const cache = new ProgramCache({ ...settings, sizes, allocate, form: "lix-eval image 1" });
  const context = `${langverText(langver)} ${crc32(Buffer.from(globals.join(" ")), 0)}`;
  return {
    wants: (source) => source.length * largestRatio <= sizes.largestEntry,
    find: (source, folder) => cache.find(source, `${context} ${folder}`),
    keep: (source, folder, image) => cache.keep(source, `${context} ${folder}`, image),
  };
}

/** Trees of sources that an earlier run parsed. */
import { type Allocate, recordWords } from "@lix-tools/parser";
import type { TreeStore } from "../program.ts";
import { langverText, ProgramCache, type ProgramCacheSizes } from "./program-cache.ts";
import type { ProgramCacheSettings } from "./program-cache-settings.ts";

export interface TreeCacheOptions extends ProgramCacheSettings {
  /** Gives the memory of trees. */
  readonly allocate: Allocate;
  readonly sizes?: ProgramCacheSizes;
}

/** Reading an entry takes as long as parsing the smallest source that has one. */
const usualSizes: ProgramCacheSizes = { smallestSource: 1 << 10, largestEntry: 1 << 25, all: 1 << 30 };

/** Returns the trees in a folder. */
export function openTreeCache({ sizes = usualSizes, ...options }: TreeCacheOptions): TreeStore {
  const cache = new ProgramCache({ ...options, sizes, form: "lix-eval tree 2" });
  return {
    find(source, langver) {
      const records = cache.find(source, langverText(langver));
      return records === null ? null : { records, nodeCount: records.length / recordWords };
    },
    keep(source, langver, { records, nodeCount }) {
      cache.keep(source, langverText(langver), records.subarray(0, nodeCount * recordWords));
    },
  };
}

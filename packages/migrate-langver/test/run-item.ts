/** Files as a run has them that was asked for nothing in particular. */
import { join } from "node:path";
import type { Edition } from "@lix-tools/parser";
import { codemods } from "../src/index.ts";
import type { RunItem } from "../src/run/run-options.ts";

/** Returns the item of a file in a folder that something imports. */
export function importedItem(name: string, folder: string, to: Edition): RunItem {
  return {
    file: { path: name, absolute: join(folder, name), root: folder },
    to,
    configured: undefined,
    role: "imported",
    rules: codemods.map(({ id }) => id),
    accepted: [],
    acceptedSites: [],
    guard: null,
  };
}

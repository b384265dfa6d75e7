/** Files as a run has them that was asked for nothing in particular. */
import { join } from "node:path";
import type { Edition } from "@lix-tools/parser";
import { chooseCodemods } from "../src/index.ts";
import type { RunItem } from "../src/run/run-options.ts";

/** Returns the item of a file in a folder that something imports; `also` are rewrites that somebody asked for. */
export function importedItem(name: string, folder: string, to: Edition, also: readonly string[] = []): RunItem {
  return {
    file: { path: name, absolute: join(folder, name), root: folder },
    to,
    configured: undefined,
    role: "imported",
    rules: chooseCodemods({ also }).map(({ id }) => id),
    accepted: [],
    acceptedSites: [],
    guard: null,
  };
}

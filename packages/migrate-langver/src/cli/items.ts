/**
 * From files to the items of a run: for each file what its configuration and the command line say about it.
 */
import { resolve } from "node:path";
import type { CommandIo, Sources } from "@lix-tools/cli-kit/command";
import { type Config, migrateSection } from "@lix-tools/cli-kit/config";
import type { SourceFile } from "@lix-tools/cli-kit/discovery";
import { codemods } from "../registry.ts";
import { createGuard } from "../run/guard.ts";
import type { RunItem } from "../run/run-options.ts";
import { selectAccepted, selectRules } from "../run/select-rules.ts";
import type { MigrateCommandOptions } from "./options.ts";

/** Returns the items of the files, in their order. */
export async function makeItems(
  { files, configFor }: Sources,
  options: MigrateCommandOptions,
  io: CommandIo,
): Promise<RunItem[]> {
  const guard =
    options.write === true
      ? await createGuard(
          files.map(({ absolute }) => absolute),
          { allowDirty: options.allowDirty === true, allowNoVcs: options.allowNoVcs === true },
        )
      : () => null;
  const accepted = acceptedRules(options);
  const entries = new Set(options.entry?.map((path) => resolve(io.cwd, path)));
  return files.map((file) => ({
    ...itemOf(file, configFor(file.absolute), options),
    accepted,
    role: entries.has(file.absolute) ? "entry" : "imported",
    guard: guard(file.absolute),
  }));
}

/** Returns the item of a source that is no file. */
export function makeStdinItem(
  { stdin, configFor }: Sources,
  options: MigrateCommandOptions,
): { readonly item: RunItem; readonly bytes: Uint8Array } | null {
  if (stdin === undefined) return null;
  const { path, absolute, bytes } = stdin;
  const source = { path, absolute, root: absolute };
  const common = { accepted: acceptedRules(options), role: "imported", guard: null } as const;
  return { item: { ...itemOf(source, configFor(absolute), options), ...common }, bytes };
}

function itemOf(
  file: SourceFile,
  config: Config | undefined,
  options: MigrateCommandOptions,
): Pick<RunItem, "file" | "configured" | "rules"> {
  const settings = config?.section(migrateSection);
  const choice = {
    rules: options.rules ?? settings?.rules,
    skip: [...(options.skip ?? []), ...(settings?.skip ?? [])],
  };
  return { file, configured: config?.chooseEdition(file.absolute), rules: selectRules(choice, "[migrate]") };
}

function acceptedRules({ unsafe, accept = [] }: MigrateCommandOptions): RunItem["accepted"] {
  return unsafe === true ? codemods.map(({ id }) => id) : selectAccepted(accept);
}

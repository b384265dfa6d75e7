/**
 * From files to the items of a run: for each file what its configuration and the command line say about it.
 */
import { basename, resolve } from "node:path";
import { CommandError, type CommandIo, type Sources } from "@lix-tools/cli-kit/command";
import { type Config, createChooseByPath, type MigrateOverride, migrateSection } from "@lix-tools/cli-kit/config";
import type { SourceFile } from "@lix-tools/cli-kit/discovery";
import type { Edition } from "@lix-tools/parser";
import { codemods } from "../registry.ts";
import { createGuard } from "../run/guard.ts";
import type { Accepting, NamedSite } from "../report/accepted.ts";
import type { RunItem } from "../run/run-options.ts";
import { selectAccepted, selectRules } from "../run/select-rules.ts";
import { type MigrateCommandOptions, targets } from "./options.ts";

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
  const sites = acceptedSites(options, io);
  const overrides = createOverrides();
  const entries = new Set(options.entry?.map((path) => resolve(io.cwd, path)));
  return files.map((file) => ({
    ...itemOf(file, configFor(file.absolute), options, overrides),
    accepted,
    acceptedSites: sites.filter(({ absolute }) => absolute === file.absolute),
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
  const accepted = acceptedRules(options);
  const common = { accepted, acceptedSites: [], role: "imported", guard: null } as const;
  return { item: { ...itemOf(source, configFor(absolute), options), ...common }, bytes };
}

/** Returns what a configuration says about single files. */
type OverridesOf = (config: Config) => (absolute: string) => MigrateOverride | undefined;

/** Many files share a configuration, whose globs are compiled once. */
function createOverrides(): OverridesOf {
  const known = new Map<Config, ReturnType<OverridesOf>>();
  return (config) => {
    const choose = known.get(config) ?? createChooseByPath(config.directory, config.section(migrateSection).overrides);
    known.set(config, choose);
    return choose;
  };
}

function itemOf(
  file: SourceFile,
  config: Config | undefined,
  options: MigrateCommandOptions,
  overrides: OverridesOf = createOverrides(),
): Pick<RunItem, "file" | "configured" | "rules" | "to"> {
  const settings = config?.section(migrateSection);
  const override = config === undefined ? undefined : overrides(config)(file.absolute);
  const choice = {
    rules: options.rules ?? settings?.rules,
    also: [...(options.also ?? []), ...(settings?.also ?? [])],
    skip: [...(options.skip ?? []), ...(settings?.skip ?? []), ...(override?.skip ?? [])],
  };
  const rules = selectRules(choice, "[migrate]");
  const to = override?.to ?? defaultTarget(file, options, settings?.to);
  return { file, configured: config?.chooseEdition(file.absolute), rules, to: checkTarget(to) };
}

/**
 * Every Nix that uses a flake reads its `flake.nix`, whatever reads the rest; so that file stays in the language that all
 * of them know, unless somebody says otherwise.
 */
function defaultTarget(
  { absolute }: SourceFile,
  { to: asked, flakes }: MigrateCommandOptions,
  configured: Edition | undefined,
): RunItem["to"] {
  const to = asked ?? configured ?? "unchanged";
  return isFlake(absolute) && flakes !== true && (to === "nix2" || to === "nix2-future") ? "lix" : to;
}

/** Tells whether a file is the head of a flake. */
export function isFlake(absolute: string): boolean {
  return basename(absolute) === "flake.nix";
}

function checkTarget(to: RunItem["to"]): RunItem["to"] {
  if (to === "unchanged" || targets.includes(to)) return to;
  throw new CommandError(`there are no rewrites to edition \`${to}\` yet`);
}

function acceptedRules({ unsafe, accept = [] }: MigrateCommandOptions): RunItem["accepted"] {
  return unsafe === true ? codemods.map(({ id }) => id) : selectAccepted(accept.filter((word) => !isSite(word)));
}

/** Returns the sites that `--accept` names. Throws a `CommandError` for a word that names none. */
function acceptedSites({ accept = [] }: MigrateCommandOptions, io: CommandIo): NamedSite[] {
  return accept.filter(isSite).map((word) => {
    const at = word.indexOf("@");
    const [id] = selectAccepted([word.slice(0, at)]);
    const place = /^(.+?):(\d+)(?::(\d+))?$/u.exec(word.slice(at + 1));
    if (id === undefined || place === null) {
      throw new CommandError(`\`--accept ${word}\`: write RULE@FILE:LINE or RULE@FILE:LINE:COLUMN`);
    }
    const [, path = "", line, column] = place;
    return {
      id,
      line: Number(line),
      column: column === undefined ? null : Number(column),
      absolute: resolve(io.cwd, path),
      word,
    };
  });
}

/** Returns what the options accept, rules and sites. */
export function acceptingOf(options: MigrateCommandOptions, io: CommandIo): Accepting {
  const rules = (options.accept ?? []).filter((word) => !isSite(word));
  return {
    sites: acceptedSites(options, io),
    rules: selectAccepted(rules).map((id, at) => ({ id, word: rules[at] ?? id })),
    absoluteOf: (path) => resolve(io.cwd, path),
  };
}

function isSite(word: string): boolean {
  return word.includes("@");
}

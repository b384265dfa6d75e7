/** `lix.toml` and `.editorconfig` of the files that are open, read when first needed. */
import { dirname, relative, resolve, sep } from "node:path";
import { type Config, type ConfigStore, createConfigStore, migrateSection } from "@lix-tools/cli-kit/config";
import { createSettingsOf, fmtSection, type SettingsOf } from "@lix-tools/fmt/node";
import { lintSection, profileOf } from "@lix-tools/lint/node";
import { chooseCodemods } from "@lix-tools/migrate-langver";
import type { ConfigReport, Project } from "../project.ts";

/** A path that has no configuration, for text that is in no file. */
const nowhere = resolve("/untitled.nix");

/** Returns the configuration as the disk has it. */
export function diskProject(): Project {
  let store = newStore();
  let settingsOf = newSettingsOf(store);
  const configFor = (path: string): Config | undefined => store.configFor(dirname(path));
  const isolatedFor = (path: string | null): Config | undefined => (path === null ? undefined : configFor(path));
  return {
    editionOf: (path) => configFor(path)?.chooseEdition(path) ?? null,
    formatSettingsOf: (path) => settingsOf(path ?? nowhere),
    lintProfileOf: (path) =>
      profileOf(path ?? nowhere, isolatedFor(path), { levels: {}, only: null, suppressions: "honour" }),
    codemodsOf: (path) => chosenCodemods(isolatedFor(path)),
    nameOf(path) {
      const directory = configFor(path)?.directory ?? dirname(path);
      return relative(directory, path).replaceAll(sep, "/");
    },
    reports: () => reportsOf(store),
    reload() {
      store = newStore();
      settingsOf = newSettingsOf(store);
    },
  };
}

function newStore(): ConfigStore {
  // Paths in reports are relative to this and made absolute again.
  return createConfigStore({ cwd: resolve("/"), sections: [fmtSection, lintSection, migrateSection] });
}

function newSettingsOf(store: ConfigStore): SettingsOf {
  const configFor = (path: string): Config | undefined =>
    path === nowhere ? undefined : store.configFor(dirname(path));
  return createSettingsOf({ given: {}, configFor, editorConfig: "read" });
}

function chosenCodemods(config: Config | undefined): string[] {
  return chooseCodemods(config?.section(migrateSection) ?? {}).map(({ id }) => id);
}

async function reportsOf(store: ConfigStore): Promise<ConfigReport[]> {
  const reports = await store.reports();
  return reports.map(({ path, source, diagnostics }) => ({
    path: resolve("/", path),
    source: source ?? null,
    diagnostics,
  }));
}

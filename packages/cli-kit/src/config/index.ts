/** `lix.toml`: what it may say, where it is found, and what is wrong with it. */
export { createChooseByPath } from "./choose-by-path.ts";
export type { ForPaths } from "./choose-by-path.ts";
export type { ChooseEdition } from "./choose-edition.ts";
export { configFileName, createConfigStore } from "./config-store.ts";
export type { Config, ConfigStore, ConfigStoreOptions } from "./config-store.ts";
export { memoize } from "./memoize.ts";
export { filesSection, langverSection, migrateSection, tableNames } from "./sections.ts";
export type {
  ConfigSection,
  FilesSettings,
  LangverOverride,
  LangverSettings,
  MigrateOverride,
  MigrateSettings,
  SectionSchema,
} from "./sections.ts";

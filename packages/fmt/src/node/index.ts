/** What else reads `lix.toml` as the formatter does: its table, and the settings of a file. */
export { createSettingsOf, fmtSection } from "./settings.ts";
export type { FileSettings, FmtSettings, SettingsOf, SettingsSources } from "./settings.ts";

/** What else reads `lix.toml` as the linter does: its table, the settings of a file, and the pages of the rules. */
export { lintSection } from "../cli/lint-section.ts";
export type { LintConfig, LintOverride } from "../cli/lint-section.ts";
export { profileOf } from "../cli/profile.ts";
export { settingsOf } from "../settings.ts";
export type { ProfileFlags } from "../cli/profile.ts";
export type { LintProfile } from "../settings.ts";
export { rulePages } from "../docs/pages.generated.ts";

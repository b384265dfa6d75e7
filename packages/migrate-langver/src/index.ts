/** Codemods that move Nix files between language versions, with proof. */
export { codemodByName, codemods, codemodsBetween } from "./registry.ts";
export type { Codemod, CodemodId, Preserves, Proposal, Rewrite } from "./codemod.ts";
export { createFileContext } from "./file-context.ts";
export type { FileContext } from "./file-context.ts";
export { migrateSource } from "./engine/migrate-source.ts";
export type { Migration, MigrationMismatch, MigrationOptions, MigrationStatus } from "./engine/migrate-source.ts";
export type { AppliedRewrite, RefusedSite } from "./engine/run-rounds.ts";
export type { CoreLaw } from "./proof/law.ts";
export { proveCoreEqual } from "./proof/prove.ts";
export type { Mismatch, Verdict, Verification, VerificationLevel } from "./proof/prove.ts";
export { downlevel } from "./downlevel/downlevel.ts";
export type { DownlevelOptions } from "./downlevel/downlevel.ts";
export { downlevelSource } from "./downlevel/downlevel-source.ts";
export type { DownlevelledSource, DownlevelSourceOptions, DownlevelStatus } from "./downlevel/downlevel-source.ts";
export type { FileRole } from "./downlevel/impossible.ts";
export { downlevelLaws } from "./downlevel/registry.ts";
export type { Downlevelling, DownlevelNote, Impossible, ImpossibleCode } from "./downlevel/result.ts";

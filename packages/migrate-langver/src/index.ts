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

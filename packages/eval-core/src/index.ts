/** Core calculus, equality of programs and the evaluator for both Nix dialects. */
export { coreEqual } from "./core/equal.ts";
export { findDifference } from "./core/difference.ts";
export type { Difference } from "./core/difference.ts";
export { normalForm } from "./core/normal-form.ts";
export { findPositionUses } from "./core/position-uses.ts";
export { renderTerm } from "./core/print.ts";
export * from "./core/term.ts";
export { furtherGlobals, globalsOf, knownGlobals, standardGlobals } from "./lower/globals.ts";
export type { GlobalGate, GlobalRow, Implementation } from "./lower/globals.ts";
export { lowerTree } from "./lower/lower.ts";
export type { Lowered, LowerOptions } from "./lower/lower.ts";
export { listReferences, referencesByDefinition, scopeAt, TargetCode, targetOf } from "./lower/resolution.ts";
export type {
  Definition,
  DefinitionKind,
  Reference,
  ReferenceKind,
  Resolution,
  Scope,
  ScopeKind,
  Target,
} from "./lower/resolution.ts";
export { resolveTree } from "./lower/scope.ts";
export type { ResolveOptions } from "./lower/scope.ts";

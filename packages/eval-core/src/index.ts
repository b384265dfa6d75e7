/** Core calculus, equality of programs and the evaluator for both Nix dialects. */
export { coreEqual } from "./core/equal.ts";
export { findDifference } from "./core/difference.ts";
export type { Difference } from "./core/difference.ts";
export { normalForm } from "./core/normal-form.ts";
export { findPositionUses } from "./core/position-uses.ts";
export { renderTerm } from "./core/print.ts";
export * from "./core/term.ts";
export { compareReleases, furtherGlobals, globalsOf, knownGlobals, standardGlobals } from "./lower/globals.ts";
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
export { createEvaluator } from "./evaluator.ts";
export type { EvaluatorOptions } from "./evaluator.ts";
export { allBuiltins } from "./builtins/table.ts";
export type { BuiltinNotes, BuiltinRow } from "./builtins/define.ts";
export { forceDeep } from "./builtins/control.ts";
export { renderJson } from "./builtins/json.ts";
export { renderXml } from "./builtins/xml.ts";
export { autoCall, findAlongPath, parseAttributePathOrNull } from "./eval/attribute-path.ts";
export { call } from "./eval/call.ts";
export { coerce, interpolation, toStringCoercion } from "./eval/coerce.ts";
export { compatNameOrNull, compatOf } from "./eval/compat.ts";
export type { Compat, CompatName } from "./eval/compat.ts";
export { walkDerivations } from "./eval/derivation-walk.ts";
export type { WalkOptions, WalkResult } from "./eval/derivation-walk.ts";
export { EvalError } from "./eval/error.ts";
export type { EvalErrorCode, TraceFrame } from "./eval/error.ts";
export { defaultLimits } from "./eval/limits.ts";
export type { Limits } from "./eval/limits.ts";
export { evaluateText, importFile } from "./eval/load.ts";
export type { StoreAddition } from "./eval/store.ts";
export type { Machine, ResolvedName, SearchPathEntry } from "./eval/machine.ts";
export type { ObservedUpdate } from "./eval/watch-update.ts";
export { equal, isDerivation } from "./eval/order.ts";
export { printValue } from "./eval/print-value.ts";
export { renderError } from "./eval/render-error.ts";
export { toEvalError } from "./eval/stack.ts";
export { HostError } from "./host.ts";
export type { FileHost, FileStatus, FileType, FolderEntry, Host } from "./host.ts";
export { memoryFiles, overlayFiles, overlayPrograms } from "./memory-files.ts";
export { latin1OfUnicode } from "./store/bytes.ts";
export { portableHasher } from "./store/portable-hasher.ts";
export { renderDerivation } from "./store/aterm.ts";
export type { Derivation, DerivationOutput, KnownDerivation } from "./store/derivation.ts";
export { AttrSet } from "./value/attr-set.ts";
export { ContextCollector } from "./value/context.ts";
export { listOrNull } from "./value/list.ts";
export { force } from "./value/thunk.ts";
export type { Lazy, List, Value } from "./value/value.ts";
export { BuiltinValue, Closure, ContextString, FloatValue, PathValue } from "./value/value.ts";
export { childrenOf as childTerms } from "./core/children.ts";
export { mapChildren } from "./core/map-children.ts";
export type { MapPart } from "./core/map-children.ts";
export { forEachVariable, mapVariables, shift, usesNearestBinder } from "./core/map-variables.ts";

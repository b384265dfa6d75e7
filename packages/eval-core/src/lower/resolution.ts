/**
 * What every name of one tree means: the table that `scope.ts` fills and that the lowering, the linter, the editor and
 * the codemods read. Names are looked up as specification B.4 says: lexical binders from the inside out, then the global
 * scope, then the `with` frames around the name, innermost first.
 *
 * References are told by the node of the word itself: the `identifier` of a variable, the name in `inherit a;`, and for
 * implicit uses the operator token (legacy `a - b` calls `__sub` if a binder provides it) or the `spath_expression`
 * (`<x>` calls `__findFile` with `__nixPath`).
 */
import {
  type BindingTree,
  infixOperator,
  Kind,
  kindOf,
  type NodeIndex,
  prefixOperator,
  sizeOf,
  staticName,
  type Tree,
} from "@lix-tools/parser";
import type { NameTable } from "./name-table.ts";
import type { SlotTable } from "./open-scope.ts";

/** What opens a scope. */
export type ScopeKind = "function" | "let" | "set" | "with";

/** A binder or a `with` frame. */
export interface Scope {
  readonly kind: ScopeKind;
  /** The node that opens it; for a set made of several literals the first of them. */
  readonly node: NodeIndex;
  readonly outer: Scope | null;
  /** Its place among the scopes of the tree. */
  readonly number: number;
  /** The number that its first definition has among those of the tree; the others follow. */
  readonly first: number;
  /** How many definitions it has. */
  readonly size: number;
  /** How many `with` frames surround a name in this scope, itself included. */
  readonly withs: number;
  /** By slot. Empty for a `with`. */
  readonly definitions: readonly Definition[];
  /** How many references its definitions have. */
  readonly uses: number;
}

/** How a definition is written: `x:`, `{ x }:`, `@x`, `[x]:`, `x = …`, `inherit x`, `inherit (e) x` or `*e.{x}`. */
export type DefinitionKind = "parameter" | "formal" | "argument" | "element" | "binding" | "inherit" | "inherit-from";

/** A name that a binder provides. */
export interface Definition {
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly scope: Scope;
  readonly slot: number;
  /** Where the name is written: several places for `a.b = 1; a.c = 2;`, in source order. */
  readonly nodes: readonly NodeIndex[];
}

/** What a reference means. */
export type Target =
  | { readonly kind: "definition"; readonly definition: Definition }
  /** A name of the global scope. */
  | { readonly kind: "global" }
  /** A name that `scopedImport` gave to the file, as the caller of the resolver said. */
  | { readonly kind: "imported" }
  /** An attribute of one of these frames, innermost first, or a global that only some implementations have. */
  | { readonly kind: "with"; readonly frames: readonly Scope[] }
  | { readonly kind: "unresolved" };

/** Whether the name itself is written, or something that looks it up. */
export type ReferenceKind = "variable" | "inherit" | "operator" | "find-file" | "nix-path";

/** One use of a name and what it refers to. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly node: NodeIndex;
  readonly name: string;
  readonly target: Target;
}

/** The resolution of one tree. Read it with the functions of this file. */
export interface Resolution {
  readonly tree: Tree;
  /** Every scope, outer before inner. */
  readonly scopes: readonly Scope[];
  /** Every definition, by the number that `targets` counts from 1. */
  readonly definitions: readonly Definition[];
  /** What the word at each node means, as `TargetCode` says. */
  readonly targets: Int32Array;
  /** The two implicit references of each search path. */
  readonly finds: ReadonlyMap<NodeIndex, FindTargets>;
  /** What each set literal, `let` and `inherit … ; body` defines, unless it is poured into an earlier literal. */
  readonly bindings: Pick<ReadonlyMap<NodeIndex, BindingTree>, "get" | "has">;
  /** The scopes of recursive sets and `let`s. */
  readonly setScopes: ReadonlyMap<BindingTree, Scope>;
  /** The number plus one of the scope that begins at each node, 0 where none does; less than 0 where `complete` would. */
  readonly entered: Int32Array;
  /** Resolves a value of a set, if the resolver left it out; null where it left out nothing. */
  readonly complete: ((value: NodeIndex) => void) | null;
  /** What the lowering reads instead of the bindings and definitions, which are made only for who asks. */
  readonly flat: FlatResolution;
}

/** Scopes and definitions as the resolver keeps them. */
export interface FlatResolution {
  readonly names: NameTable;
  readonly slots: SlotTable;
  /** What many files have none of; null where there is none of it. */
  readonly rare: RareForms | null;
}

/** What few sets and few files need. */
export interface RareForms {
  readonly finds: ReadonlyMap<NodeIndex, FindTargets>;
  /** The sets in which names meet, by the node of their first literal. */
  readonly merged: ReadonlyMap<NodeIndex, BindingTree>;
  /** The scopes of the recursive ones among these and the sets in them. */
  readonly mergedScopes: ReadonlyMap<BindingTree, Scope>;
}

export interface FindTargets {
  readonly findFile: number;
  readonly nixPath: number;
}

/**
 * How a target is a number: a definition's number plus one, or one of these. Below `Frame` it is `Frame` less the
 * number of the innermost `with` scope.
 */
export const TargetCode = { None: 0, Global: -1, Unresolved: -2, Imported: -3, Position: -4, Frame: -5 } as const;

/** Returns what a coded target means, or null for `None` and `Position`. */
export function decodeTarget(resolution: Resolution, code: number): Target | null {
  if (code > 0) {
    const definition = resolution.definitions[code - 1];
    return definition === undefined ? null : { kind: "definition", definition };
  }
  if (code === TargetCode.Global) return { kind: "global" };
  if (code === TargetCode.Unresolved) return { kind: "unresolved" };
  if (code === TargetCode.Imported) return { kind: "imported" };
  const frame = resolution.scopes[TargetCode.Frame - code];
  return frame === undefined ? null : { kind: "with", frames: framesFrom(frame) };
}

function framesFrom(innermost: Scope): Scope[] {
  const frames: Scope[] = [];
  for (let scope: Scope | null = innermost; scope !== null; scope = scope.outer) {
    if (scope.kind === "with") frames.push(scope);
  }
  return frames;
}

/** Returns what the word at a node means, or null where it is no reference; not for search paths, which have two. */
export function targetOf(resolution: Resolution, node: NodeIndex): Target | null {
  return decodeTarget(resolution, resolution.targets[node] ?? TargetCode.None);
}

/** Returns every reference in the order of the source, the implicit ones of operators only where a binder provides them. */
export function listReferences(resolution: Resolution): Reference[] {
  const { tree, targets, finds } = resolution;
  const references: Reference[] = [];
  for (let node = 0; node < tree.nodeCount; node++) {
    const found = finds.get(node);
    if (found !== undefined) {
      addReference(resolution, references, { kind: "find-file", node, name: "__findFile", code: found.findFile });
      addReference(resolution, references, { kind: "nix-path", node, name: "__nixPath", code: found.nixPath });
      continue;
    }
    const code = targets[node] ?? TargetCode.None;
    if (code !== TargetCode.None) addReference(resolution, references, { ...wordAt(resolution, node), node, code });
  }
  return references;
}

interface CodedReference {
  readonly kind: ReferenceKind;
  readonly node: NodeIndex;
  readonly name: string;
  readonly code: number;
}

function addReference(
  resolution: Resolution,
  references: Reference[],
  { kind, node, name, code }: CodedReference,
): void {
  const target = decodeTarget(resolution, code);
  if (target !== null) references.push({ kind, node, name, target });
}

function wordAt({ tree }: Resolution, node: NodeIndex): { kind: ReferenceKind; name: string } {
  const name = staticName(tree, node);
  if (name !== null) return { kind: isVariable(tree, node) ? "variable" : "inherit", name };
  // The token of a prefix operator comes right after its expression, that of an infix operator never does.
  const isPrefix = kindOf(tree, node - 1) === Kind.UnaryExpression;
  const operator = isPrefix ? prefixOperator(kindOf(tree, node)) : infixOperator(kindOf(tree, node));
  return { kind: "operator", name: operator?.legacyFunction ?? "" };
}

function isVariable(tree: Tree, word: NodeIndex): boolean {
  const parent = kindOf(tree, word - 1);
  return parent === Kind.VariableExpression || (parent === Kind.InheritPath && sizeOf(tree, word - 1) > 2);
}

/** Returns the nodes of all references to each definition, in the order of the source. */
export function referencesByDefinition(resolution: Resolution): Map<Definition, NodeIndex[]> {
  const nodes = new Map<Definition, NodeIndex[]>(resolution.definitions.map((definition) => [definition, []]));
  for (const { node, target } of listReferences(resolution)) {
    if (target.kind === "definition") nodes.get(target.definition)?.push(node);
  }
  return nodes;
}

/** Returns the innermost scope around a node, or null outside all of them. The parents are those of `parentsOf`. */
export function scopeAt(resolution: Resolution, parents: Int32Array, node: NodeIndex): Scope | null {
  for (let at = node; at >= 0; at = parents[at] ?? -1) {
    const number = resolution.entered[at] ?? 0;
    if (number > 0) return resolution.scopes[number - 1] ?? null;
  }
  return null;
}

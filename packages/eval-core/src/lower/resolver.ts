/**
 * The state of resolving one tree, and how a name is looked up in it (specification B.4).
 */
import { type BindingTree, endOf, type NodeIndex, none, sizeOf, startOf, type Tree } from "@lix-tools/parser";
import { furtherGlobals, standardGlobals } from "./globals.ts";
import { nameAt, nameOf, type NameTable } from "./name-table.ts";
import { OpenScope, type ScopeHome, type SlotTable } from "./open-scope.ts";
import { type FindTargets, type ScopeKind, TargetCode } from "./resolution.ts";

/** `RareForms` while they are collected. */
export interface OpenForms {
  readonly finds: Map<NodeIndex, FindTargets>;
  readonly merged: Map<NodeIndex, BindingTree>;
  readonly mergedScopes: Map<BindingTree, OpenScope>;
  /** Set literals that are part of a merged set and need nothing of their own. */
  readonly poured: Set<NodeIndex>;
}

/** Where the resolver puts what it finds. */
export interface ResolverHome extends ScopeHome {
  rare: OpenForms | null;
}

export interface Resolver {
  readonly tree: Tree;
  readonly home: ResolverHome;
  readonly names: NameTable;
  /** The names that `scopedImport` gives to the file. */
  readonly imported: ReadonlySet<string>;
  readonly scopes: OpenScope[];
  readonly slots: SlotTable;
  readonly targets: Int32Array;
  readonly entered: Int32Array;
  /** Whether values under a `with` may be left out for now. */
  readonly isLazy: boolean;
  /** Whether some were. */
  hasPutOff: boolean;
  /** The innermost scope at the loop's node. */
  scope: OpenScope | null;
  readonly stack: (OpenScope | null)[];
  readonly ends: NodeIndex[];
}

/** Returns the collection of rare forms, made with the first of them. */
export function rareOf({ home }: Resolver): OpenForms {
  home.rare ??= { finds: new Map(), merged: new Map(), mergedScopes: new Map(), poured: new Set() };
  return home.rare;
}

/** Opens a scope at a node; its slots come next. */
export function openScope(resolver: Resolver, kind: ScopeKind, node: NodeIndex, outer: OpenScope | null): OpenScope {
  const scope = new OpenScope(resolver.home, kind, node, outer, resolver.scopes.length);
  resolver.scopes.push(scope);
  return scope;
}

/** Puts the loop into a scope until the end of a node. */
export function enter(resolver: Resolver, scope: OpenScope | null, node: NodeIndex): void {
  resolver.stack.push(resolver.scope);
  resolver.ends.push(node + sizeOf(resolver.tree, node));
  resolver.scope = scope;
}

/** Opens a scope at the loop's own node. */
export function begin(resolver: Resolver, scope: OpenScope, node: NodeIndex): void {
  resolver.entered[node] = scope.number + 1;
  enter(resolver, scope, node);
}

/** Says in which scope the loop will find an expression. */
export function place(resolver: Resolver, scope: OpenScope | null, node: NodeIndex): void {
  if (node !== none && scope !== null) resolver.entered[node] = scope.number + 1;
}

/** Values with fewer nodes are resolved sooner than they are put off. */
const smallValue = 3;

/** Leaves a value out for now, if it is large enough. Below 0, `entered` is the scope of such a value. */
export function putOff(resolver: Resolver, scope: OpenScope, node: NodeIndex): void {
  if (sizeOf(resolver.tree, node) < smallValue) return;
  resolver.entered[node] = -1 - scope.number;
  resolver.hasPutOff = true;
}

/** Returns the number of the name written at a word. */
export function wordName({ tree, names }: Resolver, word: NodeIndex): number {
  return nameAt(names, tree.source, startOf(tree, word), endOf(tree, word));
}

/** Returns the coded target of a name of the language at the loop's place. */
export function lookUpText(resolver: Resolver, text: string): number {
  return lookUp(resolver, resolver.scope, nameOf(resolver.names, text));
}

/** Returns the coded target of a name in a scope and counts the use. */
export function lookUp(resolver: Resolver, scope: OpenScope | null, name: number): number {
  let frame = -1;
  for (let at = scope; at !== null; at = at.outer) {
    if (at.size === 0) {
      if (frame < 0 && at.kind === "with") frame = at.number;
      continue;
    }
    const found = at.find(name);
    if (found < 0) continue;
    at.uses++;
    return found + 1;
  }
  const { names, imported } = resolver;
  if (imported.size > 0 && imported.has(names.texts[name] ?? "")) return TargetCode.Imported;
  const global = globalKind(names, name);
  if (global === GlobalKind.Standard) return TargetCode.Global;
  if (frame >= 0) return TargetCode.Frame - frame;
  return global === GlobalKind.Further ? TargetCode.Global : TargetCode.Unresolved;
}

/** What a name is as a global: one of every implementation, of some, of none. */
const GlobalKind = { Standard: 1, Further: 2, None: 3 } as const;

const furtherNames: ReadonlySet<string> = new Set(furtherGlobals.map((row) => row.name));

function globalKind({ globals, texts }: NameTable, name: number): number {
  const known = globals[name] ?? 0;
  if (known !== 0) return known;
  const text = texts[name] ?? "";
  const further = furtherNames.has(text) ? GlobalKind.Further : GlobalKind.None;
  const kind = standardGlobals.has(text) ? GlobalKind.Standard : further;
  globals[name] = kind;
  return kind;
}

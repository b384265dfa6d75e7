/**
 * Scopes as the resolver fills them: a slot is no more than a name's number until somebody asks for `definitions`, which
 * an evaluation never does.
 */
import {
  type BindingTree,
  childByField,
  childrenByField,
  Field,
  type NodeIndex,
  none,
  staticName,
  type Tree,
} from "@lix-tools/parser";
import type { Definition, DefinitionKind, Scope, ScopeKind } from "./resolution.ts";

/** Up to so many names looking at each is faster than a map. */
const manyNames = 8;

/** The slots of all scopes of a tree. A definition's number is its place here. */
export interface SlotTable {
  /** The number of each slot's name. */
  readonly names: number[];
  /** The number of the scope that each slot belongs to. */
  readonly owners: number[];
}

/** What a scope needs to say which definitions it has. */
export interface ScopeHome {
  readonly tree: Tree;
  readonly slots: SlotTable;
  /** Returns what a set or `let` that opened a scope defines. */
  bindingsAt(node: NodeIndex): BindingTree | undefined;
}

const noDefinitions: readonly Definition[] = [];

/** A scope while and after it is filled. */
export class OpenScope implements Scope {
  readonly kind: ScopeKind;
  readonly node: NodeIndex;
  readonly outer: OpenScope | null;
  readonly number: number;
  readonly withs: number;
  /** The number of its first definition. */
  readonly first: number;
  /** How many slots it has. */
  size = 0;
  uses = 0;
  /** The set whose names they are, where it is made of several literals or implied by paths. */
  merged: BindingTree | null = null;
  private readonly home: ScopeHome;
  private byName: Map<number, number> | null = null;
  private made: readonly Definition[] | null = null;

  constructor(home: ScopeHome, kind: ScopeKind, node: NodeIndex, outer: OpenScope | null, number: number) {
    this.home = home;
    this.kind = kind;
    this.node = node;
    this.outer = outer;
    this.number = number;
    this.withs = (outer === null ? 0 : outer.withs) + (kind === "with" ? 1 : 0);
    this.first = home.slots.names.length;
  }

  /** Adds the next slot. All slots of a scope are added at once; a check reports a name that is there twice. */
  define(name: number): void {
    const { names, owners } = this.home.slots;
    names.push(name);
    owners.push(this.number);
    this.size++;
  }

  /** Returns the number of the definition of a name, or -1. */
  find(name: number): number {
    const { first, size } = this;
    const { names } = this.home.slots;
    if (size > manyNames) return (this.byName ??= this.indexNames()).get(name) ?? -1;
    for (let at = first; at < first + size; at++) if (names[at] === name) return at;
    return -1;
  }

  private indexNames(): Map<number, number> {
    const byName = new Map<number, number>();
    const { names } = this.home.slots;
    for (let at = this.first + this.size - 1; at >= this.first; at--) byName.set(names[at] ?? -1, at);
    return byName;
  }

  /** What the set or `let` that opened it defines. */
  get bindings(): BindingTree | undefined {
    return this.merged ?? this.home.bindingsAt(this.node);
  }

  get definitions(): readonly Definition[] {
    this.made ??= this.makeDefinitions();
    return this.made;
  }

  private makeDefinitions(): readonly Definition[] {
    if (this.kind === "with") return noDefinitions;
    const words = this.kind === "function" ? parameters(this.home.tree, this.node) : this.bound();
    return words.map((word, slot): Definition => ({ ...word, scope: this, slot }));
  }

  private bound(): Word[] {
    return [...(this.bindings?.entries.values() ?? [])].map(({ name, definitions, value }): Word => {
      const kind = value.kind === "inherit" ? "inherit" : value.kind === "from" ? "inherit-from" : "binding";
      return { name, kind, nodes: definitions };
    });
  }
}

type Word = Pick<Definition, "name" | "kind" | "nodes">;

function parameters(tree: Tree, node: NodeIndex): Word[] {
  const formals = childByField(tree, node, Field.Formals);
  const pattern = childByField(tree, node, Field.Pattern);
  const words: Word[] = [];
  const add = (word: NodeIndex, kind: DefinitionKind): void => {
    if (word !== none) words.push({ name: staticName(tree, word) ?? "", kind, nodes: [word] });
  };
  if (formals !== none) {
    for (const formal of childrenByField(tree, formals, Field.Formal)) {
      add(childByField(tree, formal, Field.Name), "formal");
    }
  }
  if (pattern !== none) for (const name of childrenByField(tree, pattern, Field.Name)) add(name, "element");
  add(childByField(tree, node, Field.Universal), formals === none ? "parameter" : "argument");
  return words;
}

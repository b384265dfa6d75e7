/**
 * The resolver of the project: what every name of a tree means (`resolution.ts` says how to read the answer).
 *
 * One loop over the records in preorder, without recursion, so that nesting of any depth is fine. Scopes mostly follow
 * the tree: a binder's scope is open from its node to the end of it. But merged sets do not (in
 * `{ a = rec { b = 1; }; a.c = b; }` the second `b` is the first one), so whatever binds says for each expression in
 * which scope it stands (`entered`), and the loop, arriving there, goes by that.
 */
import {
  type BindingTree,
  type BindingValue,
  bindingTree,
  childByField,
  childrenByField,
  endOf,
  Field,
  infixOperator,
  Kind,
  kindMask,
  kindOf,
  type NodeIndex,
  none,
  prefixOperator,
  recordWords,
  sizeOf,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import { furtherGlobals, standardGlobals } from "./globals.ts";
import { createNameTable, nameAt, nameOf, type NameTable } from "./name-table.ts";
import {
  type Definition,
  type DefinitionKind,
  type FindTargets,
  type Resolution,
  type Scope,
  type ScopeKind,
  TargetCode,
} from "./resolution.ts";

export interface ResolveOptions {
  /** The names that `scopedImport` gives to the file; they come before the global scope. */
  readonly imported?: ReadonlySet<string>;
  /**
   * Leaves out the values of sets under a `with` in large files until `Resolution.complete` asks for them: there no name
   * can turn out to be undefined, and who evaluates a set of thousands of packages reads few.
   */
  readonly lazy?: true;
}

/** Files with fewer nodes are resolved at once. */
const largeTree = 20_000;

/** Values with fewer nodes are resolved sooner than they are put off. */
const largeValue = 16;

/** A scope while it is filled. */
interface OpenScope extends Scope {
  readonly outer: OpenScope | null;
  readonly definitions: Definition[];
  /** The name of each slot, and the number that its definition has among all. */
  readonly names: number[];
  readonly firstDefinition: number;
  /** Slots by name, once they are many. */
  byName: Map<number, number> | null;
  uses: number;
}

/** Up to so many names looking at each is faster than a map. */
const manyNames = 8;

interface Resolver {
  readonly tree: Tree;
  readonly names: NameTable;
  readonly imported: ReadonlySet<string>;
  readonly scopes: OpenScope[];
  readonly definitions: Definition[];
  readonly targets: Int32Array;
  readonly entered: Int32Array;
  readonly finds: Map<NodeIndex, FindTargets>;
  readonly bindings: Map<NodeIndex, BindingTree>;
  readonly setScopes: Map<BindingTree, OpenScope>;
  /** Set literals that are part of a merged set and need nothing of their own. */
  readonly poured: Set<NodeIndex>;
  /** The scopes of values that are left out for now, by node; null where everything is resolved at once. */
  readonly pending: Map<NodeIndex, OpenScope | null> | null;
  /** What each name is without a binder, by number; `undefined` where nobody asked yet. */
  readonly globals: (GlobalKind | undefined)[];
  /** The innermost scope at the loop's node. */
  scope: OpenScope | null;
  readonly stack: (OpenScope | null)[];
  readonly ends: NodeIndex[];
}

type GlobalKind = "standard" | "further" | "imported" | "none";

const noNames: ReadonlySet<string> = new Set();
const furtherNames: ReadonlySet<string> = new Set(furtherGlobals.map((row) => row.name));

/** Returns what every name of a tree means. Error nodes resolve as far as they go. */
export function resolveTree(tree: Tree, options: ResolveOptions = {}): Resolution {
  const resolver: Resolver = {
    tree,
    names: createNameTable(),
    imported: options.imported ?? noNames,
    scopes: [],
    definitions: [],
    targets: new Int32Array(tree.nodeCount),
    entered: new Int32Array(tree.nodeCount),
    finds: new Map(),
    bindings: new Map(),
    setScopes: new Map(),
    poured: new Set(),
    pending: options.lazy === true && tree.nodeCount >= largeTree ? new Map() : null,
    globals: [],
    scope: null,
    stack: [],
    ends: [],
  };
  resolveRange(resolver, 0, tree.nodeCount);
  const { scopes, definitions, targets, entered, finds, bindings, setScopes, pending } = resolver;
  const complete = pending === null || pending.size === 0 ? null : (node: NodeIndex) => completeValue(resolver, node);
  return { tree, scopes, definitions, targets, entered, finds, bindings, setScopes, complete };
}

function resolveRange(resolver: Resolver, start: NodeIndex, end: NodeIndex): void {
  const { tree, pending } = resolver;
  for (let node = start; node < end; node++) {
    while (node >= (resolver.ends.at(-1) ?? end)) leave(resolver);
    const number = resolver.entered[node] ?? 0;
    if (number === putOff && pending?.has(node) === true) {
      node += sizeOf(tree, node) - 1;
      continue;
    }
    if (number > 0) enter(resolver, resolver.scopes[number - 1] ?? null, node);
    visit(resolver, node);
  }
}

/** What `entered` says of a value that is left out for now. */
const putOff = -1;

function completeValue(resolver: Resolver, node: NodeIndex): void {
  const scope = resolver.pending?.get(node);
  if (scope === undefined) return;
  resolver.pending?.delete(node);
  resolver.entered[node] = 0;
  resolver.stack.length = 0;
  resolver.ends.length = 0;
  resolver.scope = scope;
  resolveRange(resolver, node, node + sizeOf(resolver.tree, node));
}

function enter(resolver: Resolver, scope: OpenScope | null, node: NodeIndex): void {
  resolver.stack.push(resolver.scope);
  resolver.ends.push(node + sizeOf(resolver.tree, node));
  resolver.scope = scope;
}

function leave(resolver: Resolver): void {
  resolver.scope = resolver.stack.pop() ?? null;
  resolver.ends.pop();
}

// The hot loop: most nodes are tokens and leave the switch at once.
function visit(resolver: Resolver, node: NodeIndex): void {
  const { tree } = resolver;
  switch ((tree.records[node * recordWords] ?? 0) & kindMask) {
    case Kind.VariableExpression:
      return visitVariable(resolver, node + 1);
    case Kind.FunctionExpression:
      return visitFunction(resolver, node);
    case Kind.LetExpression:
    case Kind.InheritExpression:
    case Kind.LetAttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.AttrsetExpression:
      if (!resolver.poured.has(node)) visitBindings(resolver, node);
      return;
    case Kind.InheritPath:
      // A bare name is inherited; a longer path selects from a variable.
      if (sizeOf(tree, node) > 2) visitVariable(resolver, childByField(tree, node, Field.Name));
      return;
    case Kind.WithExpression:
      return visitWith(resolver, node);
    case Kind.SpathExpression:
      resolver.finds.set(node, {
        findFile: lookUpText(resolver, "__findFile"),
        nixPath: lookUpText(resolver, "__nixPath"),
      });
      return;
    case Kind.BinaryExpression:
    case Kind.UnaryExpression:
      if (tree.langver.dialect === "nix") visitOperator(resolver, node);
      return;
    default:
  }
}

function visitVariable(resolver: Resolver, identifier: NodeIndex): void {
  const { tree, names } = resolver;
  const name = nameAt(names, tree.source, startOf(tree, identifier), endOf(tree, identifier));
  resolver.targets[identifier] =
    names.texts[name] === "__curPos" ? TargetCode.Position : lookUp(resolver, resolver.scope, name);
}

function lookUpText(resolver: Resolver, text: string): number {
  return lookUp(resolver, resolver.scope, nameOf(resolver.names, text));
}

/** Returns the coded target of a name in a scope and counts the use. */
function lookUp(resolver: Resolver, scope: OpenScope | null, name: number): number {
  let frame = -1;
  for (let at = scope; at !== null; at = at.outer) {
    if (at.kind === "with") {
      if (frame < 0) frame = at.number;
      continue;
    }
    const slot = at.byName === null ? at.names.indexOf(name) : (at.byName.get(name) ?? -1);
    if (slot < 0) continue;
    at.uses++;
    return at.firstDefinition + slot + 1;
  }
  const global = globalKind(resolver, name);
  if (global === "imported") return TargetCode.Imported;
  if (global === "standard") return TargetCode.Global;
  if (frame >= 0) return TargetCode.Frame - frame;
  return global === "further" ? TargetCode.Global : TargetCode.Unresolved;
}

function globalKind(resolver: Resolver, name: number): GlobalKind {
  const known = resolver.globals[name];
  if (known !== undefined) return known;
  const text = resolver.names.texts[name] ?? "";
  const further: GlobalKind = furtherNames.has(text) ? "further" : "none";
  const kind: GlobalKind = resolver.imported.has(text) ? "imported" : standardGlobals.has(text) ? "standard" : further;
  resolver.globals[name] = kind;
  return kind;
}

/** Legacy operators call a function by name; only where something provides it does that differ from the operator. */
function visitOperator(resolver: Resolver, node: NodeIndex): void {
  const { tree } = resolver;
  const token = childByField(tree, node, Field.Operator);
  if (token === none) return;
  const isUnary = kindOf(tree, node) === Kind.UnaryExpression;
  const operator = isUnary ? prefixOperator(kindOf(tree, token)) : infixOperator(kindOf(tree, token));
  if (operator?.legacyFunction == null) return;
  const target = lookUpText(resolver, operator.legacyFunction);
  if (target > 0 || target === TargetCode.Imported) resolver.targets[token] = target;
}

function openScope(resolver: Resolver, kind: ScopeKind, node: NodeIndex, outer: OpenScope | null): OpenScope {
  const scope: OpenScope = {
    kind,
    node,
    outer,
    number: resolver.scopes.length,
    withs: (outer?.withs ?? 0) + (kind === "with" ? 1 : 0),
    definitions: [],
    names: [],
    firstDefinition: resolver.definitions.length,
    byName: null,
    uses: 0,
  };
  resolver.scopes.push(scope);
  return scope;
}

type Word = Pick<Definition, "kind" | "nodes">;

/** Adds the next slot of a scope, all of whose slots are added at once. A check reports a name that is there twice. */
function define(resolver: Resolver, scope: OpenScope, name: number, { kind, nodes }: Word): void {
  const slot = scope.definitions.length;
  const definition: Definition = { name: resolver.names.texts[name] ?? "", kind, scope, slot, nodes };
  scope.definitions.push(definition);
  resolver.definitions.push(definition);
  scope.names.push(name);
  if (slot === manyNames) scope.byName = new Map(scope.names.map((known, index) => [known, index]));
  else if (scope.byName?.has(name) === false) scope.byName.set(name, slot);
}

function visitFunction(resolver: Resolver, node: NodeIndex): void {
  const { tree } = resolver;
  const scope = openScope(resolver, "function", node, resolver.scope);
  const formals = childByField(tree, node, Field.Formals);
  const pattern = childByField(tree, node, Field.Pattern);
  if (formals !== none) {
    for (const formal of childrenByField(tree, formals, Field.Formal)) {
      defineWord(resolver, scope, childByField(tree, formal, Field.Name), "formal");
    }
  }
  if (pattern !== none) {
    for (const name of childrenByField(tree, pattern, Field.Name)) defineWord(resolver, scope, name, "element");
  }
  defineWord(resolver, scope, childByField(tree, node, Field.Universal), formals === none ? "parameter" : "argument");
  begin(resolver, scope, node);
}

function defineWord(resolver: Resolver, scope: OpenScope, word: NodeIndex, kind: DefinitionKind): void {
  if (word === none) return;
  const { tree, names } = resolver;
  const name = nameAt(names, tree.source, startOf(tree, word), endOf(tree, word));
  define(resolver, scope, name, { kind, nodes: [word] });
}

/** Opens a scope at the loop's own node. */
function begin(resolver: Resolver, scope: OpenScope, node: NodeIndex): void {
  resolver.entered[node] = scope.number + 1;
  enter(resolver, scope, node);
}

/** Says in which scope the loop will find an expression. */
function place(resolver: Resolver, scope: OpenScope | null, node: NodeIndex): void {
  if (node !== none && scope !== null) resolver.entered[node] = scope.number + 1;
}

function visitWith(resolver: Resolver, node: NodeIndex): void {
  place(resolver, openScope(resolver, "with", node, resolver.scope), childByField(resolver.tree, node, Field.Body));
}

/** A set and what is around it. */
interface Around {
  readonly tree: BindingTree;
  /** The scope outside the set, which plain `inherit` reads. */
  readonly outer: OpenScope | null;
  /** Whether the loop, arriving at the values, would be in their scope by itself. */
  readonly order: "as-written" | "merged";
}

function visitBindings(resolver: Resolver, node: NodeIndex): void {
  const bindings = bindingTree(resolver.tree, node);
  resolver.bindings.set(node, bindings);
  const pending: Around[] = [{ tree: bindings, outer: resolver.scope, order: "as-written" }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { tree, outer } = next;
    if (tree !== bindings) for (const literal of tree.literals) resolver.poured.add(literal);
    const scope = tree.recursive ? openSetScope(resolver, tree, outer) : outer;
    if (tree === bindings && tree.recursive && scope !== null) begin(resolver, scope, node);
    for (const inner of placeValues(resolver, next, scope)) {
      const order = next.order === "merged" || inner.recursive ? "merged" : "as-written";
      pending.push({ tree: inner, outer: scope, order });
    }
  }
}

function openSetScope(resolver: Resolver, tree: BindingTree, outer: OpenScope | null): OpenScope {
  const kind = kindOf(resolver.tree, tree.node);
  const isLet = kind === Kind.LetExpression || kind === Kind.InheritExpression;
  const scope = openScope(resolver, isLet ? "let" : "set", tree.node, outer);
  resolver.setScopes.set(tree, scope);
  for (const { name, definitions, value } of tree.entries.values()) {
    const definitionKind = value.kind === "inherit" ? "inherit" : value.kind === "from" ? "inherit-from" : "binding";
    define(resolver, scope, nameOf(resolver.names, name), { kind: definitionKind, nodes: definitions });
  }
  return scope;
}

function putOffValue({ tree, entered, pending }: Resolver, scope: OpenScope, node: NodeIndex): void {
  if (sizeOf(tree, node) < largeValue) return;
  entered[node] = putOff;
  pending?.set(node, scope);
}

/** Says where the expressions of a set stand and resolves what it inherits. Returns the sets inside it. */
function placeValues(resolver: Resolver, { tree, outer, order }: Around, scope: OpenScope | null): BindingTree[] {
  const inner: BindingTree[] = [];
  const placeValue = (value: BindingValue): void => {
    if (value.kind === "set") inner.push(value.tree);
    else if (value.kind !== "expression") return;
    else if (order === "merged") place(resolver, scope, value.node);
    else if (resolver.pending !== null && scope !== null && scope.withs > 0) putOffValue(resolver, scope, value.node);
  };
  for (const { name, definitions, value } of tree.entries.values()) {
    if (value.kind !== "inherit") placeValue(value);
    else resolver.targets[definitions[0] ?? 0] = lookUp(resolver, outer, nameOf(resolver.names, name));
  }
  for (const { attr, value } of tree.dynamics) {
    if (order === "merged") place(resolver, scope, attr);
    placeValue(value);
  }
  if (order === "merged") for (const node of [...tree.sources, ...tree.splats]) place(resolver, scope, node);
  return inner;
}

/**
 * The resolver of the project: what every name of a tree means (`resolution.ts` says how to read the answer).
 *
 * One loop over the records in preorder, without recursion, so that nesting of any depth is fine. Scopes mostly follow
 * the tree: a binder's scope is open from its node to the end of it. But merged sets do not (in
 * `{ a = rec { b = 1; }; a.c = b; }` the second `b` is the first one), so whatever binds says for each expression in
 * which scope it stands (`entered`), and the loop, arriving there, goes by that.
 */
import {
  type Allocate,
  allocateBuffer,
  type BindingTree,
  bindingTree,
  childByField,
  Field,
  fieldOf,
  infixOperator,
  Kind,
  kindMask,
  kindNames,
  kindOf,
  type NodeIndex,
  none,
  prefixOperator,
  recordWords,
  sizeOf,
  type Tree,
} from "@lix-tools/parser";
import { createNameTable, type NameTable } from "./name-table.ts";
import type { OpenScope, SlotTable } from "./open-scope.ts";
import {
  type Definition,
  type FindTargets,
  type FlatResolution,
  type Resolution,
  type Scope,
  TargetCode,
} from "./resolution.ts";
import {
  begin,
  enter,
  lookUp,
  lookUpText,
  type OpenForms,
  openScope,
  place,
  rareOf,
  type Resolver,
  type ResolverHome,
  wordName,
} from "./resolver.ts";
import { visitBindings } from "./set-scopes.ts";

export interface ResolveOptions {
  /** The names that `scopedImport` gives to the file; they come before the global scope. */
  readonly imported?: ReadonlySet<string>;
  /**
   * Leaves out the values of sets under a `with` in large files until `Resolution.complete` asks for them: there no name
   * can turn out to be undefined, and who evaluates a set of thousands of packages reads few.
   */
  readonly lazy?: true;
  /** Gives the memory of what the resolution keeps of the tree; an `ArrayBuffer` unless said otherwise. */
  readonly allocate?: Allocate | undefined;
  /** The names of files before: whoever resolves many passes the same table each time. */
  readonly names?: NameTable;
}

/** Files with fewer nodes are resolved at once. */
const largeTree = 20_000;

const noNames: ReadonlySet<string> = new Set();
const noFinds: ReadonlyMap<NodeIndex, FindTargets> = new Map();

/** Returns what every name of a tree means. Error nodes resolve as far as they go. */
export function resolveTree(tree: Tree, options: ResolveOptions = {}): Resolution {
  const resolution = new TreeResolution(tree, options);
  const { scopes, slots, names, targets, entered } = resolution;
  const resolver: Resolver = {
    tree,
    home: resolution,
    names,
    imported: options.imported ?? noNames,
    scopes,
    slots,
    targets,
    entered,
    isLazy: options.lazy === true && tree.nodeCount >= largeTree,
    hasPutOff: false,
    scope: null,
    stack: [],
    ends: [],
  };
  resolveRange(resolver, 0, tree.nodeCount);
  if (resolver.hasPutOff) resolution.complete = (node: NodeIndex) => completeValue(resolver, node);
  return resolution;
}

/** What is known of a tree; what only the linter, the editor and the codemods ask for is made when they do. */
class TreeResolution implements Resolution, FlatResolution, ResolverHome {
  readonly tree: Tree;
  readonly names: NameTable;
  readonly scopes: OpenScope[] = [];
  readonly slots: SlotTable = { names: [], owners: [] };
  readonly targets: Int32Array;
  readonly entered: Int32Array;
  rare: OpenForms | null = null;
  complete: ((value: NodeIndex) => void) | null = null;
  private plain: Map<NodeIndex, BindingTree> | null = null;
  private all: readonly Definition[] | null = null;
  private sets: ReadonlyMap<BindingTree, Scope> | null = null;

  constructor(tree: Tree, { names = createNameTable(), allocate = allocateBuffer }: ResolveOptions) {
    this.tree = tree;
    this.names = names;
    // One piece of memory for both, because files are many and most are small.
    const memory = allocate(tree.nodeCount * 2 * Int32Array.BYTES_PER_ELEMENT);
    this.targets = new Int32Array(memory, 0, tree.nodeCount);
    this.entered = new Int32Array(memory, tree.nodeCount * Int32Array.BYTES_PER_ELEMENT);
  }

  get flat(): FlatResolution {
    return this;
  }

  get bindings(): Resolution["bindings"] {
    return {
      get: (node) => this.bindingsAt(node),
      has: (node) => this.mayBind(node),
    };
  }

  get finds(): ReadonlyMap<NodeIndex, FindTargets> {
    return this.rare?.finds ?? noFinds;
  }

  get definitions(): readonly Definition[] {
    this.all ??= this.scopes.flatMap(({ definitions }) => definitions);
    return this.all;
  }

  get setScopes(): ReadonlyMap<BindingTree, Scope> {
    this.sets ??= new Map(
      this.scopes.flatMap((scope) => {
        const bindings = scope.kind === "let" || scope.kind === "set" ? scope.bindings : undefined;
        return bindings === undefined ? [] : [[bindings, scope] as const];
      }),
    );
    return this.sets;
  }

  /** Tells whether a node defines names and is not poured into an earlier literal. */
  private mayBind(node: NodeIndex): boolean {
    return bindKinds.has(kindOf(this.tree, node)) && this.rare?.poured.has(node) !== true;
  }

  bindingsAt(node: NodeIndex): BindingTree | undefined {
    this.plain ??= new Map();
    const known = this.rare?.merged.get(node) ?? this.plain.get(node);
    if (known !== undefined || !this.mayBind(node)) return known;
    const made = bindingTree(this.tree, node);
    this.plain.set(node, made);
    return made;
  }
}

const bindKinds: ReadonlySet<Kind> = new Set<Kind>([
  Kind.AttrsetExpression,
  Kind.InheritExpression,
  Kind.LetAttrsetExpression,
  Kind.LetExpression,
  Kind.RecAttrsetExpression,
]);

function resolveRange(resolver: Resolver, start: NodeIndex, end: NodeIndex): void {
  const { tree, entered } = resolver;
  const { records } = tree;
  for (let node = start; node < end; node++) {
    while (node >= (resolver.ends.at(-1) ?? end)) leave(resolver);
    const number = entered[node] ?? 0;
    if (number < 0) {
      node += sizeOf(tree, node) - 1;
      continue;
    }
    if (number > 0) enter(resolver, resolver.scopes[number - 1] ?? null, node);
    const kind = (records[node * recordWords] ?? 0) & kindMask;
    // Most nodes are tokens.
    if (isVisited[kind] === 1) visit(resolver, node, kind as Kind); // a record holds nothing else
  }
}

function completeValue(resolver: Resolver, node: NodeIndex): void {
  const number = resolver.entered[node] ?? 0;
  if (number >= 0) return;
  resolver.entered[node] = 0;
  resolver.stack.length = 0;
  resolver.ends.length = 0;
  resolver.scope = resolver.scopes[-1 - number] ?? null;
  resolveRange(resolver, node, node + sizeOf(resolver.tree, node));
}

function leave(resolver: Resolver): void {
  resolver.scope = resolver.stack.pop() ?? null;
  resolver.ends.pop();
}

function makeVisited(): Uint8Array {
  const marks = new Uint8Array(kindNames.length);
  const { FunctionExpression, InheritPath, SpathExpression, VariableExpression, WithExpression } = Kind;
  const kinds = [FunctionExpression, InheritPath, SpathExpression, VariableExpression, WithExpression];
  for (const kind of [...kinds, ...bindKinds, Kind.BinaryExpression, Kind.UnaryExpression]) marks[kind] = 1;
  return marks;
}

/** Marks the kinds that `visit` knows. */
const isVisited: Uint8Array = makeVisited();

function visit(resolver: Resolver, node: NodeIndex, kind: Kind): void {
  const { tree } = resolver;
  switch (kind) {
    case Kind.VariableExpression:
      return visitVariable(resolver, node + 1);
    case Kind.FunctionExpression:
      return visitFunction(resolver, node);
    case Kind.LetExpression:
    case Kind.InheritExpression:
    case Kind.LetAttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.AttrsetExpression:
      if (resolver.home.rare?.poured.has(node) !== true) visitBindings(resolver, node);
      return;
    case Kind.InheritPath:
      // A bare name is inherited; a longer path selects from a variable.
      if (sizeOf(tree, node) > 2) visitVariable(resolver, childByField(tree, node, Field.Name));
      return;
    case Kind.WithExpression:
      return place(resolver, openScope(resolver, "with", node, resolver.scope), childByField(tree, node, Field.Body));
    case Kind.SpathExpression:
      rareOf(resolver).finds.set(node, {
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
  const name = wordName(resolver, identifier);
  resolver.targets[identifier] =
    resolver.names.texts[name] === "__curPos" ? TargetCode.Position : lookUp(resolver, resolver.scope, name);
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

/** The slots are those of the formals, then the names of a list pattern, then the parameter or the `@` name. */
function visitFunction(resolver: Resolver, node: NodeIndex): void {
  const { tree } = resolver;
  const scope = openScope(resolver, "function", node, resolver.scope);
  let universal = none;
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    const field = fieldOf(tree, child);
    if (field === Field.Formals || field === Field.Pattern) defineParameters(resolver, scope, child);
    else if (field === Field.Universal) universal = child;
    else if (field === Field.Body) break;
  }
  if (universal !== none) scope.define(wordName(resolver, universal));
  begin(resolver, scope, node);
}

/** Adds the names of `{ a, b ? 1 }` or, in Nix 2, `[ a, b ]`. */
function defineParameters(resolver: Resolver, scope: OpenScope, list: NodeIndex): void {
  const { tree } = resolver;
  const end = list + sizeOf(tree, list);
  for (let child = list + 1; child < end; child += sizeOf(tree, child)) {
    const field = fieldOf(tree, child);
    const word = field === Field.Formal ? childByField(tree, child, Field.Name) : field === Field.Name ? child : none;
    if (word !== none) scope.define(wordName(resolver, word));
  }
}

/**
 * How sets and `let`s are resolved: which scopes they open and in which of them their values stand.
 *
 * In most sets no two bindings begin with the same name. Those are *plain*: nothing in them merges, their values stand
 * in the scope they are written in, and nothing is kept of them but the names of a recursive one. Every other set is
 * taken apart by `bindingTree`.
 */
import {
  type BindingTree,
  type BindingValue,
  bindingTree,
  childByKind,
  Field,
  fieldOf,
  hasError,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  staticName,
  type Tree,
} from "@lix-tools/parser";
import { nameOf } from "./name-table.ts";
import type { OpenScope } from "./open-scope.ts";
import { begin, lookUp, openScope, place, putOff, rareOf, type Resolver, wordName } from "./resolver.ts";

/** Resolves what a set, a `let` or an `inherit … ; body` binds; the loop is at its node. */
export function visitBindings(resolver: Resolver, node: NodeIndex): void {
  if (!isPlain(resolver, node)) return visitMerged(resolver, node);
  const outer = resolver.scope;
  let scope = outer;
  const kind = kindOf(resolver.tree, node);
  if (kind !== Kind.AttrsetExpression) {
    scope = openScope(resolver, kind === Kind.LetExpression ? "let" : "set", node, outer);
    begin(resolver, scope, node);
  }
  const { tree } = resolver;
  const isLazy = resolver.isLazy && scope !== null && scope.withs > 0;
  const end = node + sizeOf(tree, node);
  for (let item = node + 1; item < end; item += sizeOf(tree, item)) {
    const itemKind = kindOf(tree, item);
    if (itemKind === Kind.Binding) {
      if (scope !== outer) defineBinding(resolver, scope, item);
      if (isLazy && scope !== null) putOff(resolver, scope, plainValue(tree, item));
    } else if (itemKind === Kind.Inherit || itemKind === Kind.InheritFrom) {
      inheritNames(resolver, item, { scope: scope === outer ? null : scope, outer });
    }
  }
}

function defineBinding(resolver: Resolver, scope: OpenScope | null, binding: NodeIndex): void {
  const name = nameOfAttr(resolver, binding + 2);
  if (name >= 0) scope?.define(name);
}

/** Returns the value of a binding of a plain set. */
export function plainValue(tree: Tree, binding: NodeIndex): NodeIndex {
  const path = binding + 1;
  let child = path + sizeOf(tree, path);
  while (fieldOf(tree, child) !== Field.Expression) child += sizeOf(tree, child);
  return child;
}

interface Inheriting {
  /** The scope that the names go to, or null where the set has none. */
  readonly scope: OpenScope | null;
  /** The scope that plain `inherit` reads. */
  readonly outer: OpenScope | null;
}

function inheritNames(resolver: Resolver, item: NodeIndex, { scope, outer }: Inheriting): void {
  const { tree } = resolver;
  const attrs = childByKind(tree, item, Kind.InheritedAttrs);
  if (attrs === none) return;
  const isFrom = kindOf(tree, item) === Kind.InheritFrom;
  if (isFrom && scope === null) return;
  const end = attrs + sizeOf(tree, attrs);
  for (let attr = attrs + 1; attr < end; attr += sizeOf(tree, attr)) {
    if (fieldOf(tree, attr) !== Field.Attr) continue;
    const name = nameOfAttr(resolver, attr);
    scope?.define(name);
    if (!isFrom) resolver.targets[attr] = lookUp(resolver, outer, name);
  }
}

/** Returns the number of a name, or -1 where it is computed. */
function nameOfAttr(resolver: Resolver, attr: NodeIndex): number {
  if (kindOf(resolver.tree, attr) === Kind.Identifier) return wordName(resolver, attr);
  const name = staticName(resolver.tree, attr);
  return name === null ? -1 : nameOf(resolver.names, name);
}

/** Tells whether all bindings of a set begin with different names. */
function isPlain(resolver: Resolver, node: NodeIndex): boolean {
  const { tree } = resolver;
  if (hasError(tree, node)) return false;
  resolver.names.lastMark++;
  const end = node + sizeOf(tree, node);
  for (let item = node + 1; item < end; item += sizeOf(tree, item)) {
    switch (kindOf(tree, item)) {
      case Kind.Binding:
        // A binding begins with its path, a path with its first name.
        if (!isNewName(resolver, item + 2)) return false;
        break;
      case Kind.Inherit:
      case Kind.InheritFrom:
        if (!areNewNames(resolver, item)) return false;
        break;
      case Kind.SetUnpack:
      case Kind.InheritPaths:
        return false;
      default:
    }
  }
  return true;
}

function areNewNames(resolver: Resolver, item: NodeIndex): boolean {
  const { tree } = resolver;
  const attrs = childByKind(tree, item, Kind.InheritedAttrs);
  if (attrs === none) return true;
  const end = attrs + sizeOf(tree, attrs);
  for (let attr = attrs + 1; attr < end; attr += sizeOf(tree, attr)) {
    if (fieldOf(tree, attr) !== Field.Attr) continue;
    // A computed name to inherit is an error, and no name.
    if (nameOfAttr(resolver, attr) < 0 || !isNewName(resolver, attr)) return false;
  }
  return true;
}

/** Tells whether a name has not been seen in the set; a computed one clashes only when it is evaluated. */
function isNewName(resolver: Resolver, attr: NodeIndex): boolean {
  const name = nameOfAttr(resolver, attr);
  const { marks, lastMark } = resolver.names;
  if (name >= 0 && marks[name] === lastMark) return false;
  if (name >= 0) marks[name] = lastMark;
  return true;
}

/** A set and what is around it. */
interface Around {
  readonly tree: BindingTree;
  /** The scope outside the set, which plain `inherit` reads. */
  readonly outer: OpenScope | null;
  /** Whether the loop, arriving at the values, would be in their scope by itself. */
  readonly order: "as-written" | "merged";
}

function visitMerged(resolver: Resolver, node: NodeIndex): void {
  const bindings = bindingTree(resolver.tree, node);
  const { merged, poured } = rareOf(resolver);
  merged.set(node, bindings);
  const waiting: Around[] = [{ tree: bindings, outer: resolver.scope, order: "as-written" }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { tree, outer } = next;
    if (tree !== bindings) for (const literal of tree.literals) poured.add(literal);
    const scope = tree.recursive ? openMergedScope(resolver, tree, outer) : outer;
    if (tree === bindings && tree.recursive && scope !== null) begin(resolver, scope, node);
    for (const inner of placeValues(resolver, next, scope)) {
      const order = next.order === "merged" || inner.recursive ? "merged" : "as-written";
      waiting.push({ tree: inner, outer: scope, order });
    }
  }
}

function openMergedScope(resolver: Resolver, tree: BindingTree, outer: OpenScope | null): OpenScope {
  const kind = kindOf(resolver.tree, tree.node);
  const isLet = kind === Kind.LetExpression || kind === Kind.InheritExpression;
  const scope = openScope(resolver, isLet ? "let" : "set", tree.node, outer);
  scope.merged = tree;
  rareOf(resolver).mergedScopes.set(tree, scope);
  for (const name of tree.entries.keys()) scope.define(nameOf(resolver.names, name));
  return scope;
}

/** Says where the expressions of a set stand and resolves what it inherits. Returns the sets inside it. */
function placeValues(resolver: Resolver, { tree, outer, order }: Around, scope: OpenScope | null): BindingTree[] {
  const inner: BindingTree[] = [];
  const placeValue = (value: BindingValue): void => {
    if (value.kind === "set") inner.push(value.tree);
    else if (value.kind !== "expression") return;
    else if (order === "merged") place(resolver, scope, value.node);
    else if (resolver.isLazy && scope !== null && scope.withs > 0 && value.node !== none)
      putOff(resolver, scope, value.node);
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

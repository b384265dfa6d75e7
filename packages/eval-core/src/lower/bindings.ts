/**
 * Sets, `let`s and the forms that bind without saying so (slices, `?:`, `.?`) to terms. Which bindings make up a set is
 * `bindingTree`'s to say, their scopes are the resolver's.
 *
 * A recursive set whose names nobody uses is a plain set, unless it has `__overrides`; a `let` without bindings is its
 * body.
 */
import {
  type BindingTree,
  type BindingValue,
  childByField,
  childByKind,
  childrenByField,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  startOf,
  staticName,
} from "@lix-tools/parser";
import {
  type BoundTerm,
  type DynamicAttribute,
  type LetTerm,
  type Origin,
  type SetTerm,
  type Slot,
  Tag,
  type Term,
} from "../core/term.ts";
import { lowerTerm } from "./expressions.ts";
import { closeScope, type Lowering, nested, nullTerm, openScope, originOf, requiredChild } from "./lowering.ts";
import { lowerAttr } from "./strings.ts";
import type { Scope } from "./resolution.ts";
import { plainValue } from "./set-scopes.ts";
import { lowerVariable, mergedScopeOf, nameOfWord, scopeOf } from "./variables.ts";

/** What is in a set or `let`, lowered. */
interface Entries {
  readonly froms: Term[];
  readonly slots: Slot[];
  readonly dynamics: DynamicAttribute[];
}

/** Tells whether a node is a `let` that binds nothing and selects from nothing, so that it is its body. */
export function isEmptyLet({ tree, resolution }: Lowering, node: NodeIndex): boolean {
  const bindings = resolution.flat.rare?.merged.get(node);
  if (bindings !== undefined) return bindings.entries.size === 0 && bindings.sources.length === 0;
  const scope = resolution.scopes[(resolution.entered[node] ?? 0) - 1];
  if (scope === undefined || scope.kind !== "let" || scope.size > 0) return false;
  return childByKind(tree, node, Kind.InheritFrom) === none;
}

/** Returns the term of a `let_expression` or `inherit_expression` whose scope is open. */
export function lowerLet(lowering: Lowering, node: NodeIndex, body: Term): Term {
  const bindings = lowering.resolution.flat.rare?.merged.get(node);
  const { froms, slots } = bindings === undefined ? lowerPlain(lowering, node) : lowerMerged(lowering, bindings);
  return { tag: Tag.Let, origin: originOf(lowering, node), froms, slots, body };
}

/** Returns the term of a set literal; of `let { … }` the set. */
export function lowerSet(lowering: Lowering, node: NodeIndex): Term {
  const bindings = lowering.resolution.flat.rare?.merged.get(node);
  const origin = originOf(lowering, node);
  return bindings === undefined ? lowerPlainSet(lowering, node, origin) : lowerBindings(lowering, bindings, origin);
}

/** Where values are not resolved yet nobody knows whether they use the set's names. */
function isUsed({ resolution }: Lowering, scope: Scope): boolean {
  return scope.uses > 0 || resolution.complete !== null;
}

function lowerPlainSet(lowering: Lowering, node: NodeIndex, origin: Origin): SetTerm {
  const scope = kindOf(lowering.tree, node) === Kind.AttrsetExpression ? null : scopeOf(lowering, node);
  const overrides = scope === null ? -1 : overridesSlot(lowering, slotNames(lowering, scope));
  const recursive = scope !== null && (overrides >= 0 || isUsed(lowering, scope));
  if (scope !== null && recursive) openScope(lowering, scope);
  const { froms, slots, dynamics } = lowerPlain(lowering, node);
  if (recursive) closeScope(lowering);
  return { tag: Tag.Set, origin, recursive, froms, statics: slots, dynamics, splats: [], overrides };
}

function slotNames({ resolution }: Lowering, { first, size }: Scope): string[] {
  const { slots, names } = resolution.flat;
  return slots.names.slice(first, first + size).map((name) => names.texts[name] ?? "");
}

function lowerBindings(lowering: Lowering, bindings: BindingTree, origin: Origin): Term {
  const scope = mergedScopeOf(lowering, bindings);
  const overrides = scope === null ? -1 : overridesSlot(lowering, [...bindings.entries.keys()]);
  const recursive = scope !== null && (overrides >= 0 || isUsed(lowering, scope));
  if (scope !== null && recursive) openScope(lowering, scope);
  const { froms, slots } = lowerMerged(lowering, bindings);
  const term: SetTerm = {
    tag: Tag.Set,
    origin,
    recursive,
    froms,
    statics: slots,
    dynamics: bindings.dynamics.map(({ attr, value }) => lowerDynamic(lowering, attr, value)),
    splats: bindings.splats.map((splat) => lowerTerm(lowering, splat)),
    overrides,
  };
  if (recursive) closeScope(lowering);
  return term;
}

/** Only legacy honours `__overrides`, and only a name that is written out. */
function overridesSlot({ tree }: Lowering, names: readonly string[]): number {
  return tree.langver.dialect === "nix" ? names.indexOf("__overrides") : -1;
}

function lowerMerged(lowering: Lowering, bindings: BindingTree): Pick<Entries, "froms" | "slots"> {
  const froms = lowerSources(lowering, bindings);
  const slots: Slot[] = [];
  for (const { name, definitions, value } of bindings.entries.values()) {
    const word = definitions[0] ?? none;
    if (value.kind === "expression") slots.push(ownSlot(lowering, name, word, value.node));
    else if (value.kind === "set") slots.push(ownSlot(lowering, name, word, value.tree));
    else if (value.kind === "inherit") slots.push(inheritedSlot(lowering, name, word));
    else slots.push(selectedSlot(lowering, name, word, value.from));
  }
  return { froms, slots };
}

/** Lowers a set in which nothing merges. */
function lowerPlain(lowering: Lowering, node: NodeIndex): Entries {
  const { tree } = lowering;
  const entries: Entries = { froms: [], slots: [], dynamics: [] };
  const end = node + sizeOf(tree, node);
  for (let item = node + 1; item < end; item += sizeOf(tree, item)) {
    const kind = kindOf(tree, item);
    if (kind === Kind.Binding) lowerBinding(lowering, item, entries);
    else if (kind === Kind.Inherit) lowerInherited(lowering, item, -1, entries.slots);
    else if (kind === Kind.InheritFrom) {
      const from = entries.froms.push(lowerTerm(lowering, requiredChild(lowering, item, Field.Expression))) - 1;
      lowerInherited(lowering, item, from, entries.slots);
    }
  }
  return entries;
}

function lowerBinding(lowering: Lowering, binding: NodeIndex, { slots, dynamics }: Entries): void {
  const { tree } = lowering;
  const word = binding + 2;
  const isPath = sizeOf(tree, binding + 1) > sizeOf(tree, word) + 1;
  const value = isPath ? new PathRest(binding, 1) : plainValue(tree, binding);
  const name = nameOfWord(lowering, word);
  if (name !== null) slots.push(ownSlot(lowering, name, word, value));
  else dynamics.push(computedAttribute(lowering, word, value));
}

function computedAttribute(lowering: Lowering, attr: NodeIndex, value: OwnValue): DynamicAttribute {
  const name = lowerTerm(lowering, attr);
  return { origin: name.origin, name, value: lowerValue(lowering, value) };
}

/** The set that the rest of a path implies: in `a.b.c = v;` that of `a` from step 1, that of `b` from step 2. */
class PathRest {
  readonly binding: NodeIndex;
  readonly step: number;

  constructor(binding: NodeIndex, step: number) {
    this.binding = binding;
    this.step = step;
  }
}

/** The origin of an implied set is the name that implied it. */
function lowerPathRest(lowering: Lowering, { binding, step }: PathRest): SetTerm {
  const { tree } = lowering;
  const attrs = childrenByField(tree, binding + 1, Field.Attr);
  const attr = attrs[step] ?? none;
  const isLast = step + 1 === attrs.length;
  const value = isLast ? plainValue(tree, binding) : new PathRest(binding, step + 1);
  const name = nameOfWord(lowering, attr);
  const slots = name === null ? [] : [ownSlot(lowering, name, attr, value)];
  const dynamics = name === null ? [computedAttribute(lowering, attr, value)] : [];
  return setOf(originOf(lowering, attrs[step - 1] ?? attr), [], slots, dynamics);
}

function lowerInherited(lowering: Lowering, item: NodeIndex, from: number, slots: Slot[]): void {
  const { tree } = lowering;
  const attrs = childByField(tree, item, Field.Attrs);
  if (attrs === none) return;
  const end = attrs + sizeOf(tree, attrs);
  for (let word = attrs + 1; word < end; word += sizeOf(tree, word)) {
    if (fieldOf(tree, word) !== Field.Attr) continue;
    const name = nameOfWord(lowering, word) ?? "";
    slots.push(from < 0 ? inheritedSlot(lowering, name, word) : selectedSlot(lowering, name, word, from));
  }
}

function inheritedSlot(lowering: Lowering, name: string, word: NodeIndex): Slot {
  const origin = originOf(lowering, word);
  return { name, origin, value: lowerVariable(lowering, word, origin) };
}

function selectedSlot(lowering: Lowering, name: string, word: NodeIndex, from: number): Slot {
  const origin = originOf(lowering, word);
  return { name, origin, value: { tag: "from", origin, from, name } };
}

function ownSlot(lowering: Lowering, name: string, word: NodeIndex, value: OwnValue): Slot {
  if (lowering.isLazy && isWorthDeferring(lowering, value)) return new DeferredSlot(lowering, name, word, value);
  return { name, origin: originOf(lowering, word), value: lowerValue(lowering, value) };
}

/** A value that is the set's own: an expression, a set implied by a path, or one of several literals and paths. */
type OwnValue = NodeIndex | PathRest | BindingTree;

/** Nodes in the tree of `[ ]` and `{ }`, which are lowered sooner than they are put off. */
const emptyBrackets = 3;

/** Tells whether a value is more than a literal, a variable or a function. */
function isWorthDeferring({ tree }: Lowering, value: OwnValue): boolean {
  if (typeof value !== "number") return true;
  switch (kindOf(tree, value)) {
    case Kind.ApplyExpression:
    case Kind.BinaryExpression:
    case Kind.IfExpression:
    case Kind.AssertExpression:
    case Kind.WithExpression:
      return true;
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.ListExpression:
      return sizeOf(tree, value) > emptyBrackets;
    default:
      return false;
  }
}

/**
 * A slot that is lowered when it is first read. How many binders are open at a node never changes, so that number is
 * all of the state there is to put back. A package set has thousands of these, so it is one object and no more.
 */
class DeferredSlot implements Slot {
  readonly name: string;
  readonly isDeferred = true as const;
  private readonly start: number;
  private readonly end: number;
  private readonly level: number;
  private lowering: Lowering | null;
  private content: OwnValue | Term;

  constructor(lowering: Lowering, name: string, word: NodeIndex, source: OwnValue) {
    this.name = name;
    this.start = startOf(lowering.tree, word);
    this.end = endOf(lowering.tree, word);
    this.level = lowering.level;
    this.lowering = lowering;
    this.content = source;
  }

  get origin(): Origin {
    return { start: this.start, end: this.end };
  }

  get value(): Term {
    const { lowering } = this;
    if (lowering !== null) {
      const { level, depth } = lowering;
      lowering.level = this.level;
      lowering.depth = 0;
      this.content = lowerValue(lowering, this.content as OwnValue); // a term only once there is no lowering
      lowering.level = level;
      lowering.depth = depth;
      this.lowering = null;
    }
    return this.content as Term;
  }
}

function lowerDynamic(lowering: Lowering, attr: NodeIndex, value: BindingValue): DynamicAttribute {
  // Only expressions and sets are bound to computed names.
  const own = value.kind === "expression" ? value.node : value.kind === "set" ? value.tree : attr;
  return computedAttribute(lowering, attr, own);
}

function lowerValue(lowering: Lowering, value: OwnValue): Term {
  if (typeof value === "number") {
    lowering.resolution.complete?.(value);
    return lowerTerm(lowering, value);
  }
  if (value instanceof PathRest) return nested(lowering, value.binding, () => lowerPathRest(lowering, value));
  const { node } = value;
  return nested(lowering, node, () => lowerBindings(lowering, value, originOf(lowering, node)));
}

function lowerSources(lowering: Lowering, { sources }: BindingTree): Term[] {
  return sources.map((source) =>
    kindOf(lowering.tree, source) === Kind.InheritPath
      ? lowerPathSource(lowering, source)
      : lowerTerm(lowering, source),
  );
}

/** `a.b.c` selects from `a.b`, `a.b.{c, d}` too. */
function lowerPathSource(lowering: Lowering, path: NodeIndex): Term {
  const { tree } = lowering;
  const word = requiredChild(lowering, path, Field.Name);
  const start = originOf(lowering, word);
  const attrpath = childByField(tree, path, Field.Attrpath);
  const attrs = attrpath === none ? [] : childrenByField(tree, attrpath, Field.Attr);
  const steps = childByKind(tree, path, Kind.DotBrace) === none ? attrs.slice(0, -1) : attrs;
  return steps.reduce<Term>(
    (value, attr) => {
      const origin = { start: start.start, end: originOf(lowering, attr).end };
      return { tag: Tag.Select, origin, value, name: lowerAttr(lowering, attr) };
    },
    lowerVariable(lowering, word, start),
  );
}

/** Tells whether a slice has a name that is computed; such a slice is lowered under a binder. */
export function hasComputedKey({ tree }: Lowering, node: NodeIndex): boolean {
  return childrenByField(tree, node, Field.Key).some((key) => staticName(tree, key) === null);
}

/** Returns `let s = e; in [ s.a s.b ]` for `e.[a, b]`, whose binder is open. */
export function lowerListSlice(lowering: Lowering, node: NodeIndex, value: Term): Term {
  const elements = childrenByField(lowering.tree, node, Field.Key).map((key) => {
    const origin = originOf(lowering, key);
    const name = lowerAttr(lowering, key);
    return { splat: false, value: { tag: Tag.Select, origin, value: hiddenVariable(0, origin), name } as const };
  });
  return hiddenLet(originOf(lowering, node), [value], { tag: Tag.List, origin: originOf(lowering, node), elements });
}

/** Returns `{ inherit (e) a b; }` for `e.{a, b}`. */
export function lowerSetSlice(lowering: Lowering, node: NodeIndex, value: Term): Term {
  const keys = childrenByField(lowering.tree, node, Field.Key);
  const statics = new Map<string, Slot>();
  const computed: Term[] = [];
  for (const key of keys) {
    const origin = originOf(lowering, key);
    const name = lowerAttr(lowering, key);
    if (typeof name !== "string") computed.push(name);
    else if (!statics.has(name)) statics.set(name, { name, origin, value: { tag: "from", origin, from: 0, name } });
  }
  const origin = originOf(lowering, node);
  const slots = [...statics.values()];
  if (computed.length === 0) return setOf(origin, [value], slots, []);
  const dynamics = computed.map(({ origin: at }, index): DynamicAttribute => {
    const name = hiddenVariable(index + 1, at);
    return { origin: at, name, value: { tag: Tag.Select, origin: at, value: hiddenVariable(0, at), name } };
  });
  return hiddenLet(origin, [value, ...computed], setOf(origin, [hiddenVariable(0, origin)], slots, dynamics));
}

function setOf(origin: Origin, froms: Term[], statics: Slot[], dynamics: DynamicAttribute[]): SetTerm {
  return { tag: Tag.Set, origin, recursive: false, froms, statics, dynamics, splats: [], overrides: -1 };
}

/** Returns `let v = e; in if v == null then null else v.a` for `e.?a`, whose binder is open. */
export function lowerNullSelect(lowering: Lowering, node: NodeIndex, value: Term): Term {
  const origin = originOf(lowering, node);
  const name = lowerAttr(lowering, requiredChild(lowering, node, Field.Attr));
  const selection: Term = { tag: Tag.Select, origin, value: hiddenVariable(0, origin), name };
  return hiddenLet(origin, [value], ifNull(origin, nullTerm(origin), selection));
}

/** Returns `let v = e; in if v == null then d else v` for `e ?: d`, whose binder is open. */
export function lowerNullCoalesce(lowering: Lowering, node: NodeIndex, value: Term): Term {
  const origin = originOf(lowering, node);
  const fallback = lowerTerm(lowering, requiredChild(lowering, node, Field.Default));
  return hiddenLet(origin, [value], ifNull(origin, fallback, hiddenVariable(0, origin)));
}

function ifNull(origin: Origin, consequence: Term, alternative: Term): Term {
  const condition: Term = {
    tag: Tag.Binary,
    origin,
    operator: "equal",
    left: hiddenVariable(0, origin),
    right: nullTerm(origin),
  };
  return { tag: Tag.If, origin, condition, consequence, alternative };
}

/** The name in messages of a variable that the source does not have. */
const hiddenName = "_";

function hiddenVariable(slot: number, origin: Origin): BoundTerm {
  return { tag: Tag.Bound, origin, depth: 0, slot, name: hiddenName };
}

function hiddenLet(origin: Origin, values: readonly Term[], body: Term): LetTerm {
  const slots = values.map((value): Slot => ({ name: hiddenName, origin: value.origin, value }));
  return { tag: Tag.Let, origin, froms: [], slots, body };
}

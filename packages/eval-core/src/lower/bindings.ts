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
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  staticName,
} from "@lix-tools/parser";
import {
  type BoundTerm,
  type DynamicAttribute,
  type LetTerm,
  type Origin,
  type SetTerm,
  type Slot,
  type SlotValue,
  Tag,
  type Term,
} from "../core/term.ts";
import { lowerTerm } from "./expressions.ts";
import { closeScope, type Lowering, nested, nullTerm, openScope, originOf, requiredChild } from "./lowering.ts";
import { lowerAttr } from "./strings.ts";
import { lowerVariable, setScopeOf } from "./variables.ts";

/** Returns what a set or `let` defines. */
function bindingsOf({ resolution }: Lowering, node: NodeIndex): BindingTree | null {
  return resolution.bindings.get(node) ?? null;
}

/** Tells whether a `let` binds nothing and selects from nothing, so that it is its body. */
export function isEmptyLet(lowering: Lowering, node: NodeIndex): boolean {
  const bindings = bindingsOf(lowering, node);
  return bindings !== null && bindings.entries.size === 0 && bindings.sources.length === 0;
}

/** Returns the term of a `let_expression` or `inherit_expression` whose scope is open. */
export function lowerLet(lowering: Lowering, node: NodeIndex, body: Term): Term {
  const bindings = bindingsOf(lowering, node);
  if (bindings === null) return body;
  const froms = lowerSources(lowering, bindings);
  return { tag: Tag.Let, origin: originOf(lowering, node), froms, slots: lowerEntries(lowering, bindings), body };
}

/** Returns the term of a set literal; of `let { … }` the set. */
export function lowerSet(lowering: Lowering, node: NodeIndex): Term {
  const bindings = bindingsOf(lowering, node);
  const origin = originOf(lowering, node);
  return bindings === null ? nullTerm(origin) : lowerBindings(lowering, bindings, origin);
}

function lowerBindings(lowering: Lowering, bindings: BindingTree, origin: Origin): Term {
  const scope = setScopeOf(lowering, bindings);
  const overrides = scope === null ? -1 : overridesSlot(lowering, bindings);
  // Where values are not resolved yet nobody knows whether they use the set's names.
  const isUsed = scope !== null && (scope.uses > 0 || lowering.resolution.complete !== null);
  const recursive = scope !== null && (isUsed || overrides >= 0);
  if (scope !== null && recursive) openScope(lowering, scope);
  const term: SetTerm = {
    tag: Tag.Set,
    origin,
    recursive,
    froms: lowerSources(lowering, bindings),
    statics: lowerEntries(lowering, bindings),
    dynamics: bindings.dynamics.map(({ attr, value }) => lowerDynamic(lowering, attr, value)),
    splats: bindings.splats.map((splat) => lowerTerm(lowering, splat)),
    overrides,
  };
  if (recursive) closeScope(lowering);
  return term;
}

/** Only legacy honours `__overrides`, and only a name that is written out. */
function overridesSlot({ tree }: Lowering, { entries }: BindingTree): number {
  if (tree.langver.dialect !== "nix" || !entries.has("__overrides")) return -1;
  return [...entries.keys()].indexOf("__overrides");
}

function lowerEntries(lowering: Lowering, { entries }: BindingTree): Slot[] {
  const slots: Slot[] = [];
  for (const { name, definitions, value } of entries.values()) {
    const word = definitions[0] ?? none;
    const origin = originOf(lowering, word);
    if (lowering.isLazy && isWorthDeferring(lowering, value)) {
      slots.push(new DeferredSlot(lowering, name, origin, value));
      continue;
    }
    slots.push({ name, origin, value: lowerEntry(lowering, value, { name, word, origin }) });
  }
  return slots;
}

type OwnValue = Extract<BindingValue, { kind: "expression" | "set" }>;

/** Nodes in the tree of `[ ]` and `{ }`, which are lowered sooner than they are put off. */
const emptyBrackets = 3;

/** Tells whether a value is its own expression and more than a literal, a variable or a function. */
function isWorthDeferring({ tree }: Lowering, value: BindingValue): value is OwnValue {
  if (value.kind === "set") return true;
  if (value.kind !== "expression") return false;
  switch (kindOf(tree, value.node)) {
    case Kind.ApplyExpression:
    case Kind.BinaryExpression:
    case Kind.IfExpression:
    case Kind.AssertExpression:
    case Kind.WithExpression:
      return true;
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.ListExpression:
      return sizeOf(tree, value.node) > emptyBrackets;
    default:
      return false;
  }
}

/**
 * A slot that is lowered when it is first read. How many binders are open at a node never changes, so that number is
 * all of the state there is to put back.
 */
class DeferredSlot implements Slot {
  readonly name: string;
  readonly origin: Origin;
  readonly isDeferred = true as const;
  private pending: { readonly lowering: Lowering; readonly source: OwnValue; readonly level: number } | null;
  private term: Term | null = null;

  constructor(lowering: Lowering, name: string, origin: Origin, source: OwnValue) {
    this.name = name;
    this.origin = origin;
    this.pending = { lowering, source, level: lowering.level };
  }

  get value(): Term {
    if (this.pending !== null) {
      const { lowering, source, level } = this.pending;
      const { level: outerLevel, depth: outerDepth } = lowering;
      lowering.level = level;
      lowering.depth = 0;
      this.term = lowerValue(lowering, source);
      lowering.level = outerLevel;
      lowering.depth = outerDepth;
      this.pending = null;
    }
    return this.term ?? nullTerm(this.origin);
  }
}

interface Entry {
  readonly name: string;
  readonly word: NodeIndex;
  readonly origin: Origin;
}

function lowerEntry(lowering: Lowering, value: BindingValue, { name, word, origin }: Entry): SlotValue {
  if (value.kind === "inherit") return lowerVariable(lowering, word, origin);
  if (value.kind === "from") return { tag: "from", origin, from: value.from, name };
  return lowerValue(lowering, value);
}

function lowerDynamic(lowering: Lowering, attr: NodeIndex, value: BindingValue): DynamicAttribute {
  const name = lowerTerm(lowering, attr);
  const term =
    value.kind === "expression" || value.kind === "set" ? lowerValue(lowering, value) : nullTerm(name.origin);
  return { origin: name.origin, name, value: term };
}

function lowerValue(lowering: Lowering, value: OwnValue): Term {
  if (value.kind === "expression") {
    lowering.resolution.complete?.(value.node);
    return lowerTerm(lowering, value.node);
  }
  const { node } = value.tree;
  return nested(lowering, node, () => lowerBindings(lowering, value.tree, originOf(lowering, node)));
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

/**
 * What a set or `let` defines, with attribute paths taken apart and merged (specification B.3, C.15): computed here
 * once, for the lowering, for the check of duplicates and for the codemods that move bindings.
 *
 * Legacy inserts one binding after the other: the names of a path are walked, creating plain sets where there are none;
 * at the last name two set literals are poured together and everything else is a duplicate. The first literal decides
 * whether the result is recursive. Nix 2 walks the same way but neither extends a set literal nor pours two together.
 *
 * Example: `{ a.b = 1; inherit (x) c; a = { d = 2; }; }` has the entries `a`, a set of `b` and `d`, and `c`, which comes
 * from source 0. Whatever the rules object to is an event; the tree is what remains when it is left out.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import {
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  fieldOf,
  kindOf,
  type NodeIndex,
  none,
  type Tree,
} from "../cst/tree.ts";
import { attrsOf, staticName } from "./names.ts";
import { expressionOf, unwrapParentheses } from "./visit.ts";

/** What a name in a set is bound to. */
export type BindingValue =
  /** An expression of its own. */
  | { readonly kind: "expression"; readonly node: NodeIndex }
  /** A set that attribute paths imply, or several literals poured together. */
  | { readonly kind: "set"; readonly tree: BindingTree }
  /** The variable of the same name around the set, outside its own scope. */
  | { readonly kind: "inherit" }
  /** The attribute of the same name of `sources[from]`. */
  | { readonly kind: "from"; readonly from: number };

/** A name of a set with its value. */
export interface BindingEntry {
  readonly name: string;
  /** The attribute nodes that define the name, first to last. */
  readonly definitions: readonly NodeIndex[];
  readonly value: BindingValue;
}

export interface DynamicBinding {
  /** The attribute node that computes the name. */
  readonly attr: NodeIndex;
  readonly value: BindingValue;
}

export interface BindingTree {
  /** The set, `let` or `inherit … ; body`; for a set that paths imply, the attribute node that created it. */
  readonly node: NodeIndex;
  /** The set literals poured into it, first to last; none if only paths imply it, or for a `let`. */
  readonly literals: readonly NodeIndex[];
  /** Whether the entries are in scope of one another. */
  readonly recursive: boolean;
  /** By name, in order of first definition. */
  readonly entries: ReadonlyMap<string, BindingEntry>;
  readonly dynamics: readonly DynamicBinding[];
  /**
   * What `inherit (source)` and `*source.{…}` select from: expressions; or an `inherit_path`, which stands for all of
   * it but the names it binds.
   */
  readonly sources: readonly NodeIndex[];
  /** The expressions of `*expression;` that are no set slices with static names. */
  readonly splats: readonly NodeIndex[];
}

/** Something the rules of a dialect or of Lix have an opinion about. */
export type BindingEvent =
  /** The name is taken and cannot be merged. */
  | {
      readonly kind: "duplicate";
      readonly attr: NodeIndex;
      readonly previous: NodeIndex;
      readonly path: readonly string[];
    }
  /** Two sets poured together by legacy, refused by Nix 2; `literal` is the later one. */
  | {
      readonly kind: "merge";
      readonly attr: NodeIndex;
      readonly previous: NodeIndex;
      readonly path: readonly string[];
      readonly literal: NodeIndex;
      readonly literalRecursive: boolean;
      readonly targetRecursive: boolean;
    }
  /** A path that adds a name to a set literal written elsewhere; `direct` if it is the path's last name. */
  | {
      readonly kind: "extend";
      readonly attr: NodeIndex;
      readonly previous: NodeIndex;
      readonly path: readonly string[];
      readonly literal: NodeIndex;
      readonly recursive: boolean;
      readonly direct: boolean;
    }
  /** A path through a set that another path implied. */
  | {
      readonly kind: "shared-prefix";
      readonly attr: NodeIndex;
      readonly previous: NodeIndex;
      readonly path: readonly string[];
    }
  /** A computed name directly in a recursive set. */
  | { readonly kind: "dynamic-in-rec"; readonly attr: NodeIndex }
  /** The name `__overrides` in a recursive set. */
  | { readonly kind: "overrides-in-rec"; readonly attr: NodeIndex; readonly inherited: boolean }
  /** `*e` in a recursive set or `let`, where only set slices bind names; the `set_unpack`. */
  | { readonly kind: "splat-in-rec"; readonly node: NodeIndex };

/** A `BindingValue` whose set can still grow. */
type OpenValue = Exclude<BindingValue, { kind: "set" }> | { readonly kind: "set"; readonly tree: Level };

interface Entry extends BindingEntry {
  readonly definitions: NodeIndex[];
  value: OpenValue;
}

interface OpenDynamic extends DynamicBinding {
  readonly value: OpenValue;
}

/** A `BindingTree` under construction. */
interface Level {
  readonly node: NodeIndex;
  readonly literals: NodeIndex[];
  readonly recursive: boolean;
  readonly isLet: boolean;
  /** Written as a literal, not implied by a path. */
  readonly isLiteral: boolean;
  readonly entries: Map<string, Entry>;
  readonly dynamics: OpenDynamic[];
  readonly sources: NodeIndex[];
  readonly splats: NodeIndex[];
}

interface Context {
  readonly tree: Tree;
  /** Whether set literals may be extended and poured together. */
  readonly merges: boolean;
  readonly report: (event: BindingEvent) => void;
}

/**
 * Returns what a set, a `let` or an `inherit_expression` defines, and calls `report` for what the rules object to. Sets
 * that stand as values are left alone unless they take part in a merge; their own events come when they are asked for.
 */
export function bindingTree(
  tree: Tree,
  node: NodeIndex,
  report: (event: BindingEvent) => void = () => undefined,
): BindingTree {
  const merges = !tree.langver.features.has("no-attr-merge");
  return buildLevel({ tree, merges, report }, node);
}

function isSetLiteral(kind: Kind): boolean {
  return kind === Kind.AttrsetExpression || kind === Kind.RecAttrsetExpression;
}

function openLevel({
  node,
  recursive,
  isLet,
  isLiteral,
}: Pick<Level, "node" | "recursive" | "isLet" | "isLiteral">): Level {
  const literals = isLiteral && !isLet ? [node] : [];
  return { node, literals, recursive, isLet, isLiteral, entries: new Map(), dynamics: [], sources: [], splats: [] };
}

function buildLevel(context: Context, node: NodeIndex): Level {
  const { tree } = context;
  const kind = kindOf(tree, node);
  const isLet = kind === Kind.LetExpression || kind === Kind.InheritExpression;
  const recursive = kind !== Kind.AttrsetExpression;
  const level = openLevel({ node, recursive, isLet, isLiteral: true });
  for (const child of childrenOf(tree, node)) {
    const field = fieldOf(tree, child);
    if (field === Field.Binding || field === Field.Clause) addItem(context, level, child);
  }
  return level;
}

function addItem(context: Context, level: Level, item: NodeIndex): void {
  switch (kindOf(context.tree, item)) {
    case Kind.Binding:
      return addBinding(context, level, item);
    case Kind.Inherit:
      return addInherited(context, level, item, () => ({ kind: "inherit" }));
    case Kind.InheritFrom:
      return addInherited(context, level, item, fromSource(level, expressionOf(context.tree, item)));
    case Kind.SetUnpack:
      return addUnpacked(context, level, item);
    case Kind.InheritPaths:
      for (const path of childrenByField(context.tree, item, Field.Path)) addInheritPath(context, level, path);
      return;
    default:
  }
}

/** Makes the values of names that share a source; the source is entered with the first of them, or at once. */
function fromSource(level: Level, source: NodeIndex): () => OpenValue {
  const from = level.sources.push(source) - 1;
  return () => ({ kind: "from", from });
}

function addInherited(context: Context, level: Level, item: NodeIndex, value: () => OpenValue): void {
  const attrs = childByField(context.tree, item, Field.Attrs);
  if (attrs === none) return;
  for (const attr of childrenByField(context.tree, attrs, Field.Attr)) {
    const name = staticName(context.tree, attr);
    // A computed name to inherit is an error of its own, whatever else stands in the set.
    if (name !== null) addName(context, level, attr, name, value());
  }
}

/** Enters a name that never merges. */
function addName(context: Context, level: Level, attr: NodeIndex, name: string, value: OpenValue): void {
  const previous = level.entries.get(name);
  if (previous !== undefined) return reportDuplicate(context, attr, previous, [name]);
  if (isOverrides(level, name)) context.report({ kind: "overrides-in-rec", attr, inherited: true });
  level.entries.set(name, { name, definitions: [attr], value });
}

function isOverrides(level: Level, name: string): boolean {
  return name === "__overrides" && level.recursive && !level.isLet;
}

function reportDuplicate(context: Context, attr: NodeIndex, previous: BindingEntry, path: readonly string[]): void {
  context.report({ kind: "duplicate", attr, previous: previous.definitions[0] ?? none, path });
}

/** `*source.{a, b};` is `inherit (source) a b;`. Any other `*e;` adds names that only evaluation knows. */
function addUnpacked(context: Context, level: Level, item: NodeIndex): void {
  const { tree } = context;
  const expression = expressionOf(tree, item);
  const keys =
    kindOf(tree, expression) === Kind.SetSliceExpression ? childrenByField(tree, expression, Field.Key) : null;
  const names = keys?.map((key) => staticName(tree, key)) ?? [null];
  if (names.includes(null)) {
    if (level.recursive) context.report({ kind: "splat-in-rec", node: item });
    else level.splats.push(expression);
    return;
  }
  const value = fromSource(level, expressionOf(tree, expression));
  for (const [index, key] of (keys ?? []).entries()) addName(context, level, key, names[index] ?? "", value());
}

/** `inherit a.b.c;` binds `c` of `a.b`, `inherit a.{b, c};` binds `b` and `c` of `a`, a bare name binds itself. */
function addInheritPath(context: Context, level: Level, path: NodeIndex): void {
  const { tree } = context;
  if (childByKind(tree, path, Kind.DotBrace) !== none) {
    const value = fromSource(level, path);
    for (const key of childrenByField(tree, path, Field.Key)) addIfStatic(context, level, key, value());
    return;
  }
  const attrpath = childByField(tree, path, Field.Attrpath);
  if (attrpath === none) return addIfStatic(context, level, childByField(tree, path, Field.Name), { kind: "inherit" });
  const last = childrenByField(tree, attrpath, Field.Attr).at(-1) ?? none;
  addIfStatic(context, level, last, fromSource(level, path)());
}

function addIfStatic(context: Context, level: Level, attr: NodeIndex, value: OpenValue): void {
  const name = staticName(context.tree, attr);
  if (name !== null) addName(context, level, attr, name, value);
}

/** One attribute path on its way into a level. */
interface Insertion {
  readonly attrs: readonly NodeIndex[];
  readonly names: readonly (string | null)[];
  readonly value: NodeIndex;
}

function addBinding(context: Context, level: Level, binding: NodeIndex): void {
  const { tree } = context;
  const attrs = attrsOf(tree, binding);
  const names = attrs.map((attr) => staticName(tree, attr));
  const insertion: Insertion = { attrs, names, value: expressionOf(tree, binding) };
  let target: Level | null = level;
  for (let step = 0; step + 1 < attrs.length && target !== null; step++) {
    target = descend(context, target, insertion, step);
  }
  if (target !== null) insertLast(context, target, insertion);
}

function pathTo(insertion: Insertion, step: number): string[] {
  return insertion.names.slice(0, step + 1).map((name) => name ?? "${…}");
}

/** Returns the level that step of the path leads to, made if it is new, or null where the way is barred. */
function descend(context: Context, level: Level, insertion: Insertion, step: number): Level | null {
  const attr = insertion.attrs[step] ?? none;
  const name = insertion.names[step] ?? null;
  const implied = { node: attr, recursive: false, isLet: false, isLiteral: false };
  if (name === null) {
    reportDynamic(context, level, attr);
    const next = openLevel(implied);
    level.dynamics.push({ attr, value: { kind: "set", tree: next } });
    return next;
  }
  const found = level.entries.get(name);
  if (found === undefined) {
    if (isOverrides(level, name)) context.report({ kind: "overrides-in-rec", attr, inherited: false });
    if (step > 0 && level.isLiteral) reportExtension(context, level, insertion, step);
    const next = openLevel(implied);
    level.entries.set(name, { name, definitions: [attr], value: { kind: "set", tree: next } });
    return next;
  }
  return enter(context, found, insertion, step);
}

/** Returns the level of an entry that exists, or null where it is no set or may not be extended. */
function enter(context: Context, found: Entry, insertion: Insertion, step: number): Level | null {
  const attr = insertion.attrs[step] ?? none;
  const previous = found.definitions[0] ?? none;
  const path = pathTo(insertion, step);
  const literal = literalOf(context.tree, found.value);
  if (literal !== none && !context.merges) {
    const recursive = kindOf(context.tree, literal) === Kind.RecAttrsetExpression;
    context.report({ kind: "extend", attr, previous, path, literal, recursive, direct: false });
    return null;
  }
  const next = levelOf(context, found);
  if (next === null) {
    reportDuplicate(context, attr, found, path);
    return null;
  }
  found.definitions.push(attr);
  if (!next.isLiteral) context.report({ kind: "shared-prefix", attr, previous, path });
  return next;
}

/** Returns the set literal that a value is, or `none`. */
function literalOf(tree: Tree, value: OpenValue): NodeIndex {
  if (value.kind !== "expression") return none;
  const inner = unwrapParentheses(tree, value.node);
  return isSetLiteral(kindOf(tree, inner)) ? inner : none;
}

/** Returns the level of an entry, taking a literal apart if need be, or null where it is no set. */
function levelOf(context: Context, entry: Entry): Level | null {
  if (entry.value.kind === "set") return entry.value.tree;
  const literal = literalOf(context.tree, entry.value);
  if (literal === none) return null;
  const level = buildLevel(muted(context), literal);
  entry.value = { kind: "set", tree: level };
  return level;
}

/** What happens inside a literal is reported when somebody asks for that literal. */
function muted(context: Context): Context {
  return { ...context, report: () => undefined };
}

function reportDynamic(context: Context, level: Level, attr: NodeIndex): void {
  if (level.recursive && !level.isLet) context.report({ kind: "dynamic-in-rec", attr });
}

function reportExtension(context: Context, level: Level, insertion: Insertion, step: number): void {
  context.report({
    kind: "extend",
    attr: insertion.attrs[step] ?? none,
    previous: level.node,
    path: pathTo(insertion, step),
    literal: level.node,
    recursive: level.recursive,
    direct: step === insertion.attrs.length - 1,
  });
}

function insertLast(context: Context, level: Level, insertion: Insertion): void {
  const step = insertion.attrs.length - 1;
  const attr = insertion.attrs[step] ?? none;
  const name = insertion.names[step] ?? null;
  const value: OpenValue = { kind: "expression", node: insertion.value };
  if (name === null) {
    reportDynamic(context, level, attr);
    level.dynamics.push({ attr, value });
    return;
  }
  const found = level.entries.get(name);
  if (found !== undefined) return mergeValue(context, found, insertion, value);
  if (isOverrides(level, name)) context.report({ kind: "overrides-in-rec", attr, inherited: false });
  if (step > 0 && level.isLiteral) reportExtension(context, level, insertion, step);
  level.entries.set(name, { name, definitions: [attr], value });
}

/** Pours a literal into the set a name already has. */
function mergeValue(context: Context, found: Entry, insertion: Insertion, value: OpenValue): void {
  const step = insertion.attrs.length - 1;
  const attr = insertion.attrs[step] ?? none;
  const path = pathTo(insertion, step);
  const literal = literalOf(context.tree, value);
  const isSet = found.value.kind === "set" || literalOf(context.tree, found.value) !== none;
  if (literal === none || !isSet) return reportDuplicate(context, attr, found, path);
  const target = levelOf(context, found);
  if (target === null) return reportDuplicate(context, attr, found, path);
  const previous = found.definitions[0] ?? none;
  if (!context.merges) {
    const literalRecursive = kindOf(context.tree, literal) === Kind.RecAttrsetExpression;
    context.report({
      kind: "merge",
      attr,
      previous,
      path,
      literal,
      literalRecursive,
      targetRecursive: target.recursive,
    });
    return;
  }
  found.definitions.push(attr);
  pour(context, { attr, previous, path, source: buildLevel(muted(context), literal), target });
}

interface Pouring {
  readonly attr: NodeIndex;
  readonly previous: NodeIndex;
  readonly path: readonly string[];
  readonly source: Level;
  readonly target: Level;
}

/** Moves everything of one level into another; names they share must be sets on both sides. */
function pour(context: Context, { attr, previous, path, source, target }: Pouring): void {
  context.report({
    kind: "merge",
    attr,
    previous,
    path,
    literal: source.node,
    literalRecursive: source.recursive,
    targetRecursive: target.recursive,
  });
  target.literals.push(...source.literals);
  const offset = target.sources.length;
  for (const entry of source.entries.values()) {
    const { name, definitions, value } = entry;
    const found = target.entries.get(name);
    if (found !== undefined) pourEntry(context, found, entry, [...path, name]);
    else target.entries.set(name, { name, definitions, value: moveSource(value, offset) });
  }
  for (const dynamic of source.dynamics) target.dynamics.push(dynamic);
  for (const from of source.sources) target.sources.push(from);
  for (const splat of source.splats) target.splats.push(splat);
}

function moveSource(value: OpenValue, offset: number): OpenValue {
  return value.kind === "from" ? { kind: "from", from: value.from + offset } : value;
}

function pourEntry(context: Context, found: Entry, entry: Entry, path: readonly string[]): void {
  const attr = entry.definitions[0] ?? none;
  const isSet = ({ value }: Entry): boolean => value.kind === "set" || literalOf(context.tree, value) !== none;
  if (!isSet(found) || !isSet(entry)) return reportDuplicate(context, attr, found, path);
  const source = levelOf(context, entry);
  const target = levelOf(context, found);
  if (source === null || target === null) return reportDuplicate(context, attr, found, path);
  const previous = found.definitions[0] ?? none;
  for (const definition of entry.definitions) found.definitions.push(definition);
  pour(context, { attr, previous, path, source, target });
}

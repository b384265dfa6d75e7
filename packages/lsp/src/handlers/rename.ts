/**
 * Renaming a name everywhere it means the same. A new name that would catch another use, or be caught, is refused with
 * the place where it happens; for names that only this file can see the result is also proven: the file is the same
 * program up to the names of its binders.
 *
 * `inherit a;` is a use of `a` and a definition of another `a`; only the first changes, so it becomes `a = b;`.
 */
import { coreEqual, type Definition, listReferences, lowerTree, type Scope, scopeAt } from "@lix-tools/eval-core";
import {
  applyEdits,
  childrenByField,
  endOf,
  expressionOf,
  Field,
  isIdentifier,
  Kind,
  kindOf,
  legacyKeywords,
  nix2Keywords,
  type NodeIndex,
  none,
  parse,
  type Span,
  spanOf,
  startOf,
  type TextEdit,
  textOf,
  type Tree,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { wordAt } from "../facts/cursor.ts";
import { nameAt } from "../facts/name-at.ts";
import type { RenameResult } from "../results.ts";

/** What can be renamed at an offset, or why nothing can. */
export type RenameTarget =
  | { readonly definition: Definition; readonly span: Span; readonly name: string }
  | { readonly refusal: string };

/** Returns what a rename at an offset is about. */
export function findRenameTarget(document: Document, offset: number): RenameTarget {
  if (!document.parsed().isComplete) return { refusal: "the file has syntax errors" };
  const tree = document.tree();
  const word = wordAt(tree, offset);
  const name = word === none ? null : nameAt(document, word);
  if (name === null) return { refusal: "there is no name here" };
  const span = spanOf(tree, name.node);
  switch (name.kind) {
    case "definition":
      return { definition: name.definition, span, name: name.name };
    case "selected":
      if (textOf(tree, name.object) === "builtins") return { refusal: `\`${name.name}\` is a builtin` };
      return { refusal: `\`${name.name}\` is an attribute, which other files may use by that name` };
    case "bound":
      return { refusal: `\`${name.name}\` is an attribute, which other files may use by that name` };
    case "use":
      break;
  }
  switch (name.target.kind) {
    case "definition":
      return { definition: name.target.definition, span, name: name.name };
    case "global":
      return { refusal: `\`${name.name}\` is a builtin` };
    case "with":
      return { refusal: `\`${name.name}\` is provided by \`with\`` };
    case "imported":
    case "unresolved":
      return { refusal: `\`${name.name}\` is defined nowhere in this file` };
  }
}

/** Returns the edits that give what is at an offset another name, or why that is not possible. */
export function renameAt(document: Document, offset: number, to: string): RenameResult {
  const target = findRenameTarget(document, offset);
  if ("refusal" in target) return target;
  const { definition, name } = target;
  const refusal = refuseName(document, to) ?? (to === name ? null : findCapture(document, definition, to));
  if (refusal !== null) return { refusal };
  if (to === name) return { edits: [], warning: null };
  const edits = editsFor(document, definition, to);
  const warning = outsideWarning(definition);
  if (warning !== null) return { edits, warning };
  return isSameProgram(document, definition, edits)
    ? { edits, warning }
    : { refusal: "the file would not mean the same" };
}

function refuseName(document: Document, to: string): string | null {
  const isNix2 = document.language.langver.dialect !== "nix";
  const reserved = isNix2 ? nix2Keywords : legacyKeywords;
  if (!isIdentifier(to, reserved) || to === "or") return `\`${to}\` is no name for a variable`;
  return to.startsWith("__") ? `\`${to}\`: names with two underscores belong to the language` : null;
}

/** Returns who is in the way of the new name, or null. */
function findCapture(document: Document, definition: Definition, to: string): string | null {
  const { scope } = definition;
  const taken = scope.definitions.find((other) => other.name === to);
  if (taken !== undefined) return `\`${to}\` is already defined ${placeOf(document, taken.nodes[0] ?? none)}`;
  for (const node of document.references().get(definition) ?? []) {
    const between = bindersBetween(document, node, scope).find((inner) => defines(inner, to));
    const other = between?.definitions.find(({ name }) => name === to);
    if (other !== undefined) {
      const use = placeOf(document, node);
      return `the use ${use} would mean the \`${to}\` that is defined ${placeOf(document, other.nodes[0] ?? none)}`;
    }
  }
  for (const { node, name, target } of listReferences(document.resolution())) {
    if (name !== to || !isInside(document, node, scope)) continue;
    const isInner = target.kind === "definition" && isWithin(target.definition.scope, scope);
    if (!isInner)
      return `\`${to}\` already means something else ${placeOf(document, node)}, which the new name would hide`;
  }
  return null;
}

function defines(scope: Scope, name: string): boolean {
  return scope.definitions.some((definition) => definition.name === name);
}

/** Returns the scopes that are looked through before `outer` is, from a use of one of its names. */
function bindersBetween(document: Document, node: NodeIndex, outer: Scope): Scope[] {
  const scopes: Scope[] = [];
  for (let at = scopeOfUse(document, node); at !== null && at !== outer; at = at.outer) scopes.push(at);
  return scopes;
}

/** Plain `inherit` reads the scope around its set. */
function scopeOfUse(document: Document, node: NodeIndex): Scope | null {
  const parents = document.parents();
  const scope = scopeAt(document.resolution(), parents, node);
  if (!isInherited(document, node)) return scope;
  const owner = document.definitions().get(node);
  return owner === undefined ? scope : owner.scope.outer;
}

function isInside(document: Document, node: NodeIndex, scope: Scope): boolean {
  for (let at = scopeOfUse(document, node); at !== null; at = at.outer) if (at === scope) return true;
  return false;
}

function isWithin(inner: Scope, outer: Scope): boolean {
  for (let at: Scope | null = inner; at !== null; at = at.outer) if (at === outer) return true;
  return false;
}

function isInherited(document: Document, node: NodeIndex): boolean {
  return kindOf(document.tree(), document.parents()[node] ?? none) === Kind.InheritedAttrs;
}

function placeOf(document: Document, node: NodeIndex): string {
  const start = startOf(document.tree(), node);
  let line = 1;
  for (let at = 0; at < start; at++) if (document.source[at] === 0x0a) line++;
  return `in line ${line}`;
}

/** Returns what a rename means for other files; null where none can see the name. */
function outsideWarning({ kind, scope, name }: Definition): string | null {
  if (kind === "formal") return `callers pass \`${name}\` by this name`;
  if (scope.kind === "set") return `\`${name}\` is an attribute, which other files may use by this name`;
  return null;
}

function editsFor(document: Document, definition: Definition, to: string): TextEdit[] {
  const nodes = new Set([...definition.nodes, ...(document.references().get(definition) ?? [])]);
  const edits: TextEdit[] = [];
  const lists = new Map<NodeIndex, NodeIndex[]>();
  for (const node of nodes) {
    const parent = document.parents()[node] ?? none;
    if (isInherited(document, node)) lists.set(parent, [...(lists.get(parent) ?? []), node]);
    else edits.push(renameNode(document, node, to));
  }
  for (const [list, names] of lists) edits.push(...splitInherit(document, definition, { list, names, to }));
  return edits.toSorted((a, b) => a.span.start - b.span.start);
}

/** `inherit a;` of the experimental edition is an `inherit_path` of its own; there is no short way to write it anew. */
function renameNode(document: Document, node: NodeIndex, to: string): TextEdit {
  return { span: spanOf(document.tree(), node), text: to };
}

interface InheritedNames {
  readonly list: NodeIndex;
  readonly names: readonly NodeIndex[];
  readonly to: string;
}

/** Takes names out of an `inherit` and writes them as bindings behind it. */
function splitInherit(document: Document, definition: Definition, { list, names, to }: InheritedNames): TextEdit[] {
  const tree = document.tree();
  const inherit = document.parents()[list] ?? none;
  const isFrom = kindOf(tree, inherit) === Kind.InheritFrom;
  const source = isFrom ? sourceText(tree, inherit) : "";
  const bindings = names.map((node) => {
    const name = textOf(tree, node);
    if (isFrom) return `${to} = ${source}.${name};`;
    // Where the inherited name is what is renamed, it reads the old name; else it keeps its name and reads the new one.
    return definition.nodes.includes(node) ? `${to} = ${name};` : `${name} = ${to};`;
  });
  const all = childrenByField(tree, list, Field.Attr);
  const start = startOf(tree, inherit);
  const end = endOf(tree, inherit);
  if (all.length === names.length) return [{ span: { start, end }, text: bindings.join(" ") }];
  const removed = names.map((node): TextEdit => ({ span: withSpaceBefore(tree, node), text: "" }));
  return [...removed, { span: { start: end, end }, text: ` ${bindings.join(" ")}` }];
}

function sourceText(tree: Tree, inherit: NodeIndex): string {
  const expression = expressionOf(tree, inherit);
  const text = textOf(tree, expression);
  return kindOf(tree, expression) === Kind.VariableExpression ? text : `(${text})`;
}

function withSpaceBefore(tree: Tree, node: NodeIndex): Span {
  let start = startOf(tree, node);
  while (start > 0 && (tree.source[start - 1] ?? 0) <= 0x20) start--;
  return { start, end: endOf(tree, node) };
}

/** Names taken out of an `inherit (e)` are bindings of their own by definition; all else has to be the same term. */
function isSameProgram(document: Document, definition: Definition, edits: readonly TextEdit[]): boolean {
  const { langver } = document.tree();
  const isSplit = definition.kind === "inherit-from";
  const same = isSplit ? editsFor(document, definition, definition.name) : [];
  const before = parse(applyEdits(document.source, same), { langver });
  const after = parse(applyEdits(document.source, edits), { langver });
  if (!before.isComplete || !after.isComplete) return false;
  return coreEqual(lowerTree(before.tree).term, lowerTree(after.tree).term);
}

/**
 * Candidates for what is being written. The text at the cursor rarely parses, so a name is put where the cursor is and
 * the text with it is parsed instead: then the tree says what may stand there, and the scopes what it may be called.
 */
import { knownGlobals, type Scope, scopeAt } from "@lix-tools/eval-core";
import { allRules, ruleId } from "@lix-tools/lint";
import {
  applyEdits,
  childrenByField,
  clauseNames,
  expressionOf,
  featureById,
  Field,
  isIdentifier,
  Kind,
  kindOf,
  legacyKeywords,
  nix2Keywords,
  type NodeIndex,
  nodeAt,
  none,
  sliceLatin1,
  type Span,
  startOf,
  stringLiteral,
  textOf,
  unicodeOf,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { type BuiltinDoc, globalDoc, renderBuiltin } from "../facts/builtin-docs.ts";
import { ancestorOf } from "../facts/cursor.ts";
import { attributesOf, type KnownAttribute, type KnownValue, knownValue, valueAlong } from "../facts/known-value.ts";
import { nameAt } from "../facts/name-at.ts";
import { sortOf } from "../facts/sorts.ts";
import { suppressionPattern } from "../facts/suppressions.ts";
import type { Candidate, Completion, SymbolSort } from "../results.ts";
import type { World } from "../world.ts";

/** Returns another version of a document, with other bytes; the server knows how it is made. */
export type WithSource = (document: Document, source: Uint8Array) => Document;

/** Returns the candidates at an offset. */
export function findCompletion(world: World, document: Document, offset: number, withSource: WithSource): Completion {
  const { source } = document;
  const path = pathBefore(source, offset);
  if (path !== null) return completePath(world, document, { ...path, end: offset });
  const span = wordSpan(source, offset);
  const feature = featureCompletion(source, offset);
  if (feature !== null) return feature;
  const probe = probeAt(document, span, withSource);
  const tree = probe.tree();
  const node = nodeAt(tree, span.start);
  if (kindOf(tree, node) === Kind.Comment) return completeRules(probe, node, span);
  if (kindOf(tree, node) !== Kind.Identifier) return { span, candidates: [] };
  if (opensSet(source, span.start)) return { span, candidates: bindingCandidates() };
  const prefix = unicodeOf(sliceLatin1(source, span.start, offset));
  return { span, ...fewest(candidatesAt(world, probe, node), prefix) };
}

/** Candidates that are sent at once. */
const mostCandidates = 500;

/** Where there are too many, those that begin like what is written; the editor asks again when more of it is. */
function fewest(candidates: readonly Candidate[], prefix: string): Pick<Completion, "candidates" | "isCut"> {
  if (candidates.length <= mostCandidates) return { candidates };
  const wanted = prefix.toLowerCase();
  const fitting = candidates.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  return { candidates: fitting.toSorted((a, b) => a.rank - b.rank).slice(0, mostCandidates), isCut: true };
}

/** The name put at the cursor: long enough to be nobody's. */
const probeName = "lixCompletionProbe";

/** What half-written text lacks most often behind a name. */
const endings = ["", ";", " = 0;"];

/**
 * Returns the document with the name in it, ended so that the fast engine reads it if one of the usual endings does
 * that. Only else is it text for the tolerant engine, which takes many times as long for large files.
 */
function probeAt(document: Document, span: Span, withSource: WithSource): Document {
  const probes = endings.map((ending) => (): Document => {
    return withSource(document, applyEdits(document.source, [{ span, text: probeName + ending }]));
  });
  let first: Document | undefined;
  for (const make of probes) {
    const probe = make();
    if (probe.parsed().isComplete) return probe;
    first ??= probe;
  }
  return first ?? document;
}

/** Returns the bytes of the name that the cursor is in. */
function wordSpan(source: Uint8Array, offset: number): Span {
  let start = offset;
  while (start > 0 && isWordByte(source[start - 1] ?? 0)) start--;
  let end = offset;
  while (end < source.length && isWordByte(source[end] ?? 0)) end++;
  // A name does not begin with a digit or a sign.
  while (start < offset && !/[A-Za-z_]/u.test(String.fromCharCode(source[start] ?? 0))) start++;
  return { start, end };
}

function isWordByte(byte: number): boolean {
  return /[\w'-]/u.test(String.fromCharCode(byte));
}

/** Tells whether the last thing before an offset is the brace of a set or pattern, where only new names can stand. */
function opensSet(source: Uint8Array, offset: number): boolean {
  return /(?:^|[^$.])\{\s*$/u.test(sliceLatin1(source, Math.max(0, offset - 200), offset));
}

function featureCompletion(source: Uint8Array, offset: number): Completion | null {
  const before = sliceLatin1(source, Math.max(0, offset - 2000), offset);
  const match = /(?:^|[\n;])\s*use\s+([^;={}()[\]"]*)$/u.exec(before);
  if (match === null || !isHead(sliceLatin1(source, 0, offset))) return null;
  const list = match[1] ?? "";
  const given = new Set(list.split(/\s+/u));
  const [word = ""] = /\S*$/u.exec(list) ?? [];
  let end = offset;
  while (end < source.length && /[\w.'-]/u.test(String.fromCharCode(source[end] ?? 0))) end++;
  const candidates = clauseNames.filter((name) => name === word || !given.has(name)).map(featureCandidate);
  return { span: { start: offset - word.length, end }, candidates };
}

/** Tells whether nothing but comments stands before the clause that the text ends in. */
function isHead(text: string): boolean {
  return /^(?:\s|#[^\n]*\n|\/\*(?:[^*]|\*+[^*/])*\*+\/)*use\s[^;]*$/u.test(text);
}

function featureCandidate(name: string, rank: number): Candidate {
  const feature = featureById(name.replace(/^experimental\./u, ""));
  const documentation = feature === null ? "an edition" : `${feature.summary}\n\nStatus: ${feature.status}.`;
  return { label: name, sort: "feature", detail: feature?.kind ?? "edition", documentation, rank };
}

function completeRules(document: Document, comment: NodeIndex, span: Span): Completion {
  const tree = document.tree();
  const text = textOf(tree, comment);
  if (suppressionPattern.exec(text) === null) return { span, candidates: [] };
  // A rule's name has a slash in it, which no other word has.
  let { start } = span;
  while (start > startOf(tree, comment) && /[\w/-]/u.test(String.fromCharCode(tree.source[start - 1] ?? 0))) start--;
  const candidates = allRules.map((rule, rank): Candidate => ({
    label: ruleId(rule),
    sort: "rule",
    detail: rule.code,
    documentation: rule.summary,
    rank,
  }));
  return { span: { start, end: span.end }, candidates };
}

function candidatesAt(world: World, document: Document, node: NodeIndex): Candidate[] {
  const tree = document.tree();
  const name = nameAt(document, node);
  if (name?.kind === "selected") {
    return attributeCandidates(world, document, valueAlong(world, knownValue(world, document, name.object), name.path));
  }
  const parent = document.parents()[node] ?? none;
  if (kindOf(tree, parent) === Kind.InheritedAttrs) return inheritCandidates(world, document, node, parent);
  if (name?.kind === "bound" || name?.kind === "definition") return bindingCandidates();
  return expressionCandidates(world, document, node);
}

/** At the beginning of a binding only the author knows the name; but it may be a word of the language. */
function bindingCandidates(): Candidate[] {
  return [keyword("inherit")];
}

function inheritCandidates(world: World, document: Document, node: NodeIndex, attrs: NodeIndex): Candidate[] {
  const tree = document.tree();
  const owner = document.parents()[attrs] ?? none;
  const given = new Set(childrenByField(tree, attrs, Field.Attr).map((attr) => textOf(tree, attr)));
  const isFrom = kindOf(tree, owner) === Kind.InheritFrom;
  const all = isFrom
    ? attributeCandidates(world, document, knownValue(world, document, expressionOf(tree, owner)))
    : scopeCandidates(world, document, outerScope(document, node, owner));
  return all.filter(({ label }) => !given.has(label));
}

/** Plain `inherit` takes names from around the set, never from the set itself. */
function outerScope(document: Document, node: NodeIndex, owner: NodeIndex): Scope | null {
  const scope = scopeAt(document.resolution(), document.parents(), node);
  return scope !== null && scope.node === (document.parents()[owner] ?? none) ? scope.outer : scope;
}

function expressionCandidates(world: World, document: Document, node: NodeIndex): Candidate[] {
  const isNix2 = document.language.langver.dialect !== "nix";
  const scope = scopeAt(document.resolution(), document.parents(), node);
  return [
    ...scopeCandidates(world, document, scope),
    ...globalCandidates(world, isNix2),
    ...(isInList(document, node) ? ["rec"] : expressionKeywords).map(keyword),
    ...(isNix2 ? ["true", "false", "null"].map(keyword) : []),
  ];
}

const expressionKeywords = ["let", "in", "if", "then", "else", "with", "assert", "rec", "inherit"];

function isInList(document: Document, node: NodeIndex): boolean {
  const element = ancestorOf(document.tree(), document.parents(), node, [Kind.VariableExpression]);
  return element !== none && kindOf(document.tree(), document.parents()[element] ?? none) === Kind.ListExpression;
}

function keyword(label: string): Candidate {
  return { label, sort: "keyword", rank: 4000 };
}

/** The innermost names come first; a name that is shadowed is not there. */
function scopeCandidates(world: World, document: Document, from: Scope | null): Candidate[] {
  const found = new Map<string, Candidate>();
  const frames: Scope[] = [];
  let rank = 0;
  for (let scope = from; scope !== null; scope = scope.outer) {
    if (scope.kind === "with") frames.push(scope);
    for (const { name, nodes, kind } of scope.definitions) {
      if (name === probeName || found.has(name)) continue;
      const isParameter = scope.kind === "function";
      const sort = isParameter ? "parameter" : bindingSort(document, nodes[0] ?? none);
      found.set(name, { ...named(name), sort, detail: kind === "inherit-from" ? "inherited" : "", rank: rank++ });
    }
  }
  for (const { node } of frames) {
    const environment = childrenByField(document.tree(), node, Field.Environment)[0] ?? none;
    const text = textOf(document.tree(), environment).slice(0, 40);
    for (const candidate of attributeCandidates(world, document, knownValue(world, document, environment))) {
      if (found.has(candidate.label)) continue;
      found.set(candidate.label, { ...candidate, detail: `with ${text}`, rank: 2000 + rank++ });
    }
  }
  return [...found.values()];
}

function bindingSort(document: Document, node: NodeIndex): SymbolSort {
  const binding = ancestorOf(document.tree(), document.parents(), node, [Kind.Binding]);
  return binding === none ? "variable" : sortOf(document.tree(), expressionOf(document.tree(), binding), "variable");
}

function globalCandidates(world: World, isNix2: boolean): Candidate[] {
  const hidden = isNix2 ? new Set(["true", "false", "null"]) : new Set<string>();
  return [...knownGlobals]
    .filter((name) => !name.startsWith("__") && !hidden.has(name))
    .map((name) => {
      const doc = globalDoc(world.builtins, name);
      return doc === null ? { label: name, sort: "constant", rank: 3000 } : builtinCandidate(doc, 3000);
    });
}

function builtinCandidate(doc: BuiltinDoc, rank: number): Candidate {
  const detail = doc.isFunction ? doc.signature.slice(doc.name.length + 1) : "";
  const sort = doc.isFunction ? "builtin" : "constant";
  return { label: doc.name, sort, detail, documentation: renderBuiltin(doc), rank };
}

function attributeCandidates(world: World, document: Document, value: KnownValue | null): Candidate[] {
  if (value?.kind === "builtins") {
    return [...world.builtins.values()]
      .filter(({ name }) => name !== "builtins")
      .map((doc, at) => builtinCandidate(doc, at));
  }
  const reserved = document.language.langver.dialect === "nix" ? legacyKeywords : nix2Keywords;
  return [...attributesOf(value)]
    .filter(([name]) => name !== probeName)
    .map(([name, attribute], rank) => ({ ...named(name, reserved), ...attributeSort(attribute), rank }));
}

function attributeSort({ document, entry }: KnownAttribute): { readonly sort: SymbolSort } {
  const { value } = entry;
  if (value.kind === "set") return { sort: "set" };
  return { sort: value.kind === "expression" ? sortOf(document.tree(), value.node, "attribute") : "attribute" };
}

/** A name is shown as people write it, and quoted where it has to be. */
function named(latin1: string, reserved: ReadonlySet<string> = legacyKeywords): { label: string; insert?: string } {
  const label = unicodeOf(latin1);
  return isIdentifier(latin1, reserved) ? { label } : { label, insert: stringLiteral(label) };
}

interface PathBefore {
  readonly folder: string;
  readonly start: number;
}

/** Returns the folder and the beginning of the last part of a path that ends at the cursor, or null. */
function pathBefore(source: Uint8Array, offset: number): PathBefore | null {
  const before = sliceLatin1(source, Math.max(0, offset - 1000), offset);
  const match = /(?:^|[\s([{=;,:])((?:\.\.?|~)?\/(?:[\w.+-]+\/)*)([\w.+-]*)$/u.exec(before);
  if (match === null) return null;
  const [, folder = "", part = ""] = match;
  // `a / b` is a division; only the letters of a path say more.
  return folder === "/" && part === "" ? null : { folder, start: offset - part.length };
}

function completePath(world: World, document: Document, { folder, start, end }: PathBefore & Span): Completion {
  const found = world.locate(document, folder);
  const names = found?.type === "folder" ? world.list(found.path) : [];
  const candidates = names.map(({ name, type }, rank): Candidate => {
    return { label: name, sort: type, insert: type === "folder" ? `${name}/` : name, rank };
  });
  return { span: { start, end }, candidates };
}

/**
 * What there is to say about the place under the pointer: builtins from their table, where a name comes from and what
 * its author wrote above it, features of a head clause, rules that a comment silences, what a path leads to.
 */
import { ruleId } from "@lix-tools/lint";
import {
  childByField,
  endOf,
  expressionOf,
  Field,
  featureById,
  type Feature,
  Kind,
  kindOf,
  type NodeIndex,
  nodeAt,
  none,
  searchPathText,
  spanOf,
  startOf,
  textOf,
  unicodeOf,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { globalDoc, renderBuiltin } from "../facts/builtin-docs.ts";
import { closedProgram } from "../facts/closed-program.ts";
import { commentBefore } from "../facts/comments.ts";
import { ancestorOf, wordAt } from "../facts/cursor.ts";
import { attributeAlong, frameOf, type KnownAttribute, knownValue, valueAlong } from "../facts/known-value.ts";
import { nameAt, type NameAt } from "../facts/name-at.ts";
import { plainPath } from "../facts/paths.ts";
import { rulesAt } from "../facts/suppressions.ts";
import type { HoverText } from "../results.ts";
import type { World } from "../world.ts";

/** What to show, and the program that has the value of what is under the pointer, where one can be written. */
export interface Hover extends HoverText {
  readonly program: Uint8Array | null;
}

/** Returns what to show at an offset, or null. */
export function findHover(world: World, document: Document, offset: number): Hover | null {
  const tree = document.tree();
  const word = wordAt(tree, offset);
  if (word === none) return commentHover(document, offset);
  const span = spanOf(tree, word);
  switch (kindOf(tree, word)) {
    case Kind.FeatureName:
      return { span, text: featureText(textOf(tree, word)), program: null };
    case Kind.PathFragment:
    case Kind.SpathExpression:
      return pathHover(world, document, word);
    case Kind.Identifier:
    case Kind.StringFragment:
      return nameHover(world, document, word);
    default:
      return null;
  }
}

function commentHover(document: Document, offset: number): Hover | null {
  const tree = document.tree();
  const comment = nodeAt(tree, offset);
  if (kindOf(tree, comment) !== Kind.Comment) return null;
  const rules = rulesAt(tree, comment, offset);
  if (rules === null) return null;
  const text = rules.rules.map((rule) => `**${ruleId(rule)}** (${rule.code}, ${rule.severity}): ${rule.summary}`);
  return { span: rules.span, text: text.join("\n\n"), program: null };
}

function featureText(name: string): string {
  const id = name.replace(/^experimental\./u, "");
  if (id === "nix2") return "**edition `nix2`**: the versioned dialect of Nix.";
  if (id === "nix2-future")
    return "**edition `nix2-future`**: Nix 2 and what may come after it. Nothing in it is stable.";
  const feature = featureById(id);
  return feature === null ? `\`${name}\` is no known feature` : describeFeature(feature);
}

function describeFeature({ id, kind, summary, status, lixFeature, implies, nix2, lix }: Feature): string {
  const lines = [
    `**${id}** (${kind})`,
    summary,
    `In edition \`nix2\`: ${nix2}; in edition \`lix\`: ${lix}. Status: ${status}.`,
    ...(implies.length === 0 ? [] : [`Implies ${implies.map((other) => `\`${other}\``).join(", ")}.`]),
    ...(lixFeature === null ? [] : [`Lix keeps the old behaviour with \`--extra-deprecated-features ${lixFeature}\`.`]),
  ];
  return lines.join("\n\n");
}

function pathHover(world: World, document: Document, word: NodeIndex): Hover | null {
  const tree = document.tree();
  const isSearch = kindOf(tree, word) === Kind.SpathExpression;
  const node = isSearch ? word : (document.parents()[word] ?? none);
  const text = isSearch ? unicodeOf(searchPathText(tree, word)) : plainPath(tree, node);
  if (text === null) return null;
  const found = isSearch ? world.locateSearchPath(text) : world.locate(document, text);
  if (found === null) return null;
  const what = found.type === "missing" ? "nothing is at" : `${found.type}:`;
  return { span: spanOf(tree, node), text: `${what} \`${found.path}\``, program: null };
}

function nameHover(world: World, document: Document, word: NodeIndex): Hover | null {
  const name = nameAt(document, word);
  if (name === null) return null;
  const text = textOfName(world, document, name);
  const program = programOf(document, name);
  return text === null && program === null
    ? null
    : { span: spanOf(document.tree(), name.node), text: text ?? "", program };
}

function textOfName(world: World, document: Document, name: NameAt): string | null {
  switch (name.kind) {
    case "definition":
      return describeDefinition(document, name.node, definitionWords[name.definition.kind]);
    case "bound":
      return describeDefinition(document, name.node, "attribute");
    case "selected":
      return selectedText(world, document, name);
    case "use":
      return useText(world, document, name);
  }
}

const definitionWords = {
  parameter: "parameter",
  formal: "parameter",
  argument: "the whole argument",
  element: "element of the argument",
  binding: "binding",
  inherit: "inherited",
  "inherit-from": "inherited",
} as const;

function selectedText(world: World, document: Document, name: Extract<NameAt, { kind: "selected" }>): string | null {
  const value = knownValue(world, document, name.object);
  const known = valueAlong(world, value, name.path);
  if (known?.kind === "builtins") {
    const doc = world.builtins.get(name.name);
    return doc === undefined ? `\`${name.name}\` is no builtin` : renderBuiltin(doc);
  }
  const attribute = attributeAlong(world, value, name.path, name.name);
  return attribute === null ? null : describeAttribute(attribute, document);
}

function useText(world: World, document: Document, name: Extract<NameAt, { kind: "use" }>): string | null {
  const { target } = name;
  switch (target.kind) {
    case "definition": {
      const { definition } = target;
      return describeDefinition(document, definition.nodes[0] ?? none, definitionWords[definition.kind]);
    }
    case "global": {
      const doc = globalDoc(world.builtins, name.name);
      return doc === null ? null : renderBuiltin(doc);
    }
    case "with":
      return withText(
        world,
        document,
        name.name,
        target.frames.map(({ node }) => node),
      );
    case "imported":
      return `\`${name.name}\` is given by \`scopedImport\``;
    case "unresolved":
      return `\`${name.name}\` is not defined`;
  }
}

function withText(world: World, document: Document, name: string, frames: readonly NodeIndex[]): string {
  const known = frameOf(world, document, name, frames);
  if (known !== null) return describeAttribute(known, document);
  const tree = document.tree();
  const texts = frames.map((frame) => clip(textOf(tree, childByField(tree, frame, Field.Environment)), 1, 80));
  const from = texts.map((text) => `\`with ${text};\``).join(", else from ");
  return `\`${name}\` comes from ${from}`;
}

function describeAttribute({ document, entry }: KnownAttribute, from: Document): string {
  const text = describeDefinition(document, entry.definitions[0] ?? none, "attribute");
  return document === from || document.path === null ? text : `${text}\n\nin \`${document.path}\``;
}

/** Returns the binding as it is written, cut where it is long, and the comment above it. */
function describeDefinition(document: Document, node: NodeIndex, word: string): string {
  if (node === none) return "";
  const tree = document.tree();
  const item = ancestorOf(tree, document.parents(), node, [
    Kind.Binding,
    Kind.Formal,
    Kind.Inherit,
    Kind.InheritFrom,
    Kind.FunctionExpression,
  ]);
  const isFunction = item !== none && kindOf(tree, item) === Kind.FunctionExpression;
  const shown = item === none || isFunction ? node : item;
  const comment = isFunction || item === none ? "" : commentBefore(tree, item);
  const code = `\`\`\`nix\n${clip(textOf(tree, shown), 8, 600)}\n\`\`\``;
  return [word, code, ...(comment === "" ? [] : [comment])].join("\n\n");
}

function clip(text: string, lines: number, characters: number): string {
  const kept = text.split("\n").slice(0, lines).join("\n").slice(0, characters);
  return kept.length < text.length ? `${kept}${kept.includes("\n") ? "\n…" : "…"}` : kept;
}

/** Returns the program of what a name stands for: of a use the variable, of a binding its value. */
function programOf(document: Document, name: NameAt): Uint8Array | null {
  if (document.parsed().isComplete === false) return null;
  const tree = document.tree();
  const parents = document.parents();
  if (name.kind === "use") {
    if (name.target.kind === "global" || kindOf(tree, parents[name.node] ?? none) !== Kind.VariableExpression)
      return null;
    return closedProgram(document, parents[name.node] ?? none, spanOf(tree, name.node));
  }
  const attrpath = parents[name.node] ?? none;
  const owner = parents[attrpath] ?? none;
  if (kindOf(tree, owner) === Kind.SelectExpression) {
    return closedProgram(document, owner, { start: startOf(tree, owner), end: endOf(tree, name.node) });
  }
  const isWhole = kindOf(tree, owner) === Kind.Binding && endOf(tree, attrpath) === endOf(tree, name.node);
  const value = isWhole ? expressionOf(tree, owner) : none;
  return value === none ? null : closedProgram(document, value, spanOf(tree, value));
}

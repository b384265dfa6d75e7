/** Where a name, an attribute or a path comes from. */
import {
  Kind,
  kindOf,
  type NodeIndex,
  none,
  searchPathText,
  type Span,
  spanOf,
  childByField,
  Field,
  unicodeOf,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { wordAt } from "../facts/cursor.ts";
import { attributeAlong, frameOf, type KnownAttribute, knownValue } from "../facts/known-value.ts";
import { nameAt, type NameAt } from "../facts/name-at.ts";
import { plainPath } from "../facts/paths.ts";
import type { Place } from "../results.ts";
import type { FoundPath, World } from "../world.ts";

/** Returns the places where what is under the cursor is defined. */
export function findDefinition(world: World, document: Document, offset: number): Place[] {
  const tree = document.tree();
  const word = wordAt(tree, offset);
  if (word === none) return [];
  const path = pathAt(world, document, word);
  if (path !== null) return path.type === "missing" ? [] : [{ path: path.file }];
  const name = nameAt(document, word);
  return name === null ? [] : placesOf(world, document, name);
}

function pathAt(world: World, document: Document, word: NodeIndex): FoundPath | null {
  const tree = document.tree();
  if (kindOf(tree, word) === Kind.SpathExpression) return world.locateSearchPath(unicodeOf(searchPathText(tree, word)));
  if (kindOf(tree, word) !== Kind.PathFragment) return null;
  const text = plainPath(tree, document.parents()[word] ?? none);
  return text === null ? null : world.locate(document, text);
}

function placesOf(world: World, document: Document, name: NameAt): Place[] {
  switch (name.kind) {
    case "definition":
      return name.definition.nodes.map((node) => placeAt(document, node));
    case "bound":
      return [placeAt(document, name.node)];
    case "selected":
      return attributePlaces(attributeAlong(world, knownValue(world, document, name.object), name.path, name.name));
    case "use":
      return usePlaces(world, document, name);
  }
}

function usePlaces(world: World, document: Document, { name, target }: Extract<NameAt, { kind: "use" }>): Place[] {
  if (target.kind === "definition") return target.definition.nodes.map((node) => placeAt(document, node));
  if (target.kind !== "with") return [];
  const frames = target.frames.map(({ node }) => node);
  const known = frameOf(world, document, name, frames);
  if (known !== null) return attributePlaces(known);
  // Any of them may have it: those are the places to look at.
  const tree = document.tree();
  return frames.map((frame) => placeAt(document, childByField(tree, frame, Field.Environment)));
}

function attributePlaces(attribute: KnownAttribute | null): Place[] {
  return attribute === null ? [] : attribute.entry.definitions.map((node) => placeAt(attribute.document, node));
}

function placeAt(document: Document, node: NodeIndex): Place {
  const tree = document.tree();
  const span: Span = spanOf(tree, node);
  const parent = document.parents()[node] ?? none;
  const binding = kindOf(tree, parent) === Kind.Attrpath ? (document.parents()[parent] ?? none) : parent;
  const isWhole = kindOf(tree, binding) === Kind.Binding || kindOf(tree, binding) === Kind.Formal;
  return isWhole ? { document, span, around: spanOf(tree, binding) } : { document, span };
}

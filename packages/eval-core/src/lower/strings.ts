/**
 * Strings, paths and attribute names to terms. What the bytes between the quotes mean is `decodeString`'s to say.
 */
import {
  childByField,
  childrenByField,
  decodeString,
  Field,
  kindOf,
  Kind,
  type NodeIndex,
  none,
  pathParts,
  searchPathText,
} from "@lix-tools/parser";
import { type AttributeName, Tag, type Term } from "../core/term.ts";
import { lowerTerm } from "./expressions.ts";
import { type Lowering, originOf } from "./lowering.ts";
import { TargetCode } from "./resolution.ts";
import { lowerTarget, nameOfWord } from "./variables.ts";

/** Returns the term of a `string_expression` or `indented_string_expression`. */
export function lowerString(lowering: Lowering, node: NodeIndex): Term {
  const origin = originOf(lowering, node);
  const parts = decodeString(lowering.tree, node, lowering.reading);
  const [first = ""] = parts;
  if (parts.length <= 1 && typeof first === "string") return { tag: Tag.Text, origin, value: first };
  return { tag: Tag.String, origin, parts: lowerParts(lowering, parts) };
}

/** Returns the term of a `path_expression` or `hpath_expression`. */
export function lowerPath(lowering: Lowering, node: NodeIndex): Term {
  const origin = originOf(lowering, node);
  const { root, parts } = pathParts(lowering.tree, node);
  const [first = ""] = parts;
  if (parts.length <= 1 && typeof first === "string") return { tag: Tag.Path, origin, root, text: first };
  return { tag: Tag.PathInterpolation, origin, root, parts: lowerParts(lowering, parts) };
}

function lowerParts(lowering: Lowering, parts: readonly (string | NodeIndex)[]): (string | Term)[] {
  return parts.map((part) => (typeof part === "string" ? part : lowerTerm(lowering, part)));
}

/** Returns the term of `<x>`. */
export function lowerSearchPath(lowering: Lowering, node: NodeIndex): Term {
  const origin = originOf(lowering, node);
  const { findFile = TargetCode.Global, nixPath = TargetCode.Global } =
    lowering.resolution.flat.rare?.finds.get(node) ?? {};
  return {
    tag: Tag.Find,
    origin,
    findFile: lowerTarget(lowering, findFile, { name: "__findFile", origin }),
    nixPath: lowerTarget(lowering, nixPath, { name: "__nixPath", origin }),
    text: searchPathText(lowering.tree, node),
  };
}

/** Returns the name of an attribute: static bytes, or the term that computes it. */
export function lowerAttr(lowering: Lowering, attr: NodeIndex): AttributeName {
  if (kindOf(lowering.tree, attr) === Kind.Identifier) return nameOfWord(lowering, attr) ?? "";
  const name = lowerTerm(lowering, attr);
  return name.tag === Tag.Text ? name.value : name;
}

/** Returns the names of the attribute path of a node. */
export function pathOf(lowering: Lowering, node: NodeIndex): AttributeName[] {
  const attrpath = childByField(lowering.tree, node, Field.Attrpath);
  if (attrpath === none) return [];
  return childrenByField(lowering.tree, attrpath, Field.Attr).map((attr) => lowerAttr(lowering, attr));
}

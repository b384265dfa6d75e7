/**
 * An expression in the middle of a file as a program of its own, for the evaluator: the `let`s, recursive sets and
 * `with`s around it are written around it again, and parameters, whose values nobody knows here, abort the evaluation if
 * they are needed. As everything is lazy, what does not depend on a parameter has its value; what does has none.
 *
 * `abort` is used because `tryEval` does not catch it, so no program can mistake the missing value for one.
 */
import {
  bytesOf,
  childByField,
  childrenByField,
  childrenOf,
  concatBytes,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  root,
  type Span,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";

/** Bytes of a program that is still cheap to read. */
const mostBytes = 4_000_000;

/** What a parameter is bound to. */
const unknownValue = 'builtins.abort "unknown"';

/** Returns the program whose value is that of the text in a span within a node, or null where none can be written. */
export function closedProgram(document: Document, node: NodeIndex, span: Span): Uint8Array | null {
  const tree = document.tree();
  const parents = document.parents();
  const frames: Uint8Array[] = [];
  for (let inner = node, at = parents[node] ?? none; at !== none; inner = at, at = parents[at] ?? none) {
    const frame = frameAround(document, at, inner);
    if (frame === "impossible") return null;
    if (frame !== null) frames.unshift(...frame);
  }
  const pieces = [...headClause(tree), ...frames, bytes("("), tree.source.subarray(span.start, span.end), bytes(")")];
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return length > mostBytes ? null : concatBytes(pieces);
}

function headClause(tree: Tree): Uint8Array[] {
  const clause = childrenOf(tree, root).find((child) => kindOf(tree, child) === Kind.UseClause);
  return clause === undefined ? [] : [bytesOf(tree, clause), bytes("\n")];
}

/** Returns what stands around a node because its parent binds names, null where it binds none. */
function frameAround(document: Document, parent: NodeIndex, inner: NodeIndex): Uint8Array[] | "impossible" | null {
  const tree = document.tree();
  switch (kindOf(tree, parent)) {
    case Kind.LetExpression:
    case Kind.RecAttrsetExpression:
      return bindingsAround(document, parent);
    case Kind.WithExpression: {
      const environment = childByField(tree, parent, Field.Environment);
      return inner === environment ? null : [bytes("with ("), bytesOf(tree, environment), bytes("); ")];
    }
    case Kind.FunctionExpression:
      return [bytes("let "), ...parametersOf(tree, parent), bytes(" in ")];
    case Kind.InheritExpression:
    case Kind.LetAttrsetExpression:
    case Kind.Error:
      return "impossible";
    case Kind.InheritFrom:
    case Kind.InheritPaths:
    case Kind.Attrpath:
      // What names mean there depends on more than what is around.
      return kindOf(tree, inner) === Kind.InheritedAttrs || kindOf(tree, parent) === Kind.InheritPaths
        ? "impossible"
        : null;
    default:
      return null;
  }
}

function bindingsAround(document: Document, node: NodeIndex): Uint8Array[] | "impossible" {
  const tree = document.tree();
  const bindings = document.resolution().bindings.get(node);
  // A set that is poured into another has the names of that one, too; one with computed names is no `let`.
  if (bindings === undefined || bindings.literals.length > 1) return "impossible";
  if (bindings.dynamics.length > 0 || bindings.splats.length > 0) return "impossible";
  const items = childrenByField(tree, node, Field.Binding);
  if (items.length === 0) return [];
  const first = items[0] ?? node;
  const last = items.at(-1) ?? node;
  return [bytes("let "), tree.source.subarray(startOf(tree, first), endOf(tree, last)), bytes("\nin ")];
}

function parametersOf(tree: Tree, node: NodeIndex): Uint8Array[] {
  const formals = childByField(tree, node, Field.Formals);
  const pattern = childByField(tree, node, Field.Pattern);
  const names = [
    childByField(tree, node, Field.Universal),
    ...(formals === none
      ? []
      : childrenByField(tree, formals, Field.Formal).map((f) => childByField(tree, f, Field.Name))),
    ...(pattern === none ? [] : childrenByField(tree, pattern, Field.Name)),
  ];
  return names.flatMap((name) => (name === none ? [] : [bytesOf(tree, name), bytes(` = ${unknownValue}; `)]));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

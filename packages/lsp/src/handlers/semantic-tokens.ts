/**
 * What names mean, for colours: parameters, variables, attributes, builtins, names that a `with` provides, names that
 * nothing provides; words that are keywords only in some places; numbers, and paths. Strings, comments and punctuation
 * are left to the editor's own grammar, which shows them as well.
 */
import { TargetCode } from "@lix-tools/eval-core";
import {
  endOf,
  fieldOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  type Span,
  spanOf,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { sortOf } from "../facts/sorts.ts";
import type { SemanticToken, SemanticTokenModifier, SemanticTokenType } from "../results.ts";

/** Returns the tokens of a range in the order of the source. */
export function findSemanticTokens(document: Document, range: Span): SemanticToken[] {
  const tree = document.tree();
  const tokens: SemanticToken[] = [];
  for (let node = 0; node < tree.nodeCount;) {
    if (endOf(tree, node) <= range.start && node > 0) {
      node += sizeOf(tree, node);
      continue;
    }
    if (startOf(tree, node) >= range.end) break;
    const meaning = meaningOf(document, tree, node);
    if (meaning !== null) tokens.push({ span: spanOf(tree, node), ...meaning });
    node++;
  }
  return tokens;
}

type Meaning = Pick<SemanticToken, "type" | "modifiers">;

const firstKeyword = Kind.AssertKeyword;
const lastKeyword = Kind.WithKeyword;

function meaningOf(document: Document, tree: Tree, node: NodeIndex): Meaning | null {
  const kind = kindOf(tree, node);
  switch (kind) {
    case Kind.Identifier:
      return identifierMeaning(document, tree, node);
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.ListIndex:
      return plain("number");
    case Kind.PathFragment:
    case Kind.SpathExpression:
    case Kind.UriExpression:
      return plain("string");
    case Kind.FeatureName:
      return plain("namespace");
    case Kind.TrueExpression:
    case Kind.FalseExpression:
    case Kind.NullExpression:
      return plain("keyword");
    default:
      return kind >= firstKeyword && kind <= lastKeyword && sizeOf(tree, node) === 1 ? plain("keyword") : null;
  }
}

function plain(type: SemanticTokenType, ...modifiers: SemanticTokenModifier[]): Meaning {
  return { type, modifiers };
}

function identifierMeaning(document: Document, tree: Tree, node: NodeIndex): Meaning {
  const resolution = document.resolution();
  const code = resolution.targets[node] ?? TargetCode.None;
  if (code === TargetCode.None) return definedMeaning(document, tree, node);
  if (code > 0) {
    const definition = resolution.definitions[code - 1];
    const isParameter = definition?.scope.kind === "function";
    return plain(isParameter ? "parameter" : variableType(document, tree, definition?.nodes[0] ?? none));
  }
  if (code === TargetCode.Unresolved) return plain("variable", "unresolved");
  if (code <= TargetCode.Frame) return plain("variable", "fromWith");
  return plain(code === TargetCode.Global ? globalType(tree, node) : "variable", "defaultLibrary");
}

function globalType(tree: Tree, node: NodeIndex): SemanticTokenType {
  const first = tree.source[startOf(tree, node)] ?? 0;
  const length = endOf(tree, node) - startOf(tree, node);
  // `true`, `false`, `null` and `builtins` are no functions; everything else global is.
  const isConstant = (first === 0x74 && length === 4) || (first === 0x66 && length === 5) || first === 0x6e;
  if (isConstant) return "keyword";
  return first === 0x62 && length === 8 ? "namespace" : "function";
}

function definedMeaning(document: Document, tree: Tree, node: NodeIndex): Meaning {
  const definition = document.definitions().get(node);
  if (definition === undefined) {
    return plain("property", ...(isBound(document, tree, node) ? (["declaration"] as const) : []));
  }
  const isParameter = definition.scope.kind === "function";
  return plain(isParameter ? "parameter" : variableType(document, tree, node), "declaration");
}

/** A name bound to a function is one; that costs a look at the binding. */
function variableType(document: Document, tree: Tree, definition: NodeIndex): SemanticTokenType {
  if (definition === none) return "variable";
  const attrpath = document.parents()[definition] ?? none;
  const binding = attrpath === none ? none : (document.parents()[attrpath] ?? none);
  if (binding === none || kindOf(tree, binding) !== Kind.Binding || sizeOf(tree, attrpath) !== 2) return "variable";
  const value = attrpath + sizeOf(tree, attrpath);
  for (let child = value; child < binding + sizeOf(tree, binding); child += sizeOf(tree, child)) {
    if (fieldOf(tree, child) === Field.Expression) {
      return sortOf(tree, child, "variable") === "function" ? "function" : "variable";
    }
  }
  return "variable";
}

function isBound(document: Document, tree: Tree, node: NodeIndex): boolean {
  const parent = document.parents()[node] ?? none;
  const owner = parent === none ? none : (document.parents()[parent] ?? none);
  return owner !== none && kindOf(tree, parent) === Kind.Attrpath && kindOf(tree, owner) === Kind.Binding;
}

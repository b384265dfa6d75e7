/**
 * Functions to terms. The slots of a pattern are those of its scope: the formals in order, then the `@` name.
 */
import { childByField, childrenByField, Field, type NodeIndex, none } from "@lix-tools/parser";
import { type Formal, type FunctionTerm, type Pattern, Tag, type Term } from "../core/term.ts";
import { lowerTerm } from "./expressions.ts";
import { type Lowering, originOf } from "./lowering.ts";
import { nameOfWord } from "./variables.ts";

/** Returns the term of a `function_expression` whose scope is open. */
export function lowerFunction(lowering: Lowering, node: NodeIndex, body: Term): FunctionTerm {
  return { tag: Tag.Function, origin: originOf(lowering, node), pattern: lowerPattern(lowering, node), body };
}

function lowerPattern(lowering: Lowering, node: NodeIndex): Pattern {
  const { tree } = lowering;
  const universal = childByField(tree, node, Field.Universal);
  const formals = childByField(tree, node, Field.Formals);
  const list = childByField(tree, node, Field.Pattern);
  if (list !== none) {
    const names = childrenByField(tree, list, Field.Name).map((name) => nameOfWord(lowering, name) ?? "");
    return { kind: "list", names, open: childByField(tree, list, Field.Ellipses) !== none };
  }
  const name = universal === none ? null : nameOfWord(lowering, universal);
  if (formals === none) return { kind: "variable", name: name ?? "" };
  return {
    kind: "formals",
    formals: childrenByField(tree, formals, Field.Formal).map((formal) => lowerFormal(lowering, formal)),
    open: childByField(tree, formals, Field.Ellipses) !== none,
    as: name,
    asFull: tree.langver.features.has("args-include-defaults"),
  };
}

function lowerFormal(lowering: Lowering, formal: NodeIndex): Formal {
  const { tree } = lowering;
  const name = childByField(tree, formal, Field.Name);
  const fallback = childByField(tree, formal, Field.Default);
  return {
    name: name === none ? "" : (nameOfWord(lowering, name) ?? ""),
    origin: originOf(lowering, name === none ? formal : name),
    default: fallback === none ? null : lowerTerm(lowering, fallback),
  };
}

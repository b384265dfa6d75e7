/**
 * Operators, `true`, `false` and `null` where a binding shadows what they stand for: legacy looks all of them up by name.
 * Lix refuses the use, not the binding. `with` does not shadow them, and `inherit true;` is no use.
 */
import { bindingTree } from "../../ast/bindings.ts";
import { infixOperator, prefixOperator } from "../../ast/operators.ts";
import { walk } from "../../ast/visit.ts";
import { Field, Kind } from "../../cst/kinds.generated.ts";
import {
  childByField,
  childrenByField,
  endOf,
  fieldOf,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
  type Tree,
} from "../../cst/tree.ts";
import type { DeprecatedSite, DetectContext, Detector } from "./detector.ts";

export interface ShadowedInternalSite extends DeprecatedSite {
  /** The `variable_expression`, `unary_expression` or `binary_expression`. */
  readonly node: NodeIndex;
  /** The name it looks up: `true`, `__sub` and the like. */
  readonly name: string;
  /** The `let`, recursive set or function that binds the name. */
  readonly binder: NodeIndex;
  /** Where that is written: attribute nodes or a parameter. */
  readonly definitions: readonly NodeIndex[];
}

const literals: ReadonlySet<string> = new Set(["true", "false", "null"]);
const functions: ReadonlySet<string> = new Set(["__sub", "__mul", "__div", "__lessThan"]);

/** Finds uses of `true`, `false` and `null` that a binding shadows. */
export const shadowLiteral: Detector<ShadowedInternalSite> = {
  code: "langver/shadow-literal",
  feature: "literal-keywords",
  lixFeature: "shadow-internal-symbols",
  kinds: [Kind.SourceCode],
  find: (context, _root, add) => findShadowed(context, literals, add),
};

/** Finds operators whose function a binding shadows. */
export const shadowOperatorSymbol: Detector<ShadowedInternalSite> = {
  code: "langver/shadow-operator-symbol",
  feature: "operator-nodes",
  lixFeature: "shadow-internal-symbols",
  kinds: [Kind.SourceCode],
  find: (context, _root, add) => findShadowed(context, functions, add),
};

function findShadowed(
  context: DetectContext,
  names: ReadonlySet<string>,
  add: (site: ShadowedInternalSite) => void,
): void {
  if (!context.mayBindInternals()) return;
  const { tree } = context;
  const scopes: Scope[] = [];
  walk(tree, {
    enter(node) {
      const bound = namesBoundBy(tree, node);
      if (bound !== null) scopes.push({ binder: node, bound });
      const name = nameUsedBy(tree, node);
      if (name === null || !names.has(name)) return;
      const scope = scopes.findLast((candidate) => candidate.bound.has(name));
      if (scope !== undefined) add(makeSite(tree, node, name, scope));
    },
    leave(node) {
      if (scopes.at(-1)?.binder === node) scopes.pop();
    },
  });
}

interface Scope {
  readonly binder: NodeIndex;
  readonly bound: ReadonlyMap<string, readonly NodeIndex[]>;
}

function makeSite(tree: Tree, node: NodeIndex, name: string, { binder, bound }: Scope): ShadowedInternalSite {
  const operator = childByField(tree, node, Field.Operator);
  const place = operator === none ? node : operator;
  const span = spanOf(tree, place);
  const message = `found \`${latin1Of(tree, place)}\` where \`${name}\` is bound to something else`;
  return { span, verdict: "error", message, node, name, binder, definitions: bound.get(name) ?? [] };
}

/** Tells whether an attribute or parameter of the tree has the name of a literal or of an operator's function. */
export function mayBindInternals(tree: Tree): boolean {
  for (let node = 1; node < tree.nodeCount; node++) {
    const kind = kindOf(tree, node);
    if (kind !== Kind.Identifier && kind !== Kind.StringFragment) continue;
    if (kind === Kind.Identifier && kindOf(tree, node - 1) === Kind.VariableExpression) continue;
    const length = endOf(tree, node) - startOf(tree, node);
    // The names have 4 to 10 bytes and begin with `_`, `f`, `n` or `t`.
    if (length < 4 || length > 10 || !startsLikeName(tree.source[startOf(tree, node)] ?? 0)) continue;
    const name = latin1Of(tree, node);
    if (literals.has(name) || functions.has(name)) return true;
  }
  return false;
}

function startsLikeName(byte: number): boolean {
  return byte === 0x5f || byte === 0x66 || byte === 0x6e || byte === 0x74;
}

/** Returns the names a node binds for all that is in it, or null for one that binds none. */
function namesBoundBy(tree: Tree, node: NodeIndex): ReadonlyMap<string, readonly NodeIndex[]> | null {
  switch (kindOf(tree, node)) {
    case Kind.LetExpression:
    case Kind.LetAttrsetExpression:
    case Kind.RecAttrsetExpression: {
      const entries = [...bindingTree(tree, node).entries.values()];
      return new Map(entries.map(({ name, definitions }) => [name, definitions]));
    }
    case Kind.FunctionExpression:
      return new Map(parametersOf(tree, node).map((name) => [latin1Of(tree, name), [name]]));
    default:
      return null;
  }
}

function parametersOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  const formals = childByField(tree, node, Field.Formals);
  return [
    ...childrenByField(tree, node, Field.Universal),
    ...childrenByField(tree, formals, Field.Formal).map((formal) => childByField(tree, formal, Field.Name)),
  ];
}

/** Returns the name that evaluating the node itself looks up, where it is a variable or an operator. */
function nameUsedBy(tree: Tree, node: NodeIndex): string | null {
  switch (kindOf(tree, node)) {
    case Kind.VariableExpression: {
      const name = latin1Of(tree, node);
      return literals.has(name) ? name : null;
    }
    case Kind.UnaryExpression:
      return prefixOperator(operatorOf(tree, node))?.legacyFunction ?? null;
    case Kind.BinaryExpression:
      return infixOperator(operatorOf(tree, node))?.legacyFunction ?? null;
    default:
      return null;
  }
}

function operatorOf(tree: Tree, node: NodeIndex): Kind {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (fieldOf(tree, child) === Field.Operator) return kindOf(tree, child);
  }
  return Kind.Error;
}

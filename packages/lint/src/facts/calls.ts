/**
 * Calls and the functions they call: `f a b` as a function with arguments, and which functions are builtins or members
 * of nixpkgs' `lib`, as far as the file itself shows.
 */
import {
  attrsOf,
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  staticName,
  unwrapParentheses,
} from "@lix-tools/parser";
import { TargetCode } from "@lix-tools/eval-core";
import type { FileContext } from "../engine/context.ts";

/** `callee a b c`. */
export interface Call {
  readonly node: NodeIndex;
  readonly callee: NodeIndex;
  readonly args: readonly NodeIndex[];
}

/** Returns the whole call an `apply_expression` is, or null where it is only the function part of a longer one. */
export function callAt(ctx: FileContext, node: NodeIndex): Call | null {
  const { tree } = ctx;
  // The function of an application comes right after it, so its parent is the record before.
  if (kindOf(tree, node - 1) === Kind.ApplyExpression && childByField(tree, node - 1, Field.Function) === node)
    return null;
  return flattenCall(ctx, node);
}

/** Returns the function and arguments of an `apply_expression`. */
export function flattenCall({ tree }: FileContext, node: NodeIndex): Call {
  const args: NodeIndex[] = [];
  let callee = node;
  while (kindOf(tree, callee) === Kind.ApplyExpression) {
    args.push(childByField(tree, callee, Field.Argument));
    callee = childByField(tree, callee, Field.Function);
  }
  return { node, callee: unwrapParentheses(tree, callee), args: args.toReversed() };
}

/** Returns the attribute names of a selection without a default, or null if one is computed. */
export function selectedPath({ tree }: FileContext, node: NodeIndex): { base: NodeIndex; names: string[] } | null {
  if (kindOf(tree, node) !== Kind.SelectExpression || childByField(tree, node, Field.Default) !== none) return null;
  const attrs = attrsOf(tree, node);
  const names: string[] = [];
  for (const attr of attrs) {
    const name = staticName(tree, attr);
    if (name === null) return null;
    names.push(name);
  }
  return { base: childByField(tree, node, Field.Expression), names };
}

/** Returns the name of a variable, or null for another expression. */
export function variableName(ctx: FileContext, node: NodeIndex): string | null {
  return kindOf(ctx.tree, node) === Kind.VariableExpression ? ctx.name(node) : null;
}

/** Tells whether a variable means the global of its name. */
export function isGlobal(ctx: FileContext, variable: NodeIndex): boolean {
  return (ctx.resolution().targets[variable + 1] ?? TargetCode.None) === TargetCode.Global;
}

/** Returns the name of the builtin an expression is (`map`, `builtins.map`, `__map`), or null. */
export function builtinAt(ctx: FileContext, node: NodeIndex): string | null {
  const name = variableName(ctx, node);
  if (name !== null) return isGlobal(ctx, node) ? name.replace(/^__/, "") : null;
  const path = selectedPath(ctx, node);
  if (path === null || path.names.length !== 1 || variableName(ctx, path.base) !== "builtins") return null;
  return isGlobal(ctx, path.base) ? (path.names[0] ?? null) : null;
}

/** Sets of functions within `lib`, which repeats their members. */
const libParts: ReadonlySet<string> = new Set([
  "attrsets",
  "debug",
  "fixedPoints",
  "lists",
  "modules",
  "options",
  "strings",
  "trivial",
  "types",
]);

/**
 * Returns the name of the function of nixpkgs' `lib` that an expression looks like: `lib.optional`, `pkgs.lib.f`,
 * `lib.lists.f`, a plain name that a `with lib;` provides or that is inherited from `lib`. Null for anything else.
 */
export function libFunctionAt(ctx: FileContext, node: NodeIndex): string | null {
  const path = selectedPath(ctx, node);
  if (path !== null) {
    const base = variableName(ctx, path.base);
    if (base === null) return null;
    const whole = [base, ...path.names];
    const last = whole.pop() ?? null;
    return isLibPath(whole) ? last : null;
  }
  const name = variableName(ctx, node);
  if (name === null) return null;
  const target = ctx.nameTarget(node + 1);
  if (target?.kind === "with") return target.frames.some((frame) => isLibEnvironment(ctx, frame.node)) ? name : null;
  if (target?.kind !== "definition" || target.definition.kind !== "inherit-from") return null;
  const [defined] = target.definition.nodes;
  return defined !== undefined && isInheritedFromLib(ctx, defined) ? name : null;
}

function isLibPath(names: readonly string[]): boolean {
  const end = names.length > 1 && libParts.has(names.at(-1) ?? "") ? -1 : names.length;
  return names.slice(0, end).at(-1) === "lib";
}

function isLibEnvironment(ctx: FileContext, withNode: NodeIndex): boolean {
  return isLib(ctx, childByField(ctx.tree, withNode, Field.Environment));
}

/** Tells whether an expression is written like nixpkgs' `lib`. */
export function isLib(ctx: FileContext, node: NodeIndex): boolean {
  const name = variableName(ctx, node);
  if (name !== null) return name === "lib";
  const path = selectedPath(ctx, node);
  const base = path === null ? null : variableName(ctx, path.base);
  return path !== null && base !== null && isLibPath([base, ...path.names]);
}

function isInheritedFromLib(ctx: FileContext, attr: NodeIndex): boolean {
  const item = ctx.parent(ctx.parent(attr));
  return kindOf(ctx.tree, item) === Kind.InheritFrom && isLib(ctx, childByField(ctx.tree, item, Field.Expression));
}

/** Returns the builtin or `lib` function an expression is, or null. */
export function knownFunctionAt(ctx: FileContext, node: NodeIndex): string | null {
  return builtinAt(ctx, node) ?? libFunctionAt(ctx, node);
}

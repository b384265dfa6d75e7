/**
 * The state of lowering one tree: the tree with its resolution, how many binders are open, and what was found wrong.
 */
import {
  childByField,
  type Diagnostic,
  type Field,
  type NodeIndex,
  none,
  spanOf,
  type StringReading,
  type Tree,
} from "@lix-tools/parser";
import { type BoundTerm, type NameTerm, type NullTerm, type Origin, Tag, type Term } from "../core/term.ts";
import type { Resolution, Scope } from "./resolution.ts";

export interface Lowering {
  readonly tree: Tree;
  readonly resolution: Resolution;
  readonly reading: StringReading;
  readonly diagnostics: Diagnostic[];
  /** Whether the values of slots are lowered when they are first read. */
  readonly isLazy: boolean;
  /** Nodes on the way down a chain; every call of `lowerTerm` uses what it pushed itself. */
  readonly chain: NodeIndex[];
  /** For each open scope, by its number, how many binders were open outside it. */
  readonly levels: number[];
  /** How many binders are open. */
  level: number;
  /** How deep `lowerTerm` is in itself. */
  depth: number;
}

/** Returns the range of a node. */
export function originOf({ tree }: Lowering, node: NodeIndex): Origin {
  return spanOf(tree, node);
}

/** Returns the child with the field, or the node itself where an erroneous tree lacks it. */
export function requiredChild({ tree }: Lowering, node: NodeIndex, field: Field): NodeIndex {
  const child = childByField(tree, node, field);
  return child === none ? node : child;
}

/** Opens a binder for a scope of the tree. */
export function openScope(lowering: Lowering, scope: Scope): void {
  lowering.levels[scope.number] = lowering.level;
  lowering.level++;
}

/** Opens a binder that the tree does not show. */
export function openBinder(lowering: Lowering): void {
  lowering.level++;
}

/** Closes the innermost binder. */
export function closeScope(lowering: Lowering): void {
  lowering.level--;
}

/** Returns the variable of a slot of an open scope. */
export function boundTerm(
  lowering: Lowering,
  scope: Scope,
  { slot, name }: { slot: number; name: string },
  origin: Origin,
): BoundTerm {
  const level = lowering.levels[scope.number] ?? 0;
  return { tag: Tag.Bound, origin, depth: lowering.level - 1 - level, slot, name };
}

/** Returns a name that no binder provides. */
export function nameTerm(name: string, withs: number, origin: Origin): NameTerm {
  return { tag: Tag.Name, origin, name, withs };
}

/** Returns `null`, for places of erroneous trees that hold nothing to lower. */
export function nullTerm(origin: Origin): NullTerm {
  return { tag: Tag.Null, origin };
}

/** Returns a call of a function with one argument after the other. */
export function applyTerm(origin: Origin, fn: Term, ...args: readonly Term[]): Term {
  return args.reduce<Term>((inner, argument) => ({ tag: Tag.Apply, origin, function: inner, argument }), fn);
}

/** Notes an error. */
export function report(lowering: Lowering, node: NodeIndex, code: string, message: string): void {
  lowering.diagnostics.push({ code, severity: "error", span: originOf(lowering, node), message });
}

/**
 * How deep lowering may be in itself; brackets, braces and names of a path each take a level, and up to a kilobyte of a
 * stack of one megabyte. The parser lets through 1,000 brackets; real code stays below 300.
 */
export const maxDepth = 1100;

/** Returns what `lower` returns one level deeper, or `null` and a diagnostic where that would be too deep. */
export function nested(lowering: Lowering, node: NodeIndex, lower: () => Term): Term {
  if (lowering.depth >= maxDepth) return tooDeep(lowering, node);
  lowering.depth++;
  const term = lower();
  lowering.depth--;
  return term;
}

/** Notes that a node is nested too deep. Returns a term to stand for it. */
export function tooDeep(lowering: Lowering, node: NodeIndex): NullTerm {
  report(lowering, node, "eval/nesting-too-deep", `found expressions nested more than ${maxDepth} deep`);
  return nullTerm(originOf(lowering, node));
}

/**
 * Rules over calls such as `stdenv.mkDerivation { … }`: which function is called, and the set it is called on. Sets
 * behind `rec` or `finalAttrs:` count; what is computed elsewhere is unknown, and rules are silent about it.
 */
import {
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  plainText,
  unwrapParentheses,
} from "@lix-tools/parser";
import type { FileContext, RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { builtinAt, callAt, flattenCall, selectedPath, variableName } from "../../facts/calls.ts";
import { bindingsOf, pathNames } from "../../facts/shape.ts";

/** A call that makes a package. */
export interface Derivation {
  /** Such as `mkDerivation` or `buildPythonPackage`. */
  readonly builder: string;
  /** Whether it is `mkDerivation` of a `stdenv`, and not a function around it that may add to the set. */
  readonly isStandard: boolean;
  /** The set literal. */
  readonly set: NodeIndex;
  /** Values by name; paths such as `meta.license` are joined by dots. */
  readonly values: ReadonlyMap<string, NodeIndex>;
  /** The bindings by name, the first one where paths share a beginning. */
  readonly bindings: ReadonlyMap<string, NodeIndex>;
  /** Every name the set defines, inherited ones too. */
  readonly names: ReadonlySet<string>;
}

const builders =
  /^(mkDerivation|mkDerivationWith|build[A-Z]\w*(Package|Application|Module|Plugin|Extension|Gem|Crate)|buildRustPackage|buildGoModule|buildGoPackage|buildNpmPackage|stdenvNoCC|mkDerivationNoCC)$/;

/** Returns the derivation an `apply_expression` makes, or null. */
export function derivationAt(ctx: FileContext, node: NodeIndex): Derivation | null {
  const { tree } = ctx;
  const call = callAt(ctx, node);
  const argument = call?.args.at(-1);
  if (call === null || argument === undefined) return null;
  const builder = variableName(ctx, call.callee) ?? selectedPath(ctx, call.callee)?.names.at(-1) ?? "";
  if (!builders.test(builder) || isForeign(ctx, call.callee)) return null;
  let set = unwrapParentheses(tree, argument);
  if (kindOf(tree, set) === Kind.FunctionExpression) set = unwrapParentheses(tree, childByField(tree, set, Field.Body));
  const kind = kindOf(tree, set);
  if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return null;
  return { builder, isStandard: isStandardBuilder(ctx, call.callee), set, ...attributesOf(ctx, set) };
}

const standardEnvironment = /^stdenv(NoCC|_\w+)?$|[sS]tdenv$/;

/** `stdenv.mkDerivation`, `pkgs.stdenv.mkDerivation`, or the plain name from a `with` or `inherit` of one. */
function isStandardBuilder(ctx: FileContext, callee: NodeIndex): boolean {
  const path = selectedPath(ctx, callee);
  if (path !== null) return path.names.at(-1) === "mkDerivation" && isStandardEnvironment(ctx, callee);
  if (variableName(ctx, callee) !== "mkDerivation") return false;
  const target = ctx.nameTarget(callee + 1);
  if (target?.kind === "with") return providersOf(ctx, target.frames).some((node) => isStandardEnvironment(ctx, node));
  if (target?.kind !== "definition" || target.definition.kind !== "inherit-from") return false;
  const [attr = none] = target.definition.nodes;
  const source = childByField(ctx.tree, ctx.parent(ctx.parent(attr)), Field.Expression);
  return source !== none && isStandardEnvironment(ctx, source);
}

/** Looks at `stdenv` in `stdenv`, `pkgs.stdenv` and `stdenv.mkDerivation`. */
function isStandardEnvironment(ctx: FileContext, node: NodeIndex): boolean {
  const path = selectedPath(ctx, node);
  const names = path === null ? [] : path.names.filter((name) => name !== "mkDerivation");
  const last = names.at(-1) ?? variableName(ctx, path?.base ?? node);
  return last !== null && standardEnvironment.test(last);
}

function providersOf({ tree }: FileContext, frames: readonly { readonly node: NodeIndex }[]): NodeIndex[] {
  return frames.map(({ node }) => childByField(tree, node, Field.Environment));
}

/** A plain name that a file of the same project provides, as in `with import ./config.nix;`, may be anything. */
function isForeign(ctx: FileContext, callee: NodeIndex): boolean {
  if (kindOf(ctx.tree, callee) !== Kind.VariableExpression) return false;
  const target = ctx.nameTarget(callee + 1);
  return target?.kind === "with" && providersOf(ctx, target.frames).some((node) => isImportOfFile(ctx, node));
}

function isImportOfFile(ctx: FileContext, node: NodeIndex): boolean {
  if (kindOf(ctx.tree, node) !== Kind.ApplyExpression) return false;
  const { callee, args } = flattenCall(ctx, node);
  const [path = none] = args;
  return builtinAt(ctx, callee) === "import" && kindOf(ctx.tree, path) === Kind.PathExpression;
}

/** Tells whether a path is one of a test, where things are written that nobody would write elsewhere. */
export function isTest({ path }: FileContext): boolean {
  return path !== null && /(^|\/)tests?(\/|[-.][^/]*$)/.test(path);
}

function attributesOf(ctx: FileContext, set: NodeIndex): Pick<Derivation, "values" | "bindings" | "names"> {
  const values = new Map<string, NodeIndex>();
  const bindings = new Map<string, NodeIndex>();
  for (const binding of bindingsOf(ctx, set)) {
    const path = pathNames(ctx, binding);
    if (path === null || path.includes(null)) continue;
    const name = path.join(".");
    const head = path[0] ?? "";
    if (!bindings.has(head)) bindings.set(head, binding);
    values.set(name, childByField(ctx.tree, binding, Field.Expression));
  }
  const names = new Set(ctx.resolution().bindings.get(set)?.entries.keys());
  return { values, bindings, names };
}

/** Returns the text of a string without interpolations, or null for another expression. */
export function stringAt({ tree }: FileContext, node: NodeIndex | undefined): string | null {
  if (node === undefined || node === none) return null;
  const kind = kindOf(tree, node);
  return kind === Kind.StringExpression || kind === Kind.IndentedStringExpression ? plainText(tree, node) : null;
}

/** Returns the elements of every list literal in an expression of `++` and calls of `optional`; `none` of other parts. */
export function listedElements(ctx: FileContext, node: NodeIndex): NodeIndex[] {
  const { tree } = ctx;
  const inner = unwrapParentheses(tree, node);
  switch (kindOf(tree, inner)) {
    case Kind.ListExpression: {
      const elements: NodeIndex[] = [];
      const end = inner + (tree.records[inner * 4 + 3] ?? 1);
      for (let child = inner + 1; child < end; child += tree.records[child * 4 + 3] ?? 1) {
        if ((((tree.records[child * 4] ?? 0) >>> 16) & 0xff) === Field.Element) elements.push(child);
      }
      return elements;
    }
    case Kind.BinaryExpression:
      return [
        ...listedElements(ctx, childByField(tree, inner, Field.Left)),
        ...listedElements(ctx, childByField(tree, inner, Field.Right)),
      ];
    case Kind.WithExpression:
      return listedElements(ctx, childByField(tree, inner, Field.Body));
    default:
      return [];
  }
}

/** Returns the last name of a variable or selection, which is how packages are written. */
export function packageName(ctx: FileContext, node: NodeIndex): string | null {
  return variableName(ctx, node) ?? selectedPath(ctx, node)?.names.at(-1) ?? null;
}

/** What a rule about derivations says besides its check. */
export type DerivationRule = Pick<Rule, "name" | "code" | "summary" | "severity" | "fix"> & {
  readonly checkDerivation: (derivation: Derivation, ctx: RuleContext, node: NodeIndex) => void;
};

/** Returns a rule that looks at every derivation. */
export function derivationRule({ checkDerivation, ...rule }: DerivationRule): Rule {
  return defineRule({
    ...rule,
    group: "nixpkgs",
    preset: "nixpkgs",
    since: "0.1",
    kinds: [Kind.ApplyExpression],
    check(node, ctx) {
      const derivation = derivationAt(ctx, node);
      if (derivation !== null) checkDerivation(derivation, ctx, node);
    },
  });
}

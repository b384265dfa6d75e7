/**
 * What no legacy text can mean, and what changes though the value does not.
 */
import { lowerTree } from "@lix-tools/eval-core";
import {
  attrsOf,
  childByField,
  endOf,
  expressionOf,
  Field,
  forEachOfKind,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  root,
  spanOf,
  startOf,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";
import { findFloatArithmetic } from "../proof/float-arithmetic.ts";
import { globalsOf } from "./constructs/scoped-import.ts";
import type { Job } from "./job.ts";
import type { DownlevelNote } from "./result.ts";

/** What a file is to those who run it: the file that a command line names, or one that others import. */
export type FileRole = "entry" | "imported";

/** Notes everything that makes the file impossible to down-level but what its constructs find themselves. */
export function findImpossible(job: Job, role: FileRole): void {
  if (role === "entry") refuseAutocall(job);
  refuseScopedImportUsing(job);
  refuseOpaqueFloats(job);
  refuseShadowedOperators(job);
}

/** Returns what is to be said about a file that was down-levelled. */
export function findNotes(tree: Tree): DownlevelNote[] {
  const notes: DownlevelNote[] = [];
  forEachOfKind(tree, [Kind.Identifier, Kind.StringFragment], (node) => {
    const word = latin1Of(tree, node);
    if (word !== "__curPos" && word !== "unsafeGetAttrPos" && word !== "__unsafeGetAttrPos") return;
    notes.push({ kind: "positions", span: spanOf(tree, node), message: `\`${word}\` gives other positions` });
  });
  const entry = autocalled(tree);
  if (entry !== none && tree.langver.features.has("no-autocall")) {
    const message = "legacy command lines call this function where they are given the file; Nix 2 does not";
    notes.push({ kind: "autocall", span: { start: startOf(tree, entry), end: startOf(tree, entry) + 1 }, message });
  }
  return notes;
}

function refuseAutocall(job: Job): void {
  const { tree } = job;
  const entry = autocalled(tree);
  if (entry === none || !tree.langver.features.has("no-autocall")) return;
  const span = { start: startOf(tree, entry), end: startOf(tree, entry) + 1 };
  job.refuse(span, "downlevel/autocall", "legacy command lines call the function that this file is");
}

/** Returns the function with formals that the file is or may be, or `none`. */
function autocalled(tree: Tree, node: NodeIndex = expressionOf(tree, root)): NodeIndex {
  const inner = unwrapParentheses(tree, node);
  switch (kindOf(tree, inner)) {
    case Kind.FunctionExpression:
      return childByField(tree, inner, Field.Formals) === none ? none : inner;
    case Kind.LetExpression:
    case Kind.InheritExpression:
    case Kind.WithExpression:
    case Kind.AssertExpression:
      return autocalled(tree, childByField(tree, inner, Field.Body));
    case Kind.IfExpression: {
      const consequence = autocalled(tree, childByField(tree, inner, Field.Consequence));
      return consequence === none ? autocalled(tree, childByField(tree, inner, Field.Alternative)) : consequence;
    }
    default:
      return none;
  }
}

function refuseScopedImportUsing(job: Job): void {
  const { tree } = job;
  const written = new Set<NodeIndex>();
  forEachOfKind(tree, [Kind.ApplyExpression], (node) => {
    if (globalsOf(job, node) === null) return;
    const callee = childByField(tree, node, Field.Function);
    const attrs = attrsOf(tree, callee);
    for (const attr of attrs) written.add(startOf(tree, attr));
  });
  forEachOfKind(tree, [Kind.Identifier, Kind.StringFragment], (node) => {
    const start = startOf(tree, node);
    if (latin1Of(tree, node) !== "scopedImportUsing" || written.has(start) || written.has(start - 1)) return;
    const reason =
      "legacy imports no file with other features, and adds only globals that are written out: `env: env // { … }`";
    job.refuse(spanOf(tree, node), "downlevel/scoped-import-using", reason);
  });
}

/** Arithmetic fails on floats where they are opaque; legacy calculates. */
function refuseOpaqueFloats(job: Job): void {
  if (!job.tree.langver.features.has("opaque-floats")) return;
  const reason = "an operand may be a float, which legacy calculates with";
  for (const span of findFloatArithmetic(lowerTree(job.tree).term)) job.refuse(span, "downlevel/opaque-floats", reason);
}

const operatorNames: ReadonlyMap<Kind, string> = new Map<Kind, string>([
  [Kind.Minus, "__sub"],
  [Kind.Star, "__mul"],
  [Kind.Slash, "__div"],
  [Kind.Less, "__lessThan"],
  [Kind.LessEqual, "__lessThan"],
  [Kind.Greater, "__lessThan"],
  [Kind.GreaterEqual, "__lessThan"],
]);

/** In legacy these operators call whatever the name means where they stand. */
function refuseShadowedOperators(job: Job): void {
  const { tree } = job;
  const names = new Set(operatorNames.values());
  const definitions = job.file.resolution().definitions.filter(({ name }) => names.has(name));
  if (definitions.length === 0) return;
  forEachOfKind(tree, [Kind.BinaryExpression, Kind.UnaryExpression], (node) => {
    const operator = childByField(tree, node, Field.Operator);
    const name = operatorNames.get(kindOf(tree, operator));
    const isShadowed = definitions.some(
      (definition) => definition.name === name && isInside(tree, node, definition.scope.node),
    );
    if (!isShadowed) return;
    job.refuse(
      spanOf(tree, operator),
      "downlevel/operator-shadowed",
      `legacy would call the \`${name ?? ""}\` of the file`,
    );
  });
}

function isInside(tree: Tree, node: NodeIndex, outer: NodeIndex): boolean {
  return startOf(tree, node) >= startOf(tree, outer) && endOf(tree, node) <= endOf(tree, outer);
}

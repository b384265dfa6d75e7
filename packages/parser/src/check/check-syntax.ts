/**
 * What is wrong with a finished tree although it parsed: the rules that the grammar leaves out because a check gives the
 * better message (grammar/README, "What the grammar does not say"). One pass over the records; every check is for one or
 * a few kinds of node, and for most nodes there is none.
 *
 * Errors are what the evaluators of the file's language refuse. Style and deprecations are the linter's.
 */
import { Kind, kindNames } from "../cst/kinds.generated.ts";
import { kindMask, recordWords } from "../cst/layout.ts";
import type { NodeIndex, Tree } from "../cst/tree.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { checkBindings, checkInheritedNames, checkInheritPath } from "./attribute-names.ts";
import type { CheckContext, Implementation } from "./check-context.ts";
import { checkFeature, checkFormalToken, checkListElements, featureOfKind } from "./feature-use.ts";
import { NameHashes } from "./name-hashes.ts";
import { checkFloat, checkIndex, checkInteger } from "./number-form.ts";
import { checkParameters } from "./parameters.ts";
import { checkPath } from "./path-form.ts";
import { checkPipes } from "./pipes.ts";
import { checkFormalDefault, checkHasAttr, checkSelectedNumber, checkSlice } from "./selection-form.ts";
import { checkNulOutsideStrings, checkSourceBytes } from "./source-bytes.ts";
import { checkEscape, checkIndentation, checkLegacyNul } from "./string-form.ts";
import { checkTokenBoundaries } from "./token-boundaries.ts";
import { checkUnpackSpacing } from "./unpack-form.ts";

export interface CheckOptions {
  /** Whose verdict counts where Nix and Lix differ. Default: `either`. */
  readonly implementation?: Implementation;
}

/** Returns what the language of an error-free tree forbids in it, in the order of the source. */
export function checkSyntax(tree: Tree, options: CheckOptions = {}): Diagnostic[] {
  const isNix2 = tree.langver.dialect !== "nix";
  const implementation = options.implementation ?? "either";
  const context: CheckContext = { tree, isNix2, implementation, diagnostics: [] };
  context.diagnostics.push(...checkSourceBytes(tree.source, tree.langver));
  if (isNix2) checkNix2(context);
  else checkLegacy(context);
  return context.diagnostics.sort((a, b) => a.span.start - b.span.start);
}

/** Marks the kinds that a pass stops at. */
function makeStops(kinds: Iterable<Kind>): Uint8Array {
  const stops = new Uint8Array(kindNames.length);
  for (const kind of kinds) stops[kind] = 1;
  return stops;
}

const sharedKinds: readonly Kind[] = [
  Kind.AttrsetExpression,
  Kind.FloatExpression,
  Kind.FunctionExpression,
  Kind.HpathExpression,
  Kind.InheritedAttrs,
  Kind.IntegerExpression,
  Kind.LetExpression,
  Kind.PathExpression,
  Kind.PipeLeft,
  Kind.RecAttrsetExpression,
];

const legacyStops: Uint8Array = makeStops([...sharedKinds, Kind.LetAttrsetExpression]);

const nix2Stops: Uint8Array = makeStops([
  ...sharedKinds,
  ...featureOfKind.keys(),
  Kind.EscapeSequence,
  Kind.Formal,
  Kind.HasAttrExpression,
  Kind.IndentedStringExpression,
  Kind.ListExpression,
  Kind.ListIndex,
  Kind.SelectExpression,
]);

/** Calls `visit` for the nodes of the marked kinds. */
function forEachStop(tree: Tree, stops: Uint8Array, visit: (node: NodeIndex, kind: Kind) => void): void {
  const { records, nodeCount } = tree;
  for (let node = 0; node < nodeCount; node++) {
    const kind = (records[node * recordWords] ?? 0) & kindMask;
    if (stops[kind] === 1) visit(node, kind as Kind); // a record holds nothing else
  }
}

function checkLegacy(context: CheckContext): void {
  const { tree } = context;
  const hashes = new NameHashes();
  let hasLeftPipe = false;
  forEachStop(tree, legacyStops, (node, kind) => {
    if (kind === Kind.PipeLeft) hasLeftPipe = true;
    else checkShared(context, node, kind, hashes);
  });
  if (hasLeftPipe) checkAllPipes(context);
  if (tree.source.includes(0)) {
    const textKinds = makeStops([Kind.StringFragment, Kind.EscapeSequence]);
    forEachStop(tree, textKinds, (node) => checkLegacyNul(context, node));
  }
}

function checkAllPipes(context: CheckContext): void {
  forEachStop(context.tree, makeStops([Kind.BinaryExpression]), (node) => checkPipes(context, node));
}

/** Checks that every dialect has. */
function checkShared(context: CheckContext, node: NodeIndex, kind: Kind, hashes: NameHashes): void {
  switch (kind) {
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
    case Kind.LetAttrsetExpression:
    case Kind.LetExpression:
    case Kind.InheritExpression:
      return checkBindings(context, node, hashes);
    case Kind.InheritedAttrs:
      return checkInheritedNames(context, node);
    case Kind.FunctionExpression:
      return checkParameters(context, node, hashes);
    case Kind.IntegerExpression:
      return checkInteger(context, node);
    case Kind.FloatExpression:
      return checkFloat(context, node);
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return checkPath(context, node);
    default:
  }
}

function checkNix2(context: CheckContext): void {
  const { tree } = context;
  const hashes = new NameHashes();
  let hasLeftPipe = false;
  /** Offset behind the clause of the last `inherit … ; body`, whose paths come next in the walk. */
  let clauseEnd = 0;
  forEachStop(tree, nix2Stops, (node, kind) => {
    if (kind === Kind.PipeLeft) hasLeftPipe = true;
    if (kind === Kind.InheritExpression) clauseEnd = node + 2;
    if (kind === Kind.InheritPaths) checkPaths(context, node, node < clauseEnd ? "expression" : "bindings");
    checkShared(context, node, kind, hashes);
    checkNix2Form(context, node, kind);
    checkFeature(context, node);
  });
  checkTokenBoundaries(context);
  if (hasLeftPipe) checkAllPipes(context);
  if (tree.langver.features.has("nul-strings")) context.diagnostics.push(...checkNulOutsideStrings(tree));
}

/** Checks that only Nix 2 has. */
function checkNix2Form(context: CheckContext, node: NodeIndex, kind: Kind): void {
  switch (kind) {
    case Kind.EscapeSequence:
      return checkEscape(context, node);
    case Kind.IndentedStringExpression:
      return checkIndentation(context, node);
    case Kind.Formal:
      checkFormalDefault(context, node);
      return checkFormalToken(context, node);
    case Kind.HasAttrExpression:
      return checkHasAttr(context, node);
    case Kind.ListExpression:
      return context.tree.langver.dialect === "nix2_future" ? checkListElements(context, node) : undefined;
    case Kind.ListIndex:
      return checkIndex(context, node);
    case Kind.ListUnpack:
    case Kind.SetUnpack:
      return checkUnpackSpacing(context, node);
    case Kind.ListSliceExpression:
    case Kind.SetSliceExpression:
      checkSelectedNumber(context, node);
      return checkSlice(context, node);
    case Kind.SelectExpression:
    case Kind.IndexExpression:
    case Kind.NullSelectExpression:
      return checkSelectedNumber(context, node);
    default:
  }
}

function checkPaths(context: CheckContext, clause: NodeIndex, place: "bindings" | "expression"): void {
  const { records } = context.tree;
  const end = clause + (records[clause * recordWords + 3] ?? 1);
  for (let child = clause + 1; child < end; child += records[child * recordWords + 3] ?? 1) {
    const kind = (records[child * recordWords] ?? 0) & kindMask;
    if (kind === Kind.InheritPath) checkInheritPath(context, child, place);
  }
}

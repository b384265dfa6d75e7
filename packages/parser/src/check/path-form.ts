/**
 * Slashes in paths (specification A.4): a path does not end with one, and two in a row are allowed in few places.
 *
 * The lexers read a path in chunks. After the first chunk of text a second one must be followed by an interpolation; a
 * chunk ends behind a doubled slash's first half. Nix lets the second chunk be any text, Lix only one name. After the
 * first interpolation anything goes but a slash at the end.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { endOf, kindOf, type NodeIndex, startOf, sizeOf } from "../cst/tree.ts";
import { type CheckContext, report, type Finding, remove } from "./check-context.ts";

const slash = 0x2f;

/** Checks a `path_expression` or `hpath_expression`. */
export function checkPath(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const last = lastChild(context, node);
  const end = endOf(tree, node);
  if (kindOf(tree, last) === Kind.PathFragment && tree.source[end - 1] === slash) {
    const span = { start: end - 1, end };
    report(context, {
      code: "syntax/path-trailing-slash",
      span,
      message: "found a slash at the end of a path",
      fixes: [remove(span, "the slash")],
    });
  }
  const first = node + 1;
  if (kindOf(tree, first) === Kind.PathFragment) checkFirstFragment(context, first, first !== last);
}

/** Children of a path are leaves and interpolations, so the last one is near. */
function lastChild({ tree }: CheckContext, node: NodeIndex): NodeIndex {
  const end = node + sizeOf(tree, node);
  let child = node + 1;
  for (let next = child; next < end; next += sizeOf(tree, next)) child = next;
  return child;
}

function checkFirstFragment(context: CheckContext, fragment: NodeIndex, isInterpolated: boolean): void {
  const { tree } = context;
  const end = endOf(tree, fragment);
  const double = doubleSlash(tree.source, startOf(tree, fragment), end);
  if (double < 0) return;
  const second = doubleSlash(tree.source, double + 1, end);
  if (!isInterpolated) return reportDouble(context, double);
  if (second >= 0) return reportDouble(context, second);
  const next = tree.source.indexOf(slash, double + 2);
  const isOneName = next < 0 || next >= end;
  if (isOneName || (context.implementation === "cppnix" && !context.isNix2)) return;
  if (context.isNix2 || context.implementation === "lix") return reportDouble(context, double);
  reportDouble(context, double, { severity: "warning", notes: ["Nix accepts this path, Lix does not"] });
}

/** Returns the offset of the first of two slashes in a row, or -1. */
function doubleSlash(source: Uint8Array, start: number, end: number): number {
  for (let at = start; at + 1 < end; at++) if (source[at] === slash && source[at + 1] === slash) return at;
  return -1;
}

function reportDouble(context: CheckContext, at: number, details: Partial<Finding> = {}): void {
  const span = { start: at, end: at + 2 };
  const fixes = [remove({ start: at + 1, end: at + 2 }, "the second slash")];
  report(context, {
    code: "syntax/path-double-slash",
    span,
    message: "found `//` in a path, expected one slash",
    ...details,
    fixes,
  });
}

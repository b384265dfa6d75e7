/**
 * Trees to core terms: the entry of the lowering. The tree may be of any dialect; what its language says differently was
 * settled by the parser, the binding trees and the resolver before a term is made.
 */
import { type Diagnostic, readingOf, root, type StringReading, type Tree } from "@lix-tools/parser";
import type { Term } from "../core/term.ts";
import { lowerTerm } from "./expressions.ts";
import { type Lowering, tooDeep } from "./lowering.ts";
import { type Resolution, TargetCode } from "./resolution.ts";
import { resolveTree, type ResolveOptions } from "./scope.ts";

export interface LowerOptions extends ResolveOptions {
  /** Whose rules legacy `''` strings are read by; CppNix's unless said otherwise. */
  readonly reading?: StringReading;
  /** What `resolveTree` returned for the tree with the same options, where the caller has it already. */
  readonly resolution?: Resolution;
  /**
   * Lowers the values of sets and `let`s when they are first read, which is what an evaluator wants that reads few of
   * them. Errors that only lowering finds are then noted late, except undefined variables.
   */
  readonly lazy?: true;
}

export interface Lowered {
  /** What the file says. Where a diagnostic is an error the term under it may be `null` instead. */
  readonly term: Term;
  /** Undefined variables, numbers out of range, nesting too deep; in the order of the source. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Returns the core term of a file. Names that nothing defines are errors, and stand in the term as names. Never throws:
 * an error node, too, is a diagnostic and the term `null`.
 */
export function lowerTree(tree: Tree, options: LowerOptions = {}): Lowered {
  const resolution = options.resolution ?? resolveTree(tree, options);
  const lowering: Lowering = {
    tree,
    resolution,
    reading: options.reading ?? readingOf(tree),
    diagnostics: [],
    isLazy: options.lazy === true && !hasUnresolved(resolution),
    chain: [],
    levels: resolution.scopes.map(() => 0),
    level: 0,
    depth: 0,
  };
  const term = lowerWhole(lowering);
  const diagnostics = lowering.diagnostics.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { term, diagnostics };
}

/** Undefined variables are errors of the whole file, so a file that has some is lowered as a whole. */
function hasUnresolved({ targets }: Resolution): boolean {
  return targets.includes(TargetCode.Unresolved);
}

function lowerWhole(lowering: Lowering): Term {
  try {
    return lowerTerm(lowering, root);
  } catch (error) {
    // A caller deep in its own stack may leave less of it than the depth limit takes.
    if (!(error instanceof RangeError)) throw error;
    return tooDeep(lowering, root);
  }
}

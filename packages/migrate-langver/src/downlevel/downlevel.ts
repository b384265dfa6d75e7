/**
 * From Nix 2 to text that every Nix and Lix reads as the same: edits of one tree, or the places that have no such text.
 * What needs no change keeps its bytes. Nothing is proved here; `downlevel-source.ts` does that.
 */
import { makeLangver, type NodeIndex, parse, root, sizeOf, type Span, spanOf, type Tree } from "@lix-tools/parser";
import { createDraft, toEdits } from "./draft.ts";
import { type FileRole, findImpossible, findNotes } from "./impossible.ts";
import { createJob, NestedTooDeep } from "./job.ts";
import { originalEdits, originalOffsetOf, type Unified, unifyLineEndings } from "./line-endings.ts";
import { constructs } from "./registry.ts";
import type { Downlevelling, Impossible, ImpossibleCode } from "./result.ts";

/** What is known of the file beyond its text. */
export interface DownlevelOptions {
  readonly role?: FileRole;
  /** What to do although legacy does something else then. */
  readonly accepted?: ReadonlySet<ImpossibleCode>;
}

/** Returns the edits that make a tree without errors legacy text; none for a tree that is legacy already. */
export function downlevel(tree: Tree, options: DownlevelOptions = {}): Downlevelling {
  if (tree.langver.dialect === "nix") return { edits: [], notes: [] };
  const unified = unifyLineEndings(tree.source);
  const plain = unified.returns.length === 0 ? tree : parse(unified.source, { langver: tree.langver }).tree;
  const original = ({ start, end }: Span): Span => {
    return { start: originalOffsetOf(unified, start), end: originalOffsetOf(unified, end) };
  };
  const found = downlevelPlain(plain, unified, options);
  if (found.impossible !== undefined) {
    return { impossible: found.impossible.map((entry) => ({ ...entry, span: original(entry.span) })) };
  }
  return { ...found, notes: findNotes(plain).map((note) => ({ ...note, span: original(note.span) })) };
}

function downlevelPlain(
  tree: Tree,
  unified: Unified,
  { role = "imported", accepted }: DownlevelOptions,
): Downlevelling {
  const job = createJob(tree, constructs, makeLangver("legacy"));
  findImpossible(job, role);
  const draft = createDraft();
  try {
    if (sizeOf(tree, root) > 1) job.emitInside(root, draft);
  } catch (error) {
    if (!(error instanceof NestedTooDeep)) throw error;
    return { impossible: [tooDeep(tree, error.node)] };
  }
  const impossible = distinct(job.impossible.filter(({ code }) => accepted?.has(code) !== true));
  if (impossible.length > 0) return { impossible };
  const edits = toEdits(job.text, draft);
  if (edits === null) throw new TypeError("the new text of a file in UTF-8 is not UTF-8");
  return { edits: originalEdits(unified, edits), notes: [] };
}

function tooDeep(tree: Tree, node: NodeIndex): Impossible {
  return { span: spanOf(tree, node), code: "downlevel/nested-too-deep", reason: "constructs are nested too deep" };
}

/** In the order of the source; a place that is impossible for one reason is so once. */
function distinct(impossible: readonly Impossible[]): Impossible[] {
  const byPlace = new Map(impossible.map((entry) => [`${entry.span.start} ${entry.reason}`, entry]));
  return [...byPlace.values()].toSorted((a, b) => a.span.start - b.span.start);
}

/**
 * `{ k = v; *e; *f; }` is
 *
 *     builtins.foldl' (all: part: if builtins.attrNames (builtins.intersectAttrs all part) == [ ] then all // part
 *       else abort "…") { k = v; } [ (e) (f) ]
 *
 * Everything unpacked is forced with the set, in order, and a name that is there twice fails; so it is in Nix 2. By law
 * `disjoint-union`. Where the names of all parts are known to differ it is `{ k = v; } // e // f`, by law
 * `disjoint-update`. What is unpacked moves behind the set; comments beside it stay.
 */
import {
  childByField,
  childrenByField,
  childrenOf,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import { skipWhiteSpace } from "../../edit/spacing.ts";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { areDisjoint, namesOf } from "../known-names.ts";
import { unionFailure } from "../laws/disjoint-union.ts";
import { Level } from "../level.ts";
import { commentsIn } from "../tokens.ts";
import { isUnpackedSlice } from "./set-slice.ts";

/** Sets that unpack others. */
export const setUnpack: Construct = {
  name: "set-unpack",
  kinds: [Kind.AttrsetExpression],
  level({ tree }, node) {
    if (unpackedOf(tree, node).length === 0) return null;
    return isFast(tree, node) ? Level.Operation : Level.Application;
  },
  write(job, node, draft) {
    const { tree } = job;
    const items = unpackedOf(tree, node);
    const render = (item: NodeIndex, wanted: Level): string =>
      `${commentsIn(tree, item)}${job.render(childByField(tree, item, Field.Expression), wanted)}`;
    if (isFast(tree, node)) {
      writeBase(job, node, draft);
      const operands = items.map((item) => render(item, Level.Application));
      insert(draft, endOf(tree, node), ` // ${operands.join(" // ")}`);
      return;
    }
    insert(draft, startOf(tree, node), `${foldText(job, node)} `);
    writeBase(job, node, draft);
    insert(draft, endOf(tree, node), ` [ ${items.map((item) => render(item, Level.Argument)).join(" ")} ]`);
  },
};

/** Returns the items `*e;` that are more than an `inherit`. */
function unpackedOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  return childrenByField(tree, node, Field.Binding).filter(
    (item) => kindOf(tree, item) === Kind.SetUnpack && !isUnpackedSlice(tree, item),
  );
}

function isFast(tree: Tree, node: NodeIndex): boolean {
  const parts = unpackedOf(tree, node).map((item) => namesOf(tree, childByField(tree, item, Field.Expression)));
  return areDisjoint([namesOf(tree, node, "without-unpacked"), ...parts]);
}

/** The variables of the function are seen by nothing of the file. */
function foldText(job: Job, node: NodeIndex): string {
  const common = `${job.builtin("attrNames", node)} (${job.builtin("intersectAttrs", node)} all part)`;
  const failure = `${job.builtin("abort", node)} "${unionFailure}"`;
  return `${job.builtin("foldl'", node)} (all: part: if ${common} == [ ] then all // part else ${failure})`;
}

/** The set without what it unpacks. */
function writeBase(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const moved = new Set(unpackedOf(tree, node));
  for (const child of childrenOf(tree, node)) {
    if (moved.has(child)) replace(draft, ...cutRange(tree, child), "");
    else job.emit(child, Level.Whole, draft);
  }
}

/** A whole line, or the item with the white space behind it. */
function cutRange(tree: Tree, item: NodeIndex): [number, number] {
  const { source } = tree;
  const start = startOf(tree, item);
  const end = endOf(tree, item);
  const line = source.lastIndexOf(0x0a, start - 1);
  const startsLine = line >= 0 && skipWhiteSpace(source, line) === start;
  if (startsLine && source[end] === 0x0a) return [line, end];
  return [start, source[end] === 0x20 ? end + 1 : end];
}

/**
 * `{ k = v; *e; *f; }` is
 *
 *     builtins.foldl' (all: part: if builtins.attrNames (builtins.intersectAttrs all part) == [ ] then all // part
 *       else abort "…") { k = v; } [ (e) (f) ]
 *
 * Everything unpacked is forced with the set, in order, and a name that is there twice fails; so it is in Nix 2. By law
 * `disjoint-union`. What is unpacked moves behind the set; comments beside it stay. Where the names of all parts are known
 * to differ it is `{ k = v; } // e // f`, by law `disjoint-update`, and everything stays where it is.
 */
import {
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
  startOfLine,
  type Tree,
} from "@lix-tools/parser";
import { skipWhiteSpace } from "../../edit/spacing.ts";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { areDisjoint, type KnownNames, namesOf, namesOfItems } from "../known-names.ts";
import { unionFailure } from "../laws/disjoint-union.ts";
import { Level } from "../level.ts";
import { writeOperand } from "../operand.ts";
import { commentsIn, dropClosing, replaceToken, tokenOf } from "../tokens.ts";
import { isUnpackedSlice } from "./set-slice.ts";

/** Sets that unpack others. */
export const setUnpack: Construct = {
  name: "set-unpack",
  kinds: [Kind.AttrsetExpression],
  level({ tree, file }, node) {
    if (unpackedOf(tree, node).length === 0) return null;
    // A chain in a chain is a part of it.
    const isPart = childByKind(tree, file.parentOf(node), Kind.SlashSlash) !== none;
    return isFast(tree, node) && !isPart ? Level.Operation : Level.Application;
  },
  write(job, node, draft) {
    const { tree } = job;
    if (isFast(tree, node)) return writeChain(job, node, draft);
    const items = unpackedOf(tree, node).map(
      (item) => `${commentsIn(tree, item)}${job.render(childByField(tree, item, Field.Expression), Level.Argument)}`,
    );
    insert(draft, startOf(tree, node), `${foldText(job, node)} `);
    writeBase(job, node, draft);
    insert(draft, endOf(tree, node), ` [ ${items.join(" ")} ]`);
  },
};

/** Sets and what is unpacked between them, in the order of the text. */
function writeChain(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const children = childrenOf(tree, node);
  const [open = node, first = node] = children;
  const unpacked = new Set(unpackedOf(tree, node));
  const isFirst = unpacked.has(first) && children.length > 3;
  let isOpen = !isFirst;
  for (const [index, child] of children.entries()) {
    const kind = kindOf(tree, child);
    if (unpacked.has(child)) {
      const isGlued = tree.source[startOf(tree, child) - 1] === 0x7b;
      if (child !== first || !isFirst)
        insert(draft, startOf(tree, child), isOpen ? `${isGlued ? " " : ""}} // ` : "// ");
      writeOperand(job, child, { draft, from: startOf(tree, isFirst && child === first ? open : child) });
      replaceToken(tree, draft, tokenOf(tree, child, Kind.Semicolon), "");
      isOpen = false;
    } else if (kind === Kind.RightBrace) {
      if (!isOpen) dropClosing(tree, draft, child, children[index - 1] ?? child);
    } else if (fieldOf(tree, child) === Field.Binding) {
      if (!isOpen) insert(draft, startOf(tree, child), "// { ");
      isOpen = true;
      job.emit(child, Level.Whole, draft);
    }
  }
}

/** Returns the items `*e;` that are more than an `inherit`. */
function unpackedOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  return childrenByField(tree, node, Field.Binding).filter(
    (item) => kindOf(tree, item) === Kind.SetUnpack && !isUnpackedSlice(tree, item),
  );
}

/** Tells whether no name can be in two parts, the sets between what is unpacked included. */
function isFast(tree: Tree, node: NodeIndex): boolean {
  const parts = unpackedOf(tree, node).map((item) => namesOf(tree, childByField(tree, item, Field.Expression)));
  return areDisjoint([...setsOf(tree, node), ...parts]);
}

/** Returns the names of the sets that stand between what is unpacked. */
function setsOf(tree: Tree, node: NodeIndex): KnownNames[] {
  const unpacked = new Set(unpackedOf(tree, node));
  const sets: NodeIndex[][] = [[]];
  for (const item of childrenByField(tree, node, Field.Binding)) {
    if (unpacked.has(item)) sets.push([]);
    else sets.at(-1)?.push(item);
  }
  return sets.map((items) => namesOfItems(tree, items));
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
  const line = startOfLine(source, start);
  const startsLine = line > 0 && skipWhiteSpace(source, line) === start;
  if (startsLine && source[end] === 0x0a) return [line - 1, end];
  return [start, source[end] === 0x20 ? end + 1 : end];
}

/**
 * `[ a *b c ]` is `[ a ] ++ b ++ [ c ]`, and a list with commas is one without, its elements in parentheses where they
 * need them. Elements and comments stay where they are. What is unpacked first begins the chain, unless it is all there
 * is: that it is a list is known from an operator beside it.
 */
import {
  childByKind,
  childrenOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import { indentAt } from "../../edit/spacing.ts";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import { Level } from "../level.ts";
import { writeOperand } from "../operand.ts";
import { dropClosing, dropSeparator } from "../tokens.ts";

/** Lists with `*` or commas. */
export const listUnpack: Construct = {
  name: "list-unpack",
  kinds: [Kind.ListExpression],
  level({ tree, file, levelOf }, node) {
    const elements = elementsOf(tree, node);
    if (elements.some((element) => kindOf(tree, element) === Kind.ListUnpack)) {
      // A chain in a chain is a part of it.
      return childByKind(tree, file.parentOf(node), Kind.PlusPlus) === none ? Level.Operation : Level.Application;
    }
    if (childByKind(tree, node, Kind.Comma) !== none) return Level.Atom;
    return tree.langver.dialect === "nix2_future" && elements.some((element) => levelOf(element) > Level.Argument)
      ? Level.Atom
      : null;
  },
  write(job, node, draft) {
    const { tree } = job;
    const children = childrenOf(tree, node);
    const isFirst = beginsChain(tree, children);
    /** Whether a `[` of the new text is open. */
    let isOpen = !isFirst;
    for (const [index, child] of children.entries()) {
      const kind = kindOf(tree, child);
      if (kind === Kind.LeftBracket) continue;
      if (isFirst && index === 1) {
        writeOperand(job, child, { draft, from: startOf(tree, node) });
        continue;
      }
      if (kind === Kind.Comma) dropSeparator(tree, draft, child);
      else if (kind === Kind.RightBracket) {
        if (!isOpen) dropClosing(tree, draft, child, children[index - 1] ?? child);
      } else if (fieldOf(tree, child) !== Field.Element) continue;
      else if (kind === Kind.ListUnpack) {
        insert(
          draft,
          startOf(tree, child),
          isOpen ? `${tree.source[startOf(tree, child) - 1] === 0x5b ? " " : ""}] ++ ` : "++ ",
        );
        isOpen = false;
        writeOperand(job, child, { draft, from: startOf(tree, child) });
      } else {
        if (!isOpen) insert(draft, startOf(tree, child), `++ [${gapBefore(tree, child)}`);
        isOpen = true;
        job.emit(child, Level.Argument, draft);
      }
    }
  },
};

function elementsOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  return childrenOf(tree, node).filter((child) => fieldOf(tree, child) === Field.Element);
}

/** Tells whether the first child behind the bracket is unpacked, and not the only element. */
function beginsChain(tree: Tree, [, first, ...others]: readonly NodeIndex[]): boolean {
  if (first === undefined || kindOf(tree, first) !== Kind.ListUnpack) return false;
  return others.some((child) => fieldOf(tree, child) === Field.Element);
}

/** An element that begins a line still does behind what is put before it. */
function gapBefore(tree: Tree, child: NodeIndex): string {
  const { source } = tree;
  const start = startOf(tree, child);
  const indent = indentAt(source, start);
  return source[start - indent.length - 1] === 0x0a ? `\n${indent}` : " ";
}

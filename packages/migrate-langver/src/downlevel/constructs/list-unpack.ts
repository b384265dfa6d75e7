/**
 * `[ a *b c ]` is `[ a ] ++ b ++ [ c ]`, and a list with commas is one without, its elements in parentheses where they
 * need them. Elements and comments stay where they are.
 */
import {
  childByKind,
  childrenOf,
  childByField,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";
import { dropSeparator, replaceToken, tokenOf } from "../tokens.ts";

/** Lists with `*` or commas. */
export const listUnpack: Construct = {
  name: "list-unpack",
  kinds: [Kind.ListExpression],
  level({ tree, levelOf }, node) {
    const elements = elementsOf(tree, node);
    if (elements.some((element) => kindOf(tree, element) === Kind.ListUnpack)) return Level.Operation;
    if (childByKind(tree, node, Kind.Comma) !== none) return Level.Atom;
    return tree.langver.dialect === "nix2_future" && elements.some((element) => levelOf(element) > Level.Argument)
      ? Level.Atom
      : null;
  },
  write(job, node, draft) {
    const { tree } = job;
    /** Whether a `[` of the new text is open. */
    let isOpen = true;
    const children = childrenOf(tree, node);
    for (const [index, child] of children.entries()) {
      const kind = kindOf(tree, child);
      if (kind === Kind.LeftBracket) continue;
      if (kind === Kind.Comma) dropSeparator(tree, draft, child);
      else if (kind === Kind.RightBracket)
        closeList(tree, draft, { token: child, before: children[index - 1] ?? child, isOpen });
      else if (fieldOf(tree, child) !== Field.Element) continue;
      else if (kind === Kind.ListUnpack) {
        insert(
          draft,
          startOf(tree, child),
          isOpen ? `${tree.source[startOf(tree, child) - 1] === 0x5b ? " " : ""}] ++ ` : "++ ",
        );
        isOpen = false;
        writeUnpacked(job, child, draft);
      } else {
        if (!isOpen) insert(draft, startOf(tree, child), "++ [ ");
        isOpen = true;
        job.emit(child, Level.Argument, draft);
      }
    }
  },
};

function elementsOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  return childrenOf(tree, node).filter((child) => fieldOf(tree, child) === Field.Element);
}

function writeUnpacked(job: Job, node: NodeIndex, draft: Draft): void {
  replaceToken(job.tree, draft, tokenOf(job.tree, node, Kind.Star), "");
  job.emit(childByField(job.tree, node, Field.Expression), Level.Application, draft);
}

interface Closing {
  readonly token: NodeIndex;
  readonly before: NodeIndex;
  readonly isOpen: boolean;
}

function closeList(tree: Tree, draft: Draft, { token, before, isOpen }: Closing): void {
  if (isOpen) return;
  const isBehindComment = kindOf(tree, before) === Kind.Comment;
  replace(draft, isBehindComment ? startOf(tree, token) : endOf(tree, before), endOf(tree, token), "");
}

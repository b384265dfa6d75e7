/**
 * `e.[a, b]` is `let s = e; in [ s.a s.b ]`, where nothing is called `s`.
 */
import {
  childByField,
  childrenOf,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, insert } from "../draft.ts";
import { Level } from "../level.ts";
import { dropSeparator, replaceToken, replaceToNext } from "../tokens.ts";

/** Slices that are lists. */
export const listSlice: Construct = {
  name: "list-slice",
  kinds: [Kind.ListSliceExpression],
  level: () => Level.Whole,
  write(job, node, draft) {
    const { tree } = job;
    const hidden = job.hidden("slice");
    const source = childByField(tree, node, Field.Expression);
    insert(draft, startOf(tree, node), `let ${hidden} = `);
    job.emit(source, Level.Whole, draft);
    const children = childrenOf(tree, node);
    for (const [index, child] of children.entries()) {
      const kind = kindOf(tree, child);
      if (kind === Kind.DotBracket) replaceToNext(tree, draft, child, "; in [ ");
      else if (kind === Kind.Comma) dropSeparator(tree, draft, child);
      else if (kind === Kind.RightBracket)
        closeTight(tree, draft, { token: child, before: children[index - 1] ?? child });
      else if (fieldOf(tree, child) === Field.Key) {
        insert(draft, startOf(tree, child), `${hidden}.`);
        job.emit(child, Level.Atom, draft);
      }
    }
  },
};

interface Closing {
  readonly token: NodeIndex;
  readonly before: NodeIndex;
}

/** On the line of the last key one space is before the bracket; behind a comment, or on a line of its own, it stays. */
function closeTight(tree: Tree, draft: Draft, { token, before }: Closing): void {
  const gap = tree.source.subarray(endOf(tree, before), startOf(tree, token));
  const stays = kindOf(tree, before) === Kind.Comment || gap.includes(0x0a);
  if (stays) return;
  const isEmpty = kindOf(tree, before) === Kind.DotBracket;
  replaceToken(tree, draft, token, isEmpty || gap.length > 0 ? "]" : " ]");
}

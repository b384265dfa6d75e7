/**
 * `e.[a, b]` is `let s = e; in [ s.a s.b ]`, where nothing is called `s`.
 */
import { childByField, childrenOf, endOf, Field, fieldOf, Kind, kindOf, startOf } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import { Level } from "../level.ts";
import { replaceToken } from "../tokens.ts";

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
    for (const child of childrenOf(tree, node)) {
      const kind = kindOf(tree, child);
      if (kind === Kind.DotBracket) replaceToken(tree, draft, child, "; in [ ");
      else if (kind === Kind.Comma) replaceToken(tree, draft, child, "");
      else if (kind === Kind.RightBracket) insert(draft, startOf(tree, child), " ");
      else if (fieldOf(tree, child) === Field.Key) {
        insert(draft, startOf(tree, child), `${hidden}.`);
        job.emit(child, Level.Atom, draft);
        if (tree.source[endOf(tree, child)] === 0x2c)
          insert(draft, endOf(tree, child), separator(tree.source, endOf(tree, child) + 1));
      }
    }
  },
};

/** A comma goes; where no white space is behind it, a space takes its place. */
function separator(source: Uint8Array, behind: number): string {
  const byte = String.fromCharCode(source[behind] ?? 0);
  return /[\s\]]/.test(byte) ? "" : " ";
}

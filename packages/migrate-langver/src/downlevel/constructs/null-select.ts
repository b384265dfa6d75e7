/**
 * `e.?a` is `let v = e; in if v == null then null else v.a`, where nothing is called `v`.
 */
import { childByField, Field, Kind, startOf } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import { Level } from "../level.ts";
import { replaceTight, tokenOf } from "../tokens.ts";

/** Selection from a set or `null`. */
export const nullSelect: Construct = {
  name: "null-select",
  kinds: [Kind.NullSelectExpression],
  level: () => Level.Whole,
  write(job, node, draft) {
    const { tree } = job;
    const value = job.hidden("value");
    insert(draft, startOf(tree, node), `let ${value} = `);
    job.emit(childByField(tree, node, Field.Expression), Level.Whole, draft);
    const text = `; in if ${value} == null then null else ${value}.`;
    replaceTight(tree, draft, tokenOf(tree, node, Kind.DotQuestion), text);
    job.emit(childByField(tree, node, Field.Attr), Level.Atom, draft);
  },
};

/**
 * `e.0` is `builtins.elemAt e 0`: the same value and the same failures, by law `element-at`.
 */
import { childByField, Field, Kind, latin1Of, startOf } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import { Level } from "../level.ts";
import { replaceToken } from "../tokens.ts";

/** Elements by their number. */
export const listIndex: Construct = {
  name: "list-index",
  kinds: [Kind.IndexExpression],
  level: () => Level.Application,
  write(job, node, draft) {
    const { tree } = job;
    insert(draft, startOf(tree, node), `${job.builtin("elemAt", node)} `);
    job.emit(childByField(tree, node, Field.Expression), Level.Argument, draft);
    const index = childByField(tree, node, Field.Index);
    replaceToken(tree, draft, index, ` ${latin1Of(tree, index).slice(1)}`);
  },
};

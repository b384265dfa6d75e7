/**
 * `x:y` is a function in Nix 2 and a URL in legacy, so a space comes behind the colon.
 */
import { childByField, endOf, Field, Kind, none } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import { Level } from "../level.ts";
import { tokenOf } from "../tokens.ts";

/** Bytes a URL may go on with behind its colon. */
const urlByte = /[A-Za-z0-9%/?:@&=+$,\-_.!~*']/;

/** Functions whose colon touches both sides. */
export const lambdaColon: Construct = {
  name: "lambda-colon",
  kinds: [Kind.FunctionExpression],
  level({ tree, text }, node) {
    const name = childByField(tree, node, Field.Universal);
    const colon = tokenOf(tree, node, Kind.Colon);
    const touches = name !== none && endOf(tree, name) === endOf(tree, colon) - 1;
    return touches && urlByte.test(text[endOf(tree, colon)] ?? " ") ? Level.Whole : null;
  },
  write(job, node, draft) {
    const { tree } = job;
    const colon = tokenOf(tree, node, Kind.Colon);
    const formals = childByField(tree, node, Field.Formals);
    if (formals !== none && formals < colon) job.emitInside(formals, draft);
    insert(draft, endOf(tree, colon), " ");
    job.emit(childByField(tree, node, Field.Body), Level.Whole, draft);
  },
};

/**
 * `[a, b]: e` is a function that looks at its argument first:
 *
 *     list: if builtins.isList list && builtins.length list == 2
 *       then let a = builtins.elemAt list 0; b = builtins.elemAt list 1; in e
 *       else abort "…"
 *
 * The same values and failures but for the message, by law `list-pattern`.
 */
import { childByField, childrenByField, endOf, Field, Kind, type NodeIndex, none, startOf } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import { type Job, wordOf } from "../job.ts";
import { patternFailure } from "../laws/list-pattern.ts";
import { Level } from "../level.ts";
import { commentsIn, tokenOf } from "../tokens.ts";

/** Functions that take a list apart. */
export const listPattern: Construct = {
  name: "list-pattern",
  kinds: [Kind.FunctionExpression],
  level: ({ tree }, node) => (childByField(tree, node, Field.Pattern) === none ? null : Level.Whole),
  write(job, node, draft) {
    const { tree } = job;
    const pattern = childByField(tree, node, Field.Pattern);
    const body = childByField(tree, node, Field.Body);
    const list = job.hidden("list");
    writePattern(job, pattern, draft);
    const colon = tokenOf(tree, node, Kind.Colon);
    if (endOf(tree, colon) === startOf(tree, body)) insert(draft, endOf(tree, colon), " ");
    const names = childrenByField(tree, pattern, Field.Name).map((name) => wordOf(job, name));
    const elements = names.map((name, index) => `${name} = ${job.builtin("elemAt", pattern)} ${list} ${index};`);
    const bindings = elements.length === 0 ? "" : `let ${elements.join(" ")} in `;
    insert(draft, startOf(tree, body), `if ${condition(job, pattern)} then ${bindings}`);
    job.emit(body, Level.Whole, draft);
    insert(draft, endOf(tree, body), ` else ${job.builtin("abort", pattern)} "${patternFailure}"`);
  },
};

function condition(job: Job, pattern: NodeIndex): string {
  const { tree } = job;
  const list = job.hidden("list");
  const count = childrenByField(tree, pattern, Field.Name).length;
  const isOpen = childByField(tree, pattern, Field.Ellipses) !== none;
  const isList = `${job.builtin("isList", pattern)} ${list}`;
  if (isOpen && count === 0) return isList;
  return `${isList} && ${job.builtin("length", pattern)} ${list} ${isOpen ? ">=" : "=="} ${count}`;
}

/** The pattern becomes a name; its comments stay behind that. */
function writePattern(job: Job, pattern: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const comments = commentsIn(tree, pattern);
  const text = comments === "" ? job.hidden("list") : `${job.hidden("list")} ${comments.replace(/ $/, "")}`;
  replace(draft, startOf(tree, pattern), endOf(tree, pattern), text);
}

/**
 * `a |> f` is `f a`. The operands change places; a comment behind the argument goes with it, one before the function
 * stays before it. `f <| a` is `f a` as it stands.
 */
import { childByField, endOf, Field, Kind, kindOf, type NodeIndex, startOf, type Tree } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";
import { commentsIn } from "../tokens.ts";

/** Applications by operator. */
export const pipe: Construct = {
  name: "pipe",
  kinds: [Kind.BinaryExpression],
  level: ({ tree }, node) => (isPipe(kindOf(tree, operatorOf(tree, node))) ? Level.Application : null),
  write(job, node, draft) {
    if (kindOf(job.tree, operatorOf(job.tree, node)) === Kind.PipeLeft) writeLeft(job, node, draft);
    else writeRight(job, node, draft);
  },
};

function isPipe(kind: Kind): boolean {
  return kind === Kind.PipeRight || kind === Kind.PipeLeft;
}

function operatorOf(tree: Tree, node: NodeIndex): NodeIndex {
  return childByField(tree, node, Field.Operator);
}

function writeLeft(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  job.emit(childByField(tree, node, Field.Left), Level.Application, draft);
  const operator = operatorOf(tree, node);
  const isSpaced = tree.source[startOf(tree, operator) - 1] === 0x20;
  const end = endOf(tree, operator);
  replace(draft, startOf(tree, operator), isSpaced && tree.source[end] === 0x20 ? end + 1 : end, isSpaced ? "" : " ");
  job.emit(childByField(tree, node, Field.Right), Level.Argument, draft);
}

function writeRight(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const operator = operatorOf(tree, node);
  const argument = job.render(childByField(tree, node, Field.Left), Level.Argument);
  const fn = job.render(childByField(tree, node, Field.Right), Level.Application);
  const beforeOperator = commentsIn(tree, node, node, operator);
  const behindOperator = commentsIn(tree, node, operator);
  const head = behindOperator === "" ? fn : `${behindOperator}${fn}`;
  replace(
    draft,
    startOf(tree, node),
    endOf(tree, node),
    `${head} ${argument}${beforeOperator === "" ? "" : ` ${beforeOperator}`}`,
  );
}

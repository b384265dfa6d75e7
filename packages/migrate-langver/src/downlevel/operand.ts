/** What is unpacked, `*e`, as an operand of the operator that joins it: without the star, and without needless parentheses. */
import { childByField, childrenOf, endOf, Field, Kind, kindOf, type NodeIndex, none, startOf } from "@lix-tools/parser";
import { type Draft, replace } from "./draft.ts";
import type { Job } from "./job.ts";
import { Level } from "./level.ts";
import { tokenOf } from "./tokens.ts";

/** Where an operand is written, and where the text before it begins that goes with the star. */
export interface OperandPlace {
  readonly draft: Draft;
  readonly from: number;
}

/** Writes what an item unpacks; comments around it stay. */
export function writeOperand(job: Job, item: NodeIndex, { draft, from }: OperandPlace): void {
  const { tree } = job;
  const star = tokenOf(tree, item, Kind.Star);
  const expression = childByField(tree, item, Field.Expression);
  // A comment between them stays.
  const inner = star + 1 === expression ? bareOperand(job, expression) : none;
  replace(draft, from, inner === none ? endOf(tree, star) : startOf(tree, inner), "");
  job.emit(inner === none ? expression : inner, Level.Application, draft);
  if (inner !== none) replace(draft, endOf(tree, inner), endOf(tree, expression), "");
}

/** Returns what is in parentheses that an operand does not need, if nothing else is in them. */
function bareOperand({ tree, levelOf }: Job, expression: NodeIndex): NodeIndex {
  if (kindOf(tree, expression) !== Kind.ParenthesizedExpression || childrenOf(tree, expression).length !== 3)
    return none;
  const inner = childByField(tree, expression, Field.Expression);
  return levelOf(inner) <= Level.Application ? inner : none;
}

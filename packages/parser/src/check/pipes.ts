/**
 * Pipes in both directions in one chain (specification B.2, C.6). Lix reads `a <| b |> c` as `a <| (b |> c)`, Nix refuses
 * it, and so does the future edition.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { childByField, kindOf, type NodeIndex, spanOf } from "../cst/tree.ts";
import { type CheckContext, parenthesize, report } from "./check-context.ts";

/** Checks a `binary_expression`; to be called only where a file has pipes of both kinds. */
export function checkPipes(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const operator = pipeOf(context, node);
  if (operator === null || (context.implementation === "lix" && !context.isNix2)) return;
  for (const field of [Field.Left, Field.Right]) {
    const operand = childByField(tree, node, field);
    const other = pipeOf(context, operand);
    if (other === null || other === operator) continue;
    const span = spanOf(tree, operand);
    const isAccepted = context.implementation === "either" && !context.isNix2;
    report(context, {
      code: "syntax/pipe-mixed",
      span,
      message: "found `|>` and `<|` in one chain, expected parentheses",
      severity: isAccepted ? "warning" : "error",
      notes: isAccepted ? ["Lix reads `<|` as the weaker of the two, Nix refuses the chain"] : [],
      fixes: [parenthesize(span)],
    });
  }
}

/** Returns which pipe a node is, or null. */
function pipeOf({ tree }: CheckContext, node: NodeIndex): Kind | null {
  if (kindOf(tree, node) !== Kind.BinaryExpression) return null;
  const kind = kindOf(tree, childByField(tree, node, Field.Operator));
  return kind === Kind.PipeLeft || kind === Kind.PipeRight ? kind : null;
}

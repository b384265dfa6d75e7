/**
 * What is wrong with clauses other than the head clause: a second one, one further down, one without its semicolon.
 */
import type { Diagnostic } from "../text/diagnostic.ts";
import { findMisplacedClause, findSecondClause, findUnfinishedClause, findUseClause } from "./use-clause.ts";

/** Returns the error about a second clause behind the head clause, if there is one. */
export function checkSecondClause(source: Uint8Array): readonly Diagnostic[] {
  const first = findUseClause(source);
  const second = first === null ? null : findSecondClause(source, first);
  if (first === null || second === null) return [];
  const names = second.features.map(({ name }) => name).join(" ");
  return [
    {
      code: "langver/duplicate-clause",
      severity: "error",
      span: second.span,
      message: "found a second `use` clause, expected all features in one",
      related: [{ span: first.span, message: "the first clause" }],
      fixes: [
        {
          title: "move the features to the first clause",
          edits: [
            { span: { start: first.span.end - 1, end: first.span.end - 1 }, text: ` ${names}` },
            { span: second.span, text: "" },
          ],
        },
      ],
    },
  ];
}

/**
 * Returns what the clauses of a file with a syntax error may have to do with it: a second clause, a clause that does
 * not head the file, a head clause without semicolon. Guesses where the file parses, so do not ask then.
 */
export function explainClauses(source: Uint8Array): readonly Diagnostic[] {
  const second = checkSecondClause(source);
  if (second.length > 0) return second;
  if (findUseClause(source) === null) {
    const unfinished = findUnfinishedClause(source);
    if (unfinished !== null) {
      const at = unfinished.span.end;
      return [
        {
          code: "langver/unfinished-clause",
          severity: "info",
          span: unfinished.span,
          message: "found what looks like a `use` clause, expected `;` behind it",
          fixes: [{ title: "add `;`", edits: [{ span: { start: at, end: at }, text: ";" }] }],
        },
      ];
    }
  }
  const misplaced = findMisplacedClause(source);
  if (misplaced === null) return [];
  return [
    {
      code: "langver/misplaced-clause",
      severity: "error",
      span: misplaced.span,
      message: "found a `use` clause below the head of the file, expected it before everything but comments",
    },
  ];
}

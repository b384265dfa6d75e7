/** Rules that a comment of the linter names. */
import { allRules, createRuleNames, type Rule } from "@lix-tools/lint";
import { type NodeIndex, type Span, startOf, textOf, type Tree } from "@lix-tools/parser";

/** What a comment is if it silences rules: where the names begin, in UTF-16 units of the comment. */
export const suppressionPattern: RegExp = /^(?:#|\/\*)\s*lix-lint-ignore(?:-start|-end|-file)?\s+([^:]*)/u;

/** The rules that one word of a comment stands for. */
export interface NamedRules {
  readonly span: Span;
  readonly rules: readonly Rule[];
}

/** Returns the rules named at an offset of a comment, or null where none is. */
export function rulesAt(tree: Tree, comment: NodeIndex, offset: number): NamedRules | null {
  const text = textOf(tree, comment);
  const match = suppressionPattern.exec(text);
  if (match === null) return null;
  const encoder = new TextEncoder();
  const list = match[1] ?? "";
  const listAt = match[0].length - list.length;
  for (const word of list.matchAll(/[^\s,]+/gu)) {
    const start = startOf(tree, comment) + encoder.encode(text.slice(0, listAt + word.index)).length;
    const span = { start, end: start + encoder.encode(word[0]).length };
    if (offset < span.start || offset > span.end) continue;
    const rules = createRuleNames(allRules).resolve(word[0]);
    return rules.length === 0 ? null : { span, rules };
  }
  return null;
}

/**
 * `use nix2;` is dropped, with the white space behind it up to the line where something is. Comments inside it stay.
 */
import { childrenOf, endOf, Kind, kindOf, startOf, startOfLine } from "@lix-tools/parser";
import { skipWhiteSpace } from "../../edit/spacing.ts";
import type { Construct } from "../construct.ts";
import { replace } from "../draft.ts";
import { Level } from "../level.ts";

/** The head clause. */
export const useClause: Construct = {
  name: "use-clause",
  kinds: [Kind.UseClause],
  level: () => Level.Atom,
  write({ tree }, node, draft) {
    const tokens = childrenOf(tree, node).filter((child) => kindOf(tree, child) !== Kind.Comment);
    for (const [index, token] of tokens.entries()) {
      const isLast = index === tokens.length - 1;
      const next = startOf(tree, tokens[index + 1] ?? token);
      const behind = skipWhiteSpace(tree.source, endOf(tree, token));
      const line = startOfLine(tree.source, behind);
      const gap = line > endOf(tree, token) ? line : behind;
      replace(draft, startOf(tree, token), isLast ? gap : Math.min(gap, next), "");
    }
  },
};

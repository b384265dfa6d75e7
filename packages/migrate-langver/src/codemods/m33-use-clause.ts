/**
 * `e ⇒ use experimental.nix2; e`
 *
 * The clause is what makes a file Nix 2, for every reader. It stands at the very beginning, behind the lines that tell a
 * shell what to run, and comes with the edits that need it in one step.
 */
import { type DeprecatedSite, type Detector, findUseClause, Kind, startOfLine } from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, proposeRewrite, removeRange } from "../codemod.ts";
import { skipWhiteSpace } from "../edit/spacing.ts";

/** Finds files that do not say what they are. */
const missingClause: Detector = {
  code: "langver/use-clause",
  feature: "select-default",
  lixFeature: null,
  kinds: [Kind.SourceCode],
  find({ tree }, _node, add) {
    if (findUseClause(tree.source) !== null) return;
    const site: DeprecatedSite = {
      span: { start: 0, end: 0 },
      verdict: "gap",
      message: "found a file without a clause",
    };
    add(site);
  },
};

/** Writes the head clause. */
export const useClauseCodemod: Codemod = defineCodemod({
  id: "M33",
  detector: missingClause,
  summary: "`e` ⇒ `use experimental.nix2; e`",
  from: ["legacy", "lix"],
  to: ["nix2"],
  phase: "switch",
  isClause: true,
  preserves: "core",
  soundness:
    "everything that Nix 2 reads differently was rewritten before; refused where something of it is left, or Nix 2 does " +
    "not accept the text",
  plan: ({ tree: { source }, target }, sites) =>
    sites.map(({ span }) => {
      const at = behindShebang(source);
      const behind = behindBlankLines(source, at);
      const clause = insertAt(at, `use experimental.${target.edition};\n`);
      const edits = behind === at ? [clause] : [clause, removeRange(at, behind)];
      return proposeRewrite(span, "write the clause", edits);
    }),
});

/** Returns the offset behind the lines from an offset on that hold nothing. */
function behindBlankLines(source: Uint8Array, offset: number): number {
  const behind = skipWhiteSpace(source, offset);
  if (behind === offset || behind === source.length) return offset;
  return Math.max(offset, startOfLine(source, behind));
}

/** Returns the offset behind the lines at the start that begin with `#!`. */
function behindShebang(source: Uint8Array): number {
  let at = 0;
  while (source[at] === 0x23 && source[at + 1] === 0x21) {
    const end = source.indexOf(0x0a, at);
    if (end < 0) return 0;
    at = end + 1;
  }
  return at;
}

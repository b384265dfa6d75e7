/**
 * Text on the opening line of a `''` string. Legacy counts that line's indentation, so a single line loses its leading
 * spaces and further lines usually keep all of theirs. Lix warns; Nix 2 leaves the line as it is.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { endOf, kindOf, type NodeIndex, sizeOf, startOf, type Tree } from "../../cst/tree.ts";
import { contentSpan } from "../../ast/string-pieces.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface IndentedFirstLineSite extends DeprecatedSite {
  /** The `indented_string_expression`. */
  readonly node: NodeIndex;
  readonly isSingleLine: boolean;
  /** How many spaces the first line begins with. */
  readonly leadingSpaces: number;
}

const space = 0x20;
const lineFeed = 0x0a;

/** Finds `''` strings whose opening line takes part in the indentation; the span is the opening quotes. */
export const indentedFirstLine: Detector<IndentedFirstLineSite> = {
  code: "langver/indented-first-line",
  feature: "indent-strings",
  lixFeature: "broken-string-indentation",
  kinds: [Kind.IndentedStringExpression],
  find({ tree }, node, add) {
    const { start, end } = contentSpan(tree, node);
    let text = start;
    while (text < end && tree.source[text] === space) text++;
    if (text < end && tree.source[text] === lineFeed) return;
    const leadingSpaces = text - start;
    const isSingleLine = !hasLineFeed(tree, node);
    if (isSingleLine && leadingSpaces === 0) return;
    const message = isSingleLine
      ? "found a `''` string on one line whose leading spaces are dropped"
      : "found text on the opening line of a `''` string, which takes part in its indentation";
    const span = { start: start - 2, end: start };
    add({ span, verdict: "warning", message, node, isSingleLine, leadingSpaces });
  },
};

/** Tells whether the string's own text has a line feed, one in an interpolation or escape not counted. */
function hasLineFeed(tree: Tree, node: NodeIndex): boolean {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (kindOf(tree, child) !== Kind.StringFragment) continue;
    const at = tree.source.indexOf(lineFeed, startOf(tree, child));
    if (at >= 0 && at < endOf(tree, child)) return true;
  }
  return false;
}

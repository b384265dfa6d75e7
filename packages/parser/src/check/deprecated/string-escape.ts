/**
 * Escapes that mean nothing: the backslash vanishes. Lix warns; in Nix 2 some gain a meaning and the rest are errors.
 */
import { escapeLetter, isDefinedInLix } from "../../ast/escapes.ts";
import { Kind } from "../../cst/kinds.generated.ts";
import { endOf, type NodeIndex, startOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface StringEscapeSite extends DeprecatedSite {
  /** The `escape_sequence`. */
  readonly node: NodeIndex;
  /** In a `''` string. */
  readonly isIndented: boolean;
  /** Offset of the byte after the backslash, which is the escape's value. */
  readonly letter: number;
}

/** Finds escapes other than those Lix defines. */
export const stringEscape: Detector<StringEscapeSite> = {
  code: "langver/string-escape",
  feature: "string-escapes",
  lixFeature: "broken-string-escape",
  kinds: [Kind.EscapeSequence],
  find({ tree }, node, add) {
    const start = startOf(tree, node);
    if (isDefinedInLix(tree.source, start)) return;
    const isIndented = tree.source[start] !== 0x5c;
    const span = { start, end: endOf(tree, node) };
    const message = "found an escape that stands for the byte behind its backslash";
    add({ span, verdict: "warning", message, node, isIndented, letter: escapeLetter(tree.source, start) });
  },
};

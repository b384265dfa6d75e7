/**
 * NUL bytes. In a string Lix refuses them; one outside strings and comments silently ends the file.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { kindOf, spanOf } from "../../cst/tree.ts";
import { nodeAt } from "../../ast/visit.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

/** A NUL byte and where in the language it stands. */
export interface NulByteSite extends DeprecatedSite {
  readonly place: "string" | "end-of-input";
}

/** Finds NUL bytes that matter; in comments they do not. */
export const nulByte: Detector<NulByteSite> = {
  code: "langver/nul-byte",
  feature: "no-raw-nul",
  lixFeature: "nul-bytes",
  kinds: [Kind.SourceCode],
  find({ tree }, _root, add) {
    for (let at = tree.source.indexOf(0); at >= 0; at = tree.source.indexOf(0, at + 1)) {
      const node = nodeAt(tree, at);
      const kind = kindOf(tree, node);
      if (kind === Kind.EndOfInput) {
        const span = spanOf(tree, node);
        add({ span, verdict: "gap", message: "found a NUL byte that ends the file here", place: "end-of-input" });
        return;
      }
      if (kind !== Kind.StringFragment && kind !== Kind.EscapeSequence) continue;
      add({
        span: { start: at, end: at + 1 },
        verdict: "error",
        message: "found a NUL byte in a string",
        place: "string",
      });
    }
  },
};

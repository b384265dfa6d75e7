/**
 * URLs without quotes. Lix refuses them; Nix 2 reads `x:x` as a function.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { latin1Of, type NodeIndex, spanOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface UrlLiteralSite extends DeprecatedSite {
  /** The `uri_expression`. */
  readonly node: NodeIndex;
  /** The URL, which needs no escapes in a string. */
  readonly url: string;
}

/** Finds every `uri_expression`. */
export const urlLiteral: Detector<UrlLiteralSite> = {
  code: "langver/url-literal",
  feature: "no-url-literals",
  lixFeature: "url-literals",
  kinds: [Kind.UriExpression],
  find({ tree }, node, add) {
    const span = spanOf(tree, node);
    add({ span, verdict: "error", message: "found a URL without quotes", node, url: latin1Of(tree, node) });
  },
};

/**
 * The word `or` where it is a name: an attribute, or the odd argument of `f or`. Lix warns; in Nix 2 the word is reserved.
 */
import { Field, Kind } from "../../cst/kinds.generated.ts";
import { endOf, fieldOf, type NodeIndex, startOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface OrIdentifierSite extends DeprecatedSite {
  /** The `identifier`. */
  readonly node: NodeIndex;
  readonly role: "attribute" | "argument";
}

/** Finds every identifier `or`. */
export const orIdentifier: Detector<OrIdentifierSite> = {
  code: "langver/or-identifier",
  feature: "or-reserved",
  lixFeature: "or-as-identifier",
  kinds: [Kind.Identifier],
  find({ tree }, node, add) {
    const start = startOf(tree, node);
    const end = endOf(tree, node);
    if (end - start !== 2 || tree.source[start] !== 0x6f || tree.source[start + 1] !== 0x72) return;
    const role = fieldOf(tree, node) === Field.Attr ? "attribute" : "argument";
    const message = role === "attribute" ? "found the attribute name `or`" : "found `or` as an argument";
    add({ span: { start, end }, verdict: "warning", message, node, role });
  },
};

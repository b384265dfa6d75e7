/**
 * Tabs in the indentation of `''` strings: content in legacy, indentation in Nix 2. Lix says nothing, so these are gaps.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { endOf, kindOf, type NodeIndex, sizeOf, startOf, type Tree } from "../../cst/tree.ts";
import { indentProblems } from "../../ast/string-parts.ts";
import { readingsAgree } from "../../ast/string-hazards.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface IndentedTabsSite extends DeprecatedSite {
  /** The `indented_string_expression`. */
  readonly node: NodeIndex;
  /** Nix 2 refuses the mixture instead of reading it differently. */
  readonly isRefused: boolean;
}

/** Finds `''` strings with tabs in their indentation that Nix 2 reads differently or refuses. */
export const indentedTabs: Detector<IndentedTabsSite> = {
  code: "langver/indented-tabs",
  feature: "indent-strings",
  lixFeature: null,
  kinds: [Kind.IndentedStringExpression],
  find({ tree }, node, add) {
    if (!hasIndentingTab(tree, node)) return;
    const isRefused = indentProblems(tree, node).length > 0;
    if (!isRefused && readingsAgree(tree, node, "cppnix", "nix2")) return;
    const span = { start: startOf(tree, node), end: startOf(tree, node) + 2 };
    const message = "found a `''` string with tabs in its indentation, which Nix 2 takes off";
    add({ span, verdict: "gap", message, node, isRefused });
  },
};

/** Tells whether a tab stands behind nothing but spaces and tabs on its line. */
function hasIndentingTab(tree: Tree, node: NodeIndex): boolean {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (
      kindOf(tree, child) === Kind.StringFragment &&
      indentsWithTab(tree.source, startOf(tree, child), endOf(tree, child))
    ) {
      return true;
    }
  }
  return false;
}

function indentsWithTab(source: Uint8Array, start: number, end: number): boolean {
  // Looking for the next tab would go through the rest of the text for every part of a string in it.
  for (let tab = start; tab < end; tab++) {
    if (source[tab] !== 0x09) continue;
    let before = tab - 1;
    while (before >= start && source[before] === 0x20) before--;
    if (before < start || source[before] === 0x0a) return true;
  }
  return false;
}

/**
 * Observations of a file, asked by nodes of the trees that its rewriting goes through: places of the current text are
 * led back to the text that was evaluated.
 */
import { latin1Of, type NodeIndex, startOf, type Tree } from "@lix-tools/parser";
import { type OffsetMap, originalOffset } from "../engine/offset-map.ts";
import { type ObservedNames, type Sighting, sightingAt } from "./observed-names.ts";

/** The text that was evaluated, and what was seen of its names. */
export interface Observation {
  readonly source: Uint8Array;
  readonly names: ObservedNames;
}

/** Returns what was seen of a name, given by the node of its identifier in a tree that `history` led to. */
export type AskName = (name: NodeIndex) => Sighting;

/** Returns the answers for one tree. What the rewriting wrote anew was never evaluated. */
export function askNames(tree: Tree, history: readonly OffsetMap[], observation: Observation): AskName {
  const { source, names } = observation;
  return (node) => {
    const offset = originalOffset(history, startOf(tree, node));
    const text = latin1Of(tree, node);
    for (let at = 0; at < text.length; at++) if (source[offset + at] !== text.charCodeAt(at)) return "none";
    return sightingAt(names, offset);
  };
}

/**
 * Observations of a file, asked by nodes of the trees that its rewriting goes through: places of the current text are
 * led back to the text that was evaluated.
 */
import { childByKind, endOf, Kind, type NodeIndex, none, startOf, type Tree } from "@lix-tools/parser";
import { type OffsetMap, originalOffset } from "../engine/offset-map.ts";
import { nameSightingAt, type NameSighting } from "./names.ts";
import type { ObservedFile } from "./observation-log.ts";
import { type CallSighting, callSightingAt, type UpdateSighting, updateSightingAt } from "./updates.ts";

/** The text that was evaluated, and what was seen of it. */
export interface Observation {
  readonly source: Uint8Array;
  readonly seen: ObservedFile;
}

/** Answers what was seen, by nodes of a tree. What the rewriting wrote anew was never evaluated. */
export interface Sightings {
  /** Returns which `with` provided a name, given by the node of its identifier. */
  readonly ofName: (identifier: NodeIndex) => NameSighting;
  /** Returns what the sets of a `//` had in common, given by the node of the operation. */
  readonly ofUpdate: (operation: NodeIndex) => UpdateSighting;
  /** Returns what a call called that is an operand of `//`, given by the node of the call. */
  readonly ofCall: (call: NodeIndex) => CallSighting;
}

/** The answers where nothing was evaluated. */
export const noSightings: Sightings = { ofName: () => "none", ofUpdate: () => "none", ofCall: () => "none" };

/** Returns the answers for one tree that `history` led to. */
export function sightingsOf(tree: Tree, history: readonly OffsetMap[], { source, seen }: Observation): Sightings {
  /** Returns where a stretch of text was when it was evaluated, or -1 where it was another. */
  const originOf = (start: number, end: number): number => {
    const offset = originalOffset(history, start);
    for (let at = start; at < end; at++) if (source[offset + at - start] !== tree.source[at]) return -1;
    return offset;
  };
  return {
    ofName: (identifier) => nameSightingAt(seen.names, originOf(startOf(tree, identifier), endOf(tree, identifier))),
    ofUpdate(operation) {
      const operator = childByKind(tree, operation, Kind.SlashSlash);
      const isOld = operator !== none && originOf(startOf(tree, operator), endOf(tree, operator)) >= 0;
      return isOld ? updateSightingAt(seen.updates, originOf(...firstByte(tree, operation))) : "none";
    },
    ofCall: (call) => callSightingAt(seen.calls, originOf(...firstByte(tree, call))),
  };
}

function firstByte(tree: Tree, node: NodeIndex): [start: number, end: number] {
  const start = startOf(tree, node);
  return [start, start + 1];
}

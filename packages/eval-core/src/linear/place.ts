/** Where a term is emitted: by which emitter, inside which environments, in which source. */
import type { Origin, Slot, Term } from "../core/term.ts";
import type { LinearScope } from "./linear-scope.ts";
import type { LinearUnit } from "./linear-unit.ts";
import { positionWord } from "./linear-unit.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { WaitingTerms } from "./waiting-terms.ts";

/** What all places of an emitter share. */
export interface Emission {
  readonly writer: NodeWriter;
  readonly waiting: WaitingTerms;
}

export interface Place {
  readonly emission: Emission;
  readonly scope: LinearScope | null;
  readonly unit: LinearUnit;
}

/** Returns the place in another scope of the same source. */
export function placeIn({ emission, unit }: Place, scope: LinearScope | null): Place {
  return { emission, scope, unit };
}

/** Writes a node of a place. */
export function writeNode({ emission, unit }: Place, tag: number, origin: Origin, fields: readonly number[]): number {
  return emission.writer.node(tag, positionWord(unit, origin), fields);
}

/** A term, or a slot that is lowered on demand, that a stub stands for. */
export interface WaitingTerm {
  readonly source: Term | Slot;
  readonly place: Place;
  /** The name it takes if it is a lambda. */
  readonly name: string;
}

/** The compiler of the linear machine: terms to nodes in its memory, each when the machine first needs it. */
import type { Term } from "../core/term.ts";
import { emit } from "./emit.ts";
import type { LinearUnit } from "./linear-unit.ts";
import type { MachineMemory } from "./machine-memory.ts";
import { NodeWriter } from "./node-writer.ts";
import type { Emission } from "./place.ts";
import { WaitingTerms } from "./waiting-terms.ts";

export class Emitter {
  private readonly emission: Emission;

  constructor(memory: MachineMemory) {
    this.emission = { writer: new NodeWriter(memory), waiting: new WaitingTerms() };
  }

  /** Writes the root term of a source and returns its node, which is to be run in the root environment. */
  emitRoot(term: Term, unit: LinearUnit): number {
    return emit(term, { emission: this.emission, scope: null, unit });
  }

  /**
   * Writes the term that a stub stands for and returns its node. The stub's id means nothing any more, so the stub must
   * become a jump before anything else is emitted. If this throws, the term waits on.
   */
  compile(id: number): number {
    const { waiting } = this.emission;
    const { source, place, name } = waiting.get(id);
    // Only terms are lowered on demand, never attributes of a shared source.
    const term = "tag" in source ? source : (source.value as Term);
    const node = emit(term, place, name);
    waiting.remove(id);
    return node;
  }

  /** How many terms wait in stubs. */
  get waitingCount(): number {
    return this.emission.waiting.size;
  }
}

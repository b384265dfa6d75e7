/**
 * Images: the nodes of a whole source, written so that they can be kept and used by other machines. An image is words:
 *
 * - 8 words: the address of the root node, the ends of the nodes, of the fields, of the names and of the sets, in bytes
 *   from the start of the image; then 1 if the search path may not redirect names of the source;
 * - nodes and what they hold, as in the memory of a machine (`layout.ts`), but that addresses count from the start of the
 *   image, symbols are numbers of names of the image, positions count from 1 in the source, and cells of globals are
 *   numbers of the machine's globals, from 1;
 * - a byte for each word so far that says what a machine has to make of it, 0 for nothing (`node-fields.ts`);
 * - the addresses of the texts of the names, from number 1;
 * - the addresses of the nodes of sets, whose statics have no places yet.
 */
import { EvalError } from "../eval/error.ts";
import type { Term } from "../core/term.ts";
import { Emitter } from "./emitter.ts";
import { ImageMemory } from "./image-memory.ts";
import {
  FIELD_NODE,
  IMAGE_FIELDS_END,
  IMAGE_NAMES_END,
  IMAGE_NODES_END,
  IMAGE_RESERVED,
  IMAGE_ROOT,
  IMAGE_SETS_END,
  NODE_STUB,
} from "./layout.ts";
import type { LinearUnit } from "./linear-unit.ts";
import { visitFields } from "./node-fields.ts";

const headWords = 8;

/** What an image is made of: a source's root term, in a unit whose first byte has position 1. */
export interface ImageSource {
  readonly term: Term;
  readonly unit: LinearUnit;
  /** Whether the search path may not redirect names of the source. */
  readonly isReserved: boolean;
}

/** Returns the image of a source, or null where a part of it has errors or is nested too deep. */
export function imageOrNull(source: ImageSource): Uint32Array<ArrayBuffer> | null {
  try {
    return new ImageWriter().write(source);
  } catch (error) {
    if (error instanceof EvalError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Tells whether the search path may not redirect names of the source of an image. */
export function isReservedImage(image: Uint32Array): boolean {
  return image[IMAGE_RESERVED] === 1;
}

class ImageWriter {
  private readonly memory = new ImageMemory(headWords * 4);
  private readonly emitter = new Emitter(this.memory);
  /** The nodes that can be reached, in the order in which they were. */
  private readonly nodes = new Set<number>();

  write({ term, unit, isReserved }: ImageSource): Uint32Array<ArrayBuffer> {
    const root = this.reach(this.emitter.emitRoot(term, unit));
    // Nodes that are found on the way are visited in their turn.
    for (const node of this.nodes) this.reachFields(node);
    return this.assemble(root, isReserved);
  }

  /** Has the nodes in the fields of a node written, and the fields lead to them at once. */
  private reachFields(node: number): void {
    const { memory } = this;
    const places: number[] = [];
    visitFields(memory.words(), node >>> 2, (field, at) => {
      if (field === FIELD_NODE) places.push(at);
    });
    for (const at of places) {
      const target = this.reach(memory.words()[at] as number);
      memory.words()[at] = target;
    }
  }

  /** Returns the node that a node stands for. */
  private reach(start: number): number {
    const { memory } = this;
    let node = start;
    while (memory.words()[node >>> 2] === NODE_STUB) {
      const stub = node;
      node = this.emitter.compile(memory.words()[(stub >>> 2) + 2] as number);
      // Nothing but what led here refers to a stub.
      memory.releaseStub(stub);
    }
    this.nodes.add(node);
    return node;
  }

  private assemble(root: number, isReserved: boolean): Uint32Array<ArrayBuffer> {
    const { names, sets, size: nodesEnd } = this.memory;
    const nodeWords = nodesEnd >>> 2;
    // In pieces of 8, which a machine looks at in one go.
    const fieldsEnd = nodesEnd + ((nodeWords + 7) & ~7);
    const namesEnd = fieldsEnd + (names.length - 1) * 4;
    const setsEnd = namesEnd + sets.length * 4;
    const image = new Uint32Array(setsEnd >>> 2);
    image.set(this.memory.words().subarray(0, nodeWords));
    image[IMAGE_ROOT] = root;
    image[IMAGE_NODES_END] = nodesEnd;
    image[IMAGE_FIELDS_END] = fieldsEnd;
    image[IMAGE_NAMES_END] = namesEnd;
    image[IMAGE_SETS_END] = setsEnd;
    image[IMAGE_RESERVED] = Number(isReserved);
    const fields = new Uint8Array(image.buffer, nodesEnd, nodeWords);
    const mark = (field: number, at: number): void => void (fields[at] = field);
    for (const node of this.nodes) visitFields(image, node >>> 2, mark);
    image.set(names.slice(1), fieldsEnd >>> 2);
    image.set(sets, namesEnd >>> 2);
    return image;
  }
}

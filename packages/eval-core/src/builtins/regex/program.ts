/**
 * From the tree of an expression to instructions for the matcher. `split` prefers its first target; `choose` has two
 * targets of equal rank, of which the longer match wins when searching.
 */
import type { ByteSet, Node, Syntax } from "./syntax.ts";
import { RegexSyntaxError } from "./syntax.ts";

export type Instruction =
  | { readonly op: "byte"; readonly set: ByteSet; readonly next: number }
  | { readonly op: "start"; readonly next: number }
  | { readonly op: "end"; readonly next: number }
  | { readonly op: "save"; readonly slot: number; readonly next: number }
  | { readonly op: "split"; readonly first: number; readonly second: number }
  | { readonly op: "choose"; readonly first: number; readonly second: number }
  /** Begins an iteration of a loop: remembers where, so that an empty iteration ends the loop. */
  | { readonly op: "enter"; readonly loop: number; readonly next: number }
  | { readonly op: "repeat"; readonly loop: number; readonly again: number; readonly next: number }
  | { readonly op: "accept" };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly groupCount: number;
  readonly loopCount: number;
}

/** More instructions than this are an expression too large. */
const instructionLimit = 100_000;

/** Returns the instructions of an expression. */
export function compileRegex({ root, groupCount }: Syntax): Program {
  const compiler = new Compiler();
  const accept = compiler.add({ op: "accept" });
  const end = compiler.add({ op: "save", slot: 1, next: accept });
  const start = compiler.add({ op: "save", slot: 0, next: compiler.node(root, end) });
  return { instructions: compiler.instructions, start, groupCount, loopCount: compiler.loopCount };
}

/** Builds backwards: every part is given the instruction that follows it. */
class Compiler {
  readonly instructions: Instruction[] = [];
  loopCount = 0;

  add(instruction: Instruction): number {
    if (this.instructions.length >= instructionLimit) throw new RegexSyntaxError("the expression is too large");
    return this.instructions.push(instruction) - 1;
  }

  node(node: Node, next: number): number {
    switch (node.kind) {
      case "empty":
        return next;
      case "set":
        return this.add({ op: "byte", set: node.set, next });
      case "start":
      case "end":
        return this.add({ op: node.kind, next });
      case "group": {
        const close = this.add({ op: "save", slot: node.index * 2 + 1, next });
        return this.add({ op: "save", slot: node.index * 2, next: this.node(node.body, close) });
      }
      case "sequence":
        return node.items.reduceRight((following, item) => this.node(item, following), next);
      case "choice":
        return node.options
          .map((option) => this.node(option, next))
          .reduceRight((second, first) => this.add({ op: "choose", first, second }));
      case "repeat":
        return this.repeat(node, next);
    }
  }

  private repeat({ body, least, most }: Extract<Node, { kind: "repeat" }>, next: number): number {
    let start = Number.isFinite(most) ? this.optional(body, most - least, next) : this.star(body, next);
    for (let copy = 0; copy < least; copy++) start = this.node(body, start);
    return start;
  }

  private optional(body: Node, count: number, next: number): number {
    let start = next;
    for (let copy = 0; copy < count; copy++) {
      start = this.add({ op: "split", first: this.node(body, start), second: next });
    }
    return start;
  }

  private star(body: Node, next: number): number {
    if (!canBeEmpty(body)) return this.plainStar(body, next);
    const loop = this.loopCount++;
    const repeat = this.add({ op: "accept" });
    const enter = this.add({ op: "enter", loop, next: this.node(body, repeat) });
    this.instructions[repeat] = { op: "repeat", loop, again: enter, next };
    return this.add({ op: "split", first: enter, second: next });
  }

  private plainStar(body: Node, next: number): number {
    const split = this.add({ op: "accept" });
    this.instructions[split] = { op: "split", first: this.node(body, split), second: next };
    return split;
  }
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case "set":
      return false;
    case "empty":
    case "start":
    case "end":
      return true;
    case "group":
      return canBeEmpty(node.body);
    case "sequence":
      return node.items.every(canBeEmpty);
    case "choice":
      return node.options.some(canBeEmpty);
    case "repeat":
      return node.least === 0 || canBeEmpty(node.body);
  }
}

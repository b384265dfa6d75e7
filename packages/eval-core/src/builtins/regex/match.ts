/**
 * Runs an expression over a string: depth first, in the order that prefers more repetitions and earlier alternatives,
 * with a stack of its own. Every pair of instruction and position is visited once, because a second visit could only
 * find what the first one found: time and memory are at most proportional to instructions times positions.
 *
 * Searching takes the longest of the matches that differ by alternatives; a loop stops at its first success.
 */
import type { Program } from "./program.ts";

/** Start and end of each group, the whole match first; -1 for groups that take no part. */
export type Captures = Int32Array;

/** A match is refused when it would need more visits than this to be remembered. */
const visitLimit = 2 ** 31;

/** Thrown when an expression and a string are too large together. */
export class RegexTooLarge extends Error {}

/** Returns the captures of a match of the whole string, or null. */
export function matchWhole(program: Program, source: string): Captures | null {
  const run = new Run(program, source, "whole");
  return run.from(0);
}

/** Returns the captures of the first match that starts at or after a position, or null. */
export function searchFrom(program: Program, source: string, from: number): Captures | null {
  const run = new Run(program, source, "longest");
  for (let start = from; start <= source.length; start++) {
    const found = run.from(start);
    if (found !== null) return found;
  }
  return null;
}

/** What waits on the stack: an instruction to run, or something to undo. */
const Job = { run: 0, restoreCapture: 1, restoreLoop: 2, restoreIteration: 3 } as const;

class Run {
  private readonly program: Program;
  private readonly source: string;
  private readonly mode: "whole" | "longest";
  private readonly visited: Uint8Array;
  private readonly captures: Captures;
  private readonly loopStarts: Int32Array;
  /** Triples: kind of job, instruction or slot, position or old value. */
  private readonly stack: number[] = [];
  private best: Captures | null = null;
  /** Where the innermost loop iteration began; an iteration that has matched nothing yet is visited for itself. */
  private iterationStart = -1;

  constructor(program: Program, source: string, mode: "whole" | "longest") {
    const visits = program.instructions.length * (source.length + 1) * 2;
    if (visits > visitLimit) throw new RegexTooLarge("the expression and the string are too large together");
    this.program = program;
    this.source = source;
    this.mode = mode;
    this.visited = new Uint8Array(Math.ceil(visits / 8));
    this.captures = new Int32Array((program.groupCount + 1) * 2).fill(-1);
    this.loopStarts = new Int32Array(program.loopCount).fill(-1);
  }

  /** Returns the best match that starts at a position. What was visited from earlier starts cannot match. */
  from(start: number): Captures | null {
    this.best = null;
    this.captures.fill(-1);
    this.iterationStart = -1;
    this.push(Job.run, this.program.start, start);
    while (this.stack.length > 0) {
      const value = this.stack.pop() ?? 0;
      const target = this.stack.pop() ?? 0;
      const job = this.stack.pop() ?? 0;
      if (job === Job.run) this.run(target, value);
      else if (job === Job.restoreCapture) this.captures[target] = value;
      else if (job === Job.restoreLoop) this.loopStarts[target] = value;
      else this.iterationStart = value;
      if (this.best !== null && (this.mode === "whole" || this.best[1] === this.source.length)) break;
    }
    this.stack.length = 0;
    return this.best;
  }

  private push(job: number, target: number, value: number): void {
    this.stack.push(job, target, value);
  }

  private visit(at: number, position: number): boolean {
    const isFresh = position === this.iterationStart ? 1 : 0;
    const bit = (at * (this.source.length + 1) + position) * 2 + isFresh;
    const byte = bit >>> 3;
    const mask = 1 << (bit & 7);
    const known = this.visited[byte] ?? 0;
    this.visited[byte] = known | mask;
    return (known & mask) === 0;
  }

  private run(start: number, from: number): void {
    let at = start;
    let position = from;
    while (this.visit(at, position)) {
      const instruction = this.program.instructions[at];
      if (instruction === undefined) return;
      switch (instruction.op) {
        case "byte":
          if (position >= this.source.length || instruction.set[this.source.charCodeAt(position)] !== 1) return;
          position++;
          at = instruction.next;
          break;
        case "start":
          if (position !== 0) return;
          at = instruction.next;
          break;
        case "end":
          if (position !== this.source.length) return;
          at = instruction.next;
          break;
        case "save":
          this.push(Job.restoreCapture, instruction.slot, this.captures[instruction.slot] ?? -1);
          this.captures[instruction.slot] = position;
          at = instruction.next;
          break;
        case "split":
        case "choose":
          this.push(Job.run, instruction.second, position);
          at = instruction.first;
          break;
        case "enter":
          this.push(Job.restoreLoop, instruction.loop, this.loopStarts[instruction.loop] ?? -1);
          this.push(Job.restoreIteration, 0, this.iterationStart);
          this.loopStarts[instruction.loop] = position;
          this.iterationStart = position;
          at = instruction.next;
          break;
        case "repeat":
          if (this.loopStarts[instruction.loop] === position) at = instruction.next;
          else {
            this.push(Job.run, instruction.next, position);
            at = instruction.again;
          }
          break;
        case "accept":
          this.accept(position);
          return;
      }
    }
  }

  private accept(position: number): void {
    if (this.mode === "whole" && position !== this.source.length) return;
    if (this.best !== null && (this.best[1] ?? 0) >= position) return;
    this.best = this.captures.slice();
  }
}

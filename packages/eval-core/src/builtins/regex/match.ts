/**
 * Runs an expression over a string: depth first, in the order that prefers more repetitions and earlier alternatives,
 * with a stack of its own. Every pair of instruction and position is visited once, because a second visit could only
 * find what the first one found: time and memory are at most proportional to instructions times positions.
 *
 * Searching takes the longest of the matches that differ by alternatives; a loop stops at its first success.
 */
import type { Program } from "./program.ts";

/** Start and end of each group, the whole match first; -1 for groups that take no part. */
type Captures = Int32Array;

/** Where an expression matches and what its groups do; null for groups that take no part. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

/** A match is refused when it would need more visits than this to be remembered. */
const visitLimit = 2 ** 31;

/** Thrown when an expression and a string are too large together. */
export class RegexTooLarge extends Error {}

/** Returns how an expression matches the whole of a string, or null. */
export function matchWhole(program: Program, source: string): Match | null {
  return toMatch(source, new Run(program, source, "whole").from(0));
}

/** Finds matches in one string, one after the other. */
export class Searcher {
  private readonly source: string;
  private readonly run: Run;

  constructor(program: Program, source: string) {
    this.source = source;
    this.run = new Run(program, source, "longest");
  }

  /** Returns the first match that starts at or after a position, or null. */
  next(from: number): Match | null {
    for (let start = from; start <= this.source.length; start++) {
      const found = this.run.from(start);
      if (found === null) continue;
      this.run.forget();
      return toMatch(this.source, found);
    }
    return null;
  }
}

function toMatch(source: string, captures: Captures | null): Match | null {
  if (captures === null) return null;
  const groups: (string | null)[] = [];
  for (let at = 2; at < captures.length; at += 2) {
    const start = captures[at] ?? -1;
    groups.push(start < 0 ? null : source.slice(start, captures[at + 1]));
  }
  return { start: captures[0] ?? 0, end: captures[1] ?? 0, groups };
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
  /** Bytes of `visited` that are not zero. */
  private readonly touched: number[] = [];
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

  /** Forgets what was visited: after a match it is no longer true that nothing of it matches. */
  forget(): void {
    for (const byte of this.touched) this.visited[byte] = 0;
    this.touched.length = 0;
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
    if (known === 0) this.touched.push(byte);
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

/**
 * Where an evaluation spends its time: a tree of calls with the time spent in each itself. A function that calls itself
 * directly stays in one node, so that deep recursion makes no deep tree.
 */
import type { SourceName } from "../value/value.ts";

/** A function or file as a profile names it. */
export interface ProfiledCode {
  readonly name: string;
  readonly file: SourceName;
  readonly offset: number;
}

class CallNode {
  readonly code: ProfiledCode | null;
  readonly parent: CallNode | null;
  readonly children = new Map<ProfiledCode, CallNode>();
  calls = 0;
  selfTime = 0;

  constructor(code: ProfiledCode | null, parent: CallNode | null) {
    this.code = code;
    this.parent = parent;
  }
}

/** A row of the table by function. */
export interface ProfileRow {
  readonly label: string;
  readonly file: string;
  readonly calls: number;
  readonly selfTime: number;
}

export class Profiler {
  private readonly clock: () => number;
  private readonly root = new CallNode(null, null);
  private current: CallNode = this.root;
  private since: number;

  /** `clock` returns milliseconds. */
  constructor(clock: () => number) {
    this.clock = clock;
    this.since = clock();
  }

  /** Runs a body as a call of some code. */
  run<T>(code: ProfiledCode, body: () => T): T {
    const outer = this.current;
    this.advance();
    this.current = this.childOf(outer, code);
    this.current.calls++;
    try {
      return body();
    } finally {
      this.advance();
      this.current = outer;
    }
  }

  private childOf(outer: CallNode, code: ProfiledCode): CallNode {
    if (outer.code === code) return outer;
    let child = outer.children.get(code);
    if (child === undefined) {
      child = new CallNode(code, outer);
      outer.children.set(code, child);
    }
    return child;
  }

  private advance(): void {
    const now = this.clock();
    this.current.selfTime += now - this.since;
    this.since = now;
  }

  /** Returns the functions by the time spent in themselves, longest first. */
  rows(): ProfileRow[] {
    const byCode = new Map<ProfiledCode, { calls: number; selfTime: number }>();
    for (const { code, calls, selfTime } of this.nodes()) {
      if (code === null) continue;
      const sum = byCode.get(code) ?? { calls: 0, selfTime: 0 };
      byCode.set(code, { calls: sum.calls + calls, selfTime: sum.selfTime + selfTime });
    }
    return [...byCode]
      .map(([code, sum]) => ({ label: labelOf(code), file: code.file.name, ...sum }))
      .sort((left, right) => right.selfTime - left.selfTime);
  }

  /** Returns the profile in the file format of speedscope, as a value for JSON. */
  speedscope(name: string): object {
    this.advance();
    const frames = new Map<ProfiledCode | null, number>();
    const frameOf = (code: ProfiledCode | null): number => {
      const known = frames.get(code);
      if (known !== undefined) return known;
      frames.set(code, frames.size);
      return frames.size - 1;
    };
    const samples: number[][] = [];
    const weights: number[] = [];
    for (const node of this.nodes()) {
      if (node.selfTime <= 0) continue;
      const stack: number[] = [];
      for (let at: CallNode | null = node; at !== null; at = at.parent) stack.unshift(frameOf(at.code));
      samples.push(stack);
      weights.push(node.selfTime);
    }
    const endValue = weights.reduce((sum, weight) => sum + weight, 0);
    return {
      $schema: "https://www.speedscope.app/file-format-schema.json",
      name,
      shared: { frames: [...frames.keys()].map(describeFrame) },
      profiles: [{ type: "sampled", name, unit: "milliseconds", startValue: 0, endValue, samples, weights }],
    };
  }

  private *nodes(): Generator<CallNode> {
    const pending = [this.root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      yield node;
      pending.push(...node.children.values());
    }
  }
}

function labelOf({ name, file, offset }: ProfiledCode): string {
  const { line, column } = file.lineAndColumn(offset);
  return `${name === "" ? "(anonymous)" : name} ${file.name}:${line}:${column}`;
}

function describeFrame(code: ProfiledCode | null): object {
  if (code === null) return { name: "(evaluation)" };
  const { line, column } = code.file.lineAndColumn(code.offset);
  return { name: code.name === "" ? "(anonymous)" : code.name, file: code.file.name, line, col: column };
}

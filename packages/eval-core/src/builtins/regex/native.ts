/**
 * Expressions for the platform's engine, where it certainly does the same in acceptable time: no repetition inside a
 * repetition, at most three unbounded ones, groups not repeated, and no alternatives when searching, where ours takes
 * the longest match and the platform's the first.
 */
import type { ByteSet, Node, Syntax } from "./syntax.ts";

interface Facts {
  unbounded: number;
  hasChoice: boolean;
  isSafe: boolean;
}

/** Expressions for the platform's engine, each null where ours must run. */
export interface NativeRegex {
  readonly whole: RegExp | null;
  readonly search: RegExp | null;
  /** The longest string that they may be given: the more repetitions, the higher the power of its length. */
  readonly lengthLimit: number;
}

/** Length limits by the number of unbounded repetitions. */
const lengthLimits = [Number.POSITIVE_INFINITY, 20_000, 4_000, 500];

/** Returns expressions for matching the whole string and for searching. */
export function compileNative({ root }: Syntax): NativeRegex {
  const facts: Facts = { unbounded: 0, hasChoice: false, isSafe: true };
  inspect(root, "top", facts);
  const lengthLimit = lengthLimits[facts.unbounded];
  if (!facts.isSafe || lengthLimit === undefined) return { whole: null, search: null, lengthLimit: 0 };
  const source = render(root);
  return {
    whole: new RegExp(`^(?:${source})$`, "s"),
    search: facts.hasChoice ? null : new RegExp(source, "gs"),
    lengthLimit,
  };
}

function inspect(node: Node, place: "top" | "repeated", facts: Facts): void {
  switch (node.kind) {
    case "empty":
    case "set":
    case "start":
    case "end":
      return;
    case "group":
      if (place === "repeated") facts.isSafe = false;
      inspect(node.body, place, facts);
      return;
    case "sequence":
      for (const item of node.items) inspect(item, place, facts);
      return;
    case "choice":
      facts.hasChoice = true;
      for (const option of node.options) inspect(option, place, facts);
      return;
    case "repeat":
      if (place === "repeated" || node.body.kind !== "set") facts.isSafe = false;
      if (!Number.isFinite(node.most)) facts.unbounded++;
      else if (node.most > 1) facts.unbounded++;
      inspect(node.body, "repeated", facts);
  }
}

function render(node: Node): string {
  switch (node.kind) {
    case "empty":
      return "(?:)";
    case "set":
      return renderSet(node.set);
    case "start":
      return "^";
    case "end":
      return "$";
    case "group":
      return `(${render(node.body)})`;
    case "sequence":
      return node.items.map(render).join("");
    case "choice":
      return `(?:${node.options.map(render).join("|")})`;
    case "repeat":
      return `${render(node.body)}{${node.least},${Number.isFinite(node.most) ? node.most : ""}}`;
  }
}

function renderSet(set: ByteSet): string {
  let ranges = "";
  for (let low = 0; low < 256; low++) {
    if (set[low] !== 1) continue;
    let high = low;
    while (set[high + 1] === 1) high++;
    ranges += low === high ? escapeByte(low) : `${escapeByte(low)}-${escapeByte(high)}`;
    low = high;
  }
  return `[${ranges}]`;
}

function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

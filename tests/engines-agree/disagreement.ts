/**
 * What two engines make of one source, compared.
 */
import type { Dialect, TolerantEngine } from "@lix-tools/parser";
import { Kind, recordWords } from "@lix-tools/parser";
import { parseFast } from "../../packages/parser/src/fast/parse-fast.ts";
import { ParserState } from "../../packages/parser/src/fast/parser-state.ts";

const kindOfNumber = new Map<number, string>(Object.entries(Kind).map(([name, number]) => [number, name]));

/** Compares sources one by one, with one parser's memory. */
export interface Comparison {
  /** Returns how the engines differ over the source, or undefined where they agree. */
  disagreement(source: Uint8Array, dialect: Dialect): string | undefined;
  /** How many sources both have accepted, and how many both have refused. */
  readonly counts: { accepted: number; refused: number };
}

export function createComparison(engine: TolerantEngine): Comparison {
  const state = new ParserState();
  const counts = { accepted: 0, refused: 0 };
  return {
    counts,
    disagreement(source, dialect) {
      const fast = parseFast(source, dialect, state);
      const tolerant = engine.parse(source, dialect);
      if ("problem" in fast) {
        // A limit of the fast engine, not of the language.
        if (fast.problem.code === "syntax/nesting-too-deep") return undefined;
        counts.refused++;
        return tolerant.hasError ? undefined : `only the fast engine refuses: ${fast.problem.message}`;
      }
      counts.accepted++;
      if (tolerant.hasError) return "only the tolerant engine refuses";
      return firstDifference(fast, tolerant);
    },
  };
}

interface Records {
  readonly records: Uint32Array;
  readonly nodeCount: number;
}

function firstDifference(fast: Records, tolerant: Records): string | undefined {
  const words = Math.max(fast.nodeCount, tolerant.nodeCount) * recordWords;
  for (let word = 0; word < words; word++) {
    if (fast.records[word] === tolerant.records[word]) continue;
    const node = Math.floor(word / recordWords);
    return `node ${node}: fast ${describeRecord(fast, node)}, tolerant ${describeRecord(tolerant, node)}`;
  }
  return undefined;
}

function describeRecord({ records, nodeCount }: Records, node: number): string {
  if (node >= nodeCount) return "has none";
  const [head = 0, start, end, size] = records.subarray(node * recordWords, (node + 1) * recordWords);
  return `${kindOfNumber.get(head & 0xffff)} field ${(head >>> 16) & 0xff} ${start}..${end} of ${size}`;
}

/**
 * What comes after parsing, beside it: names resolved, the whole tree lowered, and two such terms compared. A proof of
 * one rewritten file costs two parses, two lowerings and one comparison. File by file, as a command does it: terms of a
 * whole tree at once would measure the garbage collector.
 */
import { coreEqual, lowerTree, normalForm, resolveTree } from "@lix-tools/eval-core";
import { createParserBuffers, makeLangver, parse } from "@lix-tools/parser";
import { printRatios, readTree } from "./measure.mjs";

const rounds = 4;

export async function run({ tree }) {
  const sources = readTree(tree);
  const bytes = sources.reduce((sum, source) => sum + source.length, 0);
  const best = new Map();
  for (let round = 0; round < rounds; round++) {
    const times = timesOfOneRound(sources);
    // The first round warms up.
    if (round > 0) for (const [name, time] of times) best.set(name, Math.min(time, best.get(name) ?? Infinity));
  }
  printRatios([...best], bytes);
}

function timesOfOneRound(sources) {
  const langver = makeLangver("legacy");
  const buffers = createParserBuffers();
  const times = new Map();
  const timed = (name, work) => {
    const start = performance.now();
    const result = work();
    times.set(name, (times.get(name) ?? 0) + performance.now() - start);
    return result;
  };
  for (const source of sources) {
    const { tree, isComplete } = timed("parse, records", () => parse(source, { langver, buffers, checks: "none" }));
    if (!isComplete) continue;
    const resolution = timed("resolve names", () => resolveTree(tree));
    const { term } = timed("lower what is resolved", () => lowerTree(tree, { resolution }));
    const { term: other } = lowerTree(tree);
    timed("compare two terms", () => coreEqual(term, other));
    timed("normal form as text", () => normalForm(term));
  }
  return times;
}

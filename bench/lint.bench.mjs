/**
 * The linter beside the parser: the recommended rules over every file, and the rules that take longest. Processor time
 * counts, not the clock.
 */
import { resolveTree } from "@lix-tools/eval-core";
import { lintSource, ruleId, settingsOf } from "@lix-tools/lint";
import { createParserBuffers, detectLangver, parse } from "@lix-tools/parser";
import { printRatios, readTree } from "./measure.mjs";

const profile = {
  preset: "recommended",
  target: "legacy",
  levels: [],
  options: {},
  only: null,
  suppressions: "honour",
};
const rounds = 4;

export async function run({ tree }) {
  const sources = readTree(tree).map((source) => ({ source, langver: detectLangver(source).langver }));
  const bytes = sources.reduce((sum, { source }) => sum + source.length, 0);
  const buffers = createParserBuffers();
  const settings = { ...settingsOf(profile), buffers };
  const works = [
    ["parse", ({ source, langver }) => parse(source, { langver, buffers })],
    ["parse and resolve names", ({ source, langver }) => resolveTree(parse(source, { langver, buffers }).tree)],
    ["lint", ({ source, langver }) => lintSource({ source, langver, path: null }, settings)],
  ];
  const best = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of works) {
      const time = processorTime(() => sources.forEach(work));
      // The first round warms up.
      if (round > 0) best.set(name, Math.min(time, best.get(name) ?? Infinity));
    }
  }
  printRatios([...best], bytes);
  printSlowest(sources, { ...settingsOf(profile, new Map()), buffers });
}

function printSlowest(sources, settings) {
  for (const { source, langver } of sources) lintSource({ source, langver, path: null }, settings);
  const slowest = [...settings.clock].toSorted(([, a], [, b]) => b - a).slice(0, 10);
  for (const [rule, time] of slowest) console.log(`  ${time.toFixed(0).padStart(7)} ms  ${ruleId(rule)}`);
}

/** Returns the milliseconds of processor time a function takes in this process. */
function processorTime(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

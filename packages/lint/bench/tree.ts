/**
 * Over all Nix files of a tree, in one thread and with files read beforehand: parsing alone, linting with the recommended
 * rules, and the time of each rule. Prints one line each.
 *
 *     node scripts/bench-lint.mjs tree TREE
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createParserBuffers, findUseClause, parse, resolveLangver } from "@lix-tools/parser";
import { resolveTree } from "@lix-tools/eval-core";
import { ruleId } from "../src/engine/rule.ts";
import { lintSource } from "../src/engine/lint.ts";
import { settingsOf } from "../src/cli/profile.ts";

const [tree = "."] = process.argv.slice(2);
const sources = readdirSync(tree, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".nix"))
  .flatMap((name) => {
    try {
      return [{ name, source: new Uint8Array(readFileSync(join(tree, name))) }];
    } catch {
      return [];
    }
  });
const profile = {
  preset: "recommended",
  target: "legacy",
  levels: [],
  options: {},
  only: null,
  suppressions: "honour",
} as const;
const buffers = createParserBuffers();

function time(label: string, work: () => void): number {
  // Processor time, so that other work on the machine does not count.
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  const spent = (user + system) / 1000;
  console.log(`${label.padEnd(24)} ${spent.toFixed(0).padStart(7)} ms`);
  return spent;
}

const langverOf = (source: Uint8Array): ReturnType<typeof resolveLangver>["langver"] =>
  resolveLangver({ clause: findUseClause(source) }).langver;

for (let round = 0; round < 3; round++) {
  const parsing = time("parse", () => {
    for (const { source } of sources) parse(source, { langver: langverOf(source), buffers });
  });
  time("parse and resolve", () => {
    for (const { source } of sources) resolveTree(parse(source, { langver: langverOf(source), buffers }).tree);
  });
  const settings = { ...settingsOf(profile), buffers };
  const linting = time("lint", () => {
    for (const { name, source } of sources) lintSource({ source, langver: langverOf(source), path: name }, settings);
  });
  console.log(`${sources.length} files, ratio ${(linting / parsing).toFixed(1)}`);
}
const clock = new Map();
const settings = { ...settingsOf(profile, clock), buffers };
for (const { name, source } of sources) lintSource({ source, langver: langverOf(source), path: name }, settings);
for (const [rule, spent] of [...clock].toSorted(([, a], [, b]) => b - a).slice(0, 25)) {
  console.log(`${spent.toFixed(0).padStart(7)} ms  ${ruleId(rule)}`);
}

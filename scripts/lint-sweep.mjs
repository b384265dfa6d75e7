/**
 * Lints, and fixes in memory, every Nix file of some trees: counts findings, and shows fixes that were refused and files
 * where rules undo one another. With `--sample N` it prints N findings of each group, chosen at random but always the
 * same for a seed, with the lines around them; that is what `packages/lint/PRECISION.md` was read from.
 *
 *     node scripts/lint-sweep.mjs [--preset NAME] [--rule NAME=LEVEL]… [--only RULES] [--fix none|safe|unsafe]
 *       [--sample N] [--per-rule N] [--seed N] [--lines N] TREE…
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { fixSource, lintSource, settingsOf } from "@lix-tools/lint";
import { createLineIndex, createParserBuffers, detectLangver, lineSpan, positionAt } from "@lix-tools/parser";

const { values, positionals } = parseArgs({
  options: {
    preset: { type: "string", default: "recommended" },
    rule: { type: "string", multiple: true, default: [] },
    only: { type: "string" },
    fix: { type: "string", default: "none" },
    sample: { type: "string", default: "0" },
    "per-rule": { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    lines: { type: "string", default: "2" },
  },
  allowPositionals: true,
});
const levels = Object.fromEntries(values.rule.map((text) => text.split("=")));
const settings = {
  ...settingsOf({
    preset: values.preset,
    target: "legacy",
    levels: [levels],
    options: {},
    only: values.only?.split(",") ?? null,
    suppressions: "honour",
  }),
  buffers: createParserBuffers(),
};
const totals = { files: 0, fixed: 0, unstable: 0, failed: 0 };
const counts = new Map();
const applied = new Map();
const refused = new Map();
const found = [];

const add = (map, key, by = 1) => map.set(key, (map.get(key) ?? 0) + by);

for (const tree of positionals) for (const path of nixFiles(tree)) sweep(tree, path);
printSample();
console.log(`\n${JSON.stringify(totals)}`);
for (const [name, map] of Object.entries({ counts, applied, refused })) {
  console.log(name, Object.fromEntries([...map].toSorted()));
}

function nixFiles(tree) {
  const names = readdirSync(tree, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".nix"))
    .toSorted()
    .map((name) => join(tree, name));
}

function sweep(tree, path) {
  let source;
  try {
    source = new Uint8Array(readFileSync(path));
  } catch {
    return;
  }
  totals.files++;
  const input = { source, langver: detectLangver(source).langver, path: relative(tree, path) };
  try {
    const { findings } = lintSource(input, settings);
    const visible = findings.filter(({ suppression }) => suppression === null);
    for (const { code } of visible) add(counts, code);
    if (values.sample !== "0") for (const finding of visible) found.push({ path, finding });
    if (values.fix !== "none" && visible.some(({ fix }) => fix !== null)) fix(path, input);
  } catch (error) {
    totals.failed++;
    console.log(`FAILED ${path}: ${error.stack}`);
  }
}

function fix(path, input) {
  const result = fixSource(input, settings, { level: values.fix });
  if (result.applied.size > 0) totals.fixed++;
  if (result.outcome !== "stable") {
    totals.unstable++;
    console.log(`${result.outcome}: ${path}`);
  }
  for (const [code, count] of result.applied) add(applied, code, count);
  for (const { code, line, reason } of result.refused) {
    add(refused, code);
    console.log(`refused ${code} in ${path}: ${line}: ${reason}`);
  }
}

function printSample() {
  const random = generator(Number(values.seed));
  const shuffled = found.map((entry) => ({ entry, key: random() })).toSorted((a, b) => a.key - b.key);
  const ofGroup = new Map();
  const ofRule = new Map();
  for (const { entry } of shuffled) {
    const { code } = entry.finding;
    const group = code.split("/")[0];
    if ((ofGroup.get(group)?.length ?? 0) >= Number(values.sample)) continue;
    if ((ofRule.get(code) ?? 0) >= Number(values["per-rule"])) continue;
    add(ofRule, code);
    ofGroup.set(group, [...(ofGroup.get(group) ?? []), entry]);
  }
  for (const [group, entries] of [...ofGroup].toSorted()) {
    console.log(`\n== ${group}: ${entries.length}`);
    for (const { path, finding } of entries.toSorted((a, b) => (a.finding.code < b.finding.code ? -1 : 1))) {
      console.log(`\n${finding.code} ${path}\n  ${finding.message}\n${linesAround(path, finding.span)}`);
    }
  }
}

function linesAround(path, span) {
  const source = new Uint8Array(readFileSync(path));
  const index = createLineIndex(source);
  const { line } = positionAt(index, span.start);
  const around = Number(values.lines);
  const shown = [];
  for (let at = Math.max(1, line - around); at <= line + around; at++) {
    const { start, end } = lineSpan(index, at);
    if (start > end || (at > line && start >= source.length)) break;
    const text = Buffer.from(source.subarray(start, end)).toString("utf8").slice(0, 150);
    shown.push(`${at === line ? ">" : " "}${at} ${text}`);
  }
  return shown.join("\n");
}

/** Returns a generator of numbers from 0 to 1 that depends on nothing but its seed (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

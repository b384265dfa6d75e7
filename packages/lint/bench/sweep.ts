/**
 * Lints and fixes every Nix file of some trees, in memory: counts findings, and shows fixes that were refused and files
 * where rules undo one another. With `--sample N` it prints up to N findings of each rule, chosen evenly, with the line.
 *
 *     node scripts/bench-lint.mjs sweep [--preset NAME] [--sample N] [--only RULE] TREE…
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  createLineIndex,
  createParserBuffers,
  findUseClause,
  lineSpan,
  positionAt,
  resolveLangver,
} from "@lix-tools/parser";
import { settingsOf } from "../src/cli/profile.ts";
import { lintSource } from "../src/engine/lint.ts";
import { fixSource } from "../src/fix/fix-source.ts";
import { presets } from "../src/engine/presets.ts";

const { values, positionals } = parseArgs({
  options: {
    preset: { type: "string", default: "recommended" },
    sample: { type: "string", default: "0" },
    only: { type: "string" },
    fix: { type: "string", default: "safe" },
  },
  allowPositionals: true,
});
const preset = presets.find((name) => name === values.preset) ?? "recommended";
const only = values.only === undefined ? null : values.only.split(",");
const buffers = createParserBuffers();
const settings = {
  ...settingsOf({ preset, target: "legacy", levels: [], options: {}, only, suppressions: "honour" }),
  buffers,
};
const samples = new Map<string, string[]>();
const applied = new Map<string, number>();
const refused = new Map<string, number>();
let files = 0;
let fixedFiles = 0;
let unstable = 0;

for (const tree of positionals) {
  for (const name of readdirSync(tree, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".nix")) continue;
    let source: Uint8Array;
    try {
      source = new Uint8Array(readFileSync(join(tree, name)));
    } catch {
      continue;
    }
    files++;
    const { langver } = resolveLangver({ clause: findUseClause(source) });
    const input = { source, langver, path: name };
    const { findings } = lintSource(input, settings);
    if (values.sample !== "0") {
      const index = createLineIndex(source);
      for (const { code, message, span } of findings) {
        const { line, column } = positionAt(index, span.start);
        const shown = [line - 1, line, line + 1]
          .map((at) => lineSpan(index, Math.max(1, at)))
          .map(({ start, end }) => Buffer.from(source.subarray(start, end)).toString("utf8").slice(0, 160));
        const list = samples.get(code) ?? [];
        list.push(`${join(tree, name)}:${line}:${column} ${message}\n      ${shown.join("\n      ")}`);
        samples.set(code, list);
      }
    }
    if (values.fix === "none" || !findings.some(({ fix }) => fix !== null)) continue;
    const result = fixSource(input, settings, { level: values.fix === "unsafe" ? "unsafe" : "safe" });
    if (result.applied.size > 0) fixedFiles++;
    if (result.outcome !== "stable") {
      unstable++;
      console.log(`${result.outcome}: ${join(tree, name)}`);
    }
    for (const [code, count] of result.applied) applied.set(code, (applied.get(code) ?? 0) + count);
    for (const { code, line, reason } of result.refused) {
      refused.set(code, (refused.get(code) ?? 0) + 1);
      console.log(`refused ${code} in ${join(tree, name)}: ${line}: ${reason}`);
    }
  }
}
const limit = Number(values.sample);
for (const [code, list] of [...samples].toSorted()) {
  console.log(`\n== ${code}: ${list.length}`);
  for (let at = 0; at < Math.min(limit, list.length); at++) {
    console.log(`  ${list[Math.floor((at * list.length) / Math.min(limit, list.length))]}`);
  }
}
console.log(`\nfiles ${files}, files fixed ${fixedFiles}, unstable ${unstable}`);
console.log("applied", Object.fromEntries([...applied].toSorted()));
console.log("refused", Object.fromEntries([...refused].toSorted()));

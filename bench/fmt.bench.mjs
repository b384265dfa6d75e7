/**
 * The formatter beside the parser, and beside the official formatter where `LIX_NIXFMT` names its program: that one is
 * run over the same tree with `--check`, which writes nothing. Processor time counts, not the clock.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createFormatter, format } from "@lix-tools/fmt";
import { createParserBuffers, makeLangver, parse } from "@lix-tools/parser";
import { printRatios, readTree } from "./measure.mjs";

export async function run({ tree }) {
  const sources = readTree(tree);
  const bytes = sources.reduce((sum, source) => sum + source.length, 0);
  const langver = makeLangver("legacy");
  const buffers = createParserBuffers();
  const formatter = createFormatter();
  const formatAll = (options) => () => {
    for (const source of sources) format(source, options, formatter);
  };
  const rows = [
    ["format, first run", processorTime(formatAll({}))],
    ["format", processorTime(formatAll({}))],
    ["format and verify", processorTime(formatAll({ verify: "always" }))],
    [
      "parse alone",
      processorTime(() => {
        for (const source of sources) parse(source, { langver, buffers, checks: "none" });
      }),
    ],
  ];
  const nixfmt = process.env.LIX_NIXFMT ?? "";
  if (nixfmt === "") console.log("LIX_NIXFMT is not set: no peer to compare with");
  else rows.push(["nixfmt --check", peerTime(nixfmt, tree)]);
  printRatios(rows, bytes);
}

/** Returns the milliseconds of processor time a function takes in this process. */
function processorTime(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Returns the milliseconds of processor time the peer takes for the tree. */
function peerTime(nixfmt, tree) {
  const files = readdirSync(tree, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".nix"))
    .map((path) => join(tree, path));
  const script = 'f=$1; shift; "$f" --quiet --check "$@"; times';
  const output = spawnSync("sh", ["-c", script, "sh", nixfmt, ...files], { maxBuffer: 1 << 30 }).stdout.toString();
  const [, children = ""] = output.trim().split("\n").slice(-2);
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/gu)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  if (seconds.length === 0) throw new Error(`no processor time from ${nixfmt}`);
  return seconds.reduce((sum, second) => sum + second, 0) * 1000;
}

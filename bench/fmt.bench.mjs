/**
 * The formatter beside the parser, as a command, and beside the official formatter where `LIX_NIXFMT` names its program:
 * that one is run over the same tree with `--check`, which writes nothing. Processor time counts, not the clock.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
  rows.push(...commandRows(tree));
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
  return commandTime(nixfmt, ["--quiet", "--check", ...files]);
}

/** Returns rows for the command on one core: start, walk, reading and all. The last run has only to look at the files. */
function commandRows(tree) {
  const command = fileURLToPath(new URL("../packages/fmt/bin/lix-fmt.cjs", import.meta.url));
  if (!existsSync(new URL("../packages/fmt/dist/bin/lix-fmt.js", import.meta.url))) {
    console.log("the command is not built: `npm run build`");
    return [];
  }
  const directory = mkdtempSync(join(tmpdir(), "lix-bench-"));
  const run = (...options) =>
    commandTime(process.execPath, [command, "--jobs", "1", "-q", "--check", ...options, tree]);
  const cached = ["--cache", "--cache-location", join(directory, "cache")];
  const rows = [
    ["lix-fmt --check", run()],
    ["lix-fmt --check --verify", run("--verify")],
    ["lix-fmt --check --cache, filled", run(...cached)],
    ["lix-fmt --check --cache, again", run(...cached)],
  ];
  rmSync(directory, { recursive: true });
  return rows;
}

/** Returns the milliseconds of processor time a program takes, its threads included. */
function commandTime(program, args) {
  const script = 'f=$1; shift; "$f" "$@"; times';
  const output = spawnSync("sh", ["-c", script, "sh", program, ...args], { maxBuffer: 1 << 30 }).stdout.toString();
  const [, children = ""] = output.trim().split("\n").slice(-2);
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/gu)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  if (seconds.length === 0) throw new Error(`no processor time from ${program}`);
  return seconds.reduce((sum, second) => sum + second, 0) * 1000;
}

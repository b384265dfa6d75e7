/**
 * The evaluator beside `nix-instantiate`: small programs, and, if the tree is nixpkgs, single packages and a NixOS system,
 * each in a process of its own. `LIX_BENCH_WHOLE=1` adds the whole set, with one thread and with two. Compared are the
 * time that goes by and processor time (user and system, all threads), which depends less on what else the machine does;
 * the runs of both take turns, and the best of each counts. The first runs of ours fill the caches of compiled code and
 * of sources, and do not count; what a run takes that finds nothing kept stands below each. Results must be equal. Wants `npm run build` first and GNU `time`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const rounds = Number(process.env.LIX_BENCH_ROUNDS ?? 3);
/** The second run of a program keeps what the third one uses. */
const unmeasured = 2;
const launcher = fileURLToPath(new URL("../packages/eval-core/bin/lix-eval.cjs", import.meta.url));
const bundle = fileURLToPath(new URL("../packages/eval-core/dist/bin/lix-eval.js", import.meta.url));
const programs = fileURLToPath(new URL("programs/", import.meta.url));
const timeProgram = "/usr/bin/time";

const config =
  "{ allowUnfree = true; allowBroken = true; allowUnsupportedSystem = true; allowInsecurePredicate = x: true; }";
const set = (tree) => `import ${tree} { system = "x86_64-linux"; overlays = [ ]; config = ${config}; }`;

export async function run({ tree }) {
  if (!existsSync(bundle)) return console.log("  lix-eval is not bundled: run `npm run build` first");
  if (!existsSync(timeProgram)) return console.log(`  ${timeProgram} is missing: nothing can be measured`);
  const version = spawnSync("nix-instantiate", ["--version"], { encoding: "utf8" });
  const hasNix = version.status === 0;
  console.log(
    hasNix ? `  beside ${version.stdout.trim()}` : "  nix-instantiate is missing: times without a comparison",
  );
  const place = mkdtempSync(join(tmpdir(), "lix-eval-bench-"));
  try {
    for (const [name, file] of [...programRows(), ...packageRows(resolve(tree), place)]) compare(name, file, hasNix);
    if (process.env.LIX_BENCH_WHOLE === "1") compareWhole(resolve(tree), place, hasNix);
  } finally {
    rmSync(place, { recursive: true });
  }
}

function programRows() {
  const files = readdirSync(programs).filter((file) => file.endsWith(".nix"));
  return files.map((file) => [file.replace(".nix", ""), join(programs, file)]);
}

function packageRows(tree, place) {
  if (!existsSync(join(tree, "pkgs/top-level/all-packages.nix"))) {
    console.log("  the tree is not nixpkgs: no packages are evaluated");
    return [];
  }
  const system = `(import ${tree}/nixos/lib/eval-config.nix {
    system = "x86_64-linux";
    modules = [ {
      fileSystems."/".device = "/dev/sda";
      boot.loader.grub.device = "/dev/sda";
      system.nixos = { versionSuffix = "bench"; revision = "bench"; };
    } ];
  }).config.system.build.toplevel.drvPath`;
  const expressions = [
    ["hello", `(${set(tree)}).hello.drvPath`],
    ["firefox", `(${set(tree)}).firefox.drvPath`],
    ["a NixOS system", system],
  ];
  return expressions.map(([name, expression], at) => {
    const file = join(place, `${at}.nix`);
    writeFileSync(file, expression);
    return [name, file];
  });
}

/** Further certificates are read at every start of Node on some machines, which has nothing to do with evaluation. */
const { NODE_EXTRA_CA_CERTS: _certificates, ...environment } = process.env;

/** Runs a command. Returns what it printed, the time and processor time it took in seconds, and its memory in megabytes. */
function measure(command, args, changes = {}) {
  const { stdout, stderr, status } = spawnSync(timeProgram, ["-f", "%U %S %e %M", command, ...args], {
    encoding: "latin1",
    env: { ...environment, ...changes },
    maxBuffer: 2 ** 30,
  });
  const [user, system, elapsed, kilobytes] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stderr}`);
  return { stdout, elapsed, seconds: user + system, megabytes: kilobytes / 1024 };
}

const lixEval = (...args) => measure(process.execPath, [launcher, "--compat", "nix-2.8", ...args]);
const lixEvalAnew = (...args) =>
  measure(process.execPath, [launcher, "--compat", "nix-2.8", ...args], { NODE_DISABLE_COMPILE_CACHE: "1" });
const nixEval = (...args) => measure("nix-instantiate", ["--eval", "--strict", ...args]);

function compare(name, file, hasNix) {
  for (let run = 0; run < unmeasured; run++) lixEval("--strict", file);
  let ours = null;
  let anew = null;
  let theirs = null;
  for (let round = 0; round < rounds; round++) {
    ours = better(ours, lixEval("--strict", file));
    anew = better(anew, lixEvalAnew("--strict", file));
    if (hasNix) theirs = better(theirs, nixEval(file));
  }
  printRow(name, ours, theirs);
  printRow("  nothing kept", anew, theirs);
  if (ours.stdout !== anew.stdout) throw new Error(`${name}: what was kept changes the result`);
  if (theirs !== null && ours.stdout !== theirs.stdout) throw new Error(`${name}: the results differ`);
}

/** Returns the least of each measure. */
function better(left, right) {
  if (left === null) return right;
  const least = (name) => Math.min(left[name], right[name]);
  return { ...right, elapsed: least("elapsed"), seconds: least("seconds"), megabytes: least("megabytes") };
}

function printRow(name, ours, theirs) {
  const show = ({ elapsed, seconds, megabytes }) =>
    `${elapsed.toFixed(2).padStart(7)} s ${seconds.toFixed(2).padStart(7)} s ${megabytes.toFixed(0).padStart(5)} MB`;
  const times = (measure) => `${(ours[measure] / theirs[measure]).toFixed(2).padStart(7)} x`;
  const ratio = theirs === null ? "" : `${show(theirs)} ${times("elapsed")} ${times("seconds")}`;
  console.log(`  ${name.padEnd(24)} ${show(ours)} ${ratio}`);
}

/** Real Nix has no walk that survives all errors, so it is given the attributes that we found. */
function compareWhole(tree, place, hasNix) {
  const file = join(place, "set.nix");
  writeFileSync(file, set(tree));
  const walk = ["--drv-paths", "--memory", "12000"];
  const anew = lixEvalAnew(...walk, file);
  for (let run = 0; run < unmeasured; run++) lixEval(...walk, "--jobs", "2", file);
  const one = lixEval(...walk, file);
  const two = lixEval(...walk, "--jobs", "2", file);
  if (one.stdout !== anew.stdout) throw new Error("the whole set: what was kept changes the derivations");
  if (one.stdout !== two.stdout) throw new Error("the whole set: one thread and two find different derivations");
  const rows = one.stdout.trim().split("\n");
  const paths = rows.map((row) => row.split("\t")[0].split("."));
  writeFileSync(join(place, "paths.json"), JSON.stringify(paths));
  const query = join(place, "query.nix");
  writeFileSync(
    query,
    `let
      set = import ${file};
      called = value: if builtins.isFunction value then value { } else value;
      step = value: name:
        let inside = called value;
        in if builtins.isList inside then builtins.elemAt inside (builtins.fromJSON name) else inside.\${name};
      drvPathOf = value: if value ? drvPath then value.drvPath else throw "no derivation";
      found = path: builtins.tryEval (drvPathOf (called (builtins.foldl' step set path)));
    in map (path: let one = found path; in if one.success then builtins.unsafeDiscardStringContext one.value else "error")
      (builtins.fromJSON (builtins.readFile ${join(place, "paths.json")}))`,
  );
  const theirs = hasNix ? nixEval("--json", query) : null;
  printRow("the whole set", one, theirs);
  printRow("  two threads", two, theirs);
  printRow("  nothing kept", anew, theirs);
  if (theirs === null) return;
  const different = JSON.parse(theirs.stdout).filter((path, at) => path !== rows[at].split("\t")[1]).length;
  console.log(`  ${rows.length} derivations, ${different} of them different`);
}

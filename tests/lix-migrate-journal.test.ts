/**
 * `lix-migrate --write` may be killed at any moment: `--resume` and `--undo` bring the tree to its end or back to its
 * beginning, byte by byte. `LIX_KILLS` sets how often it is killed.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");
const kills = Number(process.env["LIX_KILLS"] ?? "6");

const oldText = (number: number): string => `{ url = http://a.b/${number}; n = [ .5 ${number} ]; }\n`;
const newText = (number: number): string => `{ url = "http://a.b/${number}"; n = [ 0.5 ${number} ]; }\n`;

/** A tree of many files, as paths with contents. */
function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`d${n % 7}/f${n}.nix`, oldText(n)]));
}

/** Everything in a directory by path, the repository's own files left out. */
function contentsOf(root: string): ReadonlyMap<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted();
  const files = paths.filter((path) => !path.startsWith(".git") && statSync(join(root, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

function repository(entries: Readonly<Record<string, string>>): string {
  const cwd = temporaryTree(entries);
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    ["commit", "-qm", "x"],
  ]) {
    const identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
    const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
  return cwd;
}

const write = ["--to", "lix", "--isolated", "--format", "none", "--write", "."];
const migrate = (cwd: string, ...args: readonly string[]): Run => bin.run(args, { cwd });

/** Starts writing, and kills the process after a while, or when the condition holds. */
async function killAfter(cwd: string, milliseconds: number): Promise<void> {
  const child = bin.start(write, { cwd, stdio: "ignore" });
  const gone = new Promise((resolve) => void child.on("exit", resolve));
  await Promise.race([sleep(milliseconds), gone]);
  child.kill("SIGKILL");
  await gone;
}

describe("a run that is killed", () => {
  it(`at ${kills} moments is finished by --resume or taken back by --undo`, { timeout: 600_000 }, async () => {
    const files = manyFiles(400);
    const model = repository(files);
    const before = contentsOf(model);
    const start = performance.now();
    expect(migrate(model, ...write).code).toBe(0);
    const duration = performance.now() - start;
    const after = contentsOf(model);
    expect(after.size).toBe(before.size);
    expect(after.get("d3/f3.nix")).toBe(newText(3));
    let partial = 0;
    for (let kill = 0; kill < kills; kill++) {
      const cwd = repository(files);
      // Killed evenly over the run, a little beyond its end, and at no moment twice.
      await killAfter(cwd, ((kill + Math.random()) / kills) * duration * 1.1);
      const found = contentsOf(cwd);
      if (![before, after].some((tree) => isSame(tree, found))) partial++;
      const hasJournal = existsSync(join(cwd, ".git/lix-migrate/run.json"));
      const [flag, wanted] = kill % 2 === 0 ? ["--resume", after] : ["--undo", before];
      const { code, stdout, stderr } = migrate(cwd, flag);
      if (hasJournal) expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
      else expect(stderr).toContain("there is no journal");
      expect(contentsOf(cwd)).toEqual(hasJournal ? wanted : before);
      if (flag === "--undo" && hasJournal) expect(existsSync(join(cwd, ".git/lix-migrate"))).toBe(false);
      rmSync(cwd, { recursive: true });
    }
    console.log(`${partial} of ${kills} kills left some files written and others not`);
  });
  it("leaves nothing that stands in the way of the next run", () => {
    const cwd = repository(manyFiles(3));
    expect(migrate(cwd, ...write).code).toBe(0);
    const place = join(cwd, ".git/lix-migrate");
    // As if it had been killed in the middle of writing.
    rmSync(join(place, "done.json"));
    writeFileSync(join(cwd, "d0/f0.nix"), oldText(0));
    const { id } = JSON.parse(readFileSync(join(place, "run.json"), "utf8")) as { id: string };
    writeFileSync(join(cwd, `d0/.lix-migrate-${id}-0.tmp`), "half a fi");
    const refused = migrate(cwd, ...write);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("was interrupted: finish it with --resume or take it back with --undo");
    expect(migrate(cwd, "--undo").stdout).toBe("2 files taken back, 1 were so already\n");
    expect(contentsOf(cwd)).toEqual(new Map(Object.entries(manyFiles(3))));
    expect(migrate(cwd, ...write).code).toBe(0);
  });
});

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

describe("--undo", () => {
  it("takes a finished run back, and says when there is none", () => {
    const cwd = repository({ ...manyFiles(3), "clean.nix": "1" });
    const before = contentsOf(cwd);
    chmodSync(join(cwd, "d0/f0.nix"), 0o755);
    migrate(cwd, ...write, "--allow-dirty");
    expect(migrate(join(cwd, "d0"), "--undo")).toMatchObject({
      code: 0,
      stdout: "3 files taken back, 0 were so already\n",
    });
    expect(contentsOf(cwd)).toEqual(before);
    expect(statSync(join(cwd, "d0/f0.nix")).mode & 0o777).toBe(0o755);
    expect(migrate(cwd, "--undo")).toMatchObject({ code: 2 });
    expect(migrate(cwd, "--undo").stderr).toContain("there is no journal of a run in");
  });
  it("leaves what was edited since, says so and keeps its old text", () => {
    const cwd = repository(manyFiles(3));
    migrate(cwd, ...write);
    writeFileSync(join(cwd, "d1/f1.nix"), "mine");
    const { code, stdout, stderr } = migrate(cwd, "--undo");
    expect(code).toBe(2);
    expect(stdout).toContain("d1/f1.nix: error[io/changed] not written: the file was changed");
    expect(stderr).toContain("their old texts are kept");
    expect(contentsOf(cwd).get("d1/f1.nix")).toBe("mine");
    expect(contentsOf(cwd).get("d2/f2.nix")).toBe(oldText(2));
    writeFileSync(join(cwd, "d1/f1.nix"), newText(1));
    expect(migrate(cwd, "--undo").code).toBe(0);
    expect(contentsOf(cwd).get("d1/f1.nix")).toBe(oldText(1));
  });
  it("finds the journal of a tree without a repository", () => {
    const cwd = temporaryTree(manyFiles(2));
    const before = contentsOf(cwd);
    expect(migrate("/", "--to", "lix", "--format", "none", "--write", cwd, "--allow-no-vcs").code).toBe(0);
    expect(contentsOf(cwd).get("d0/f0.nix")).toBe(newText(0));
    expect(contentsOf(cwd).size).toBe(before.size);
    expect(migrate(join(cwd, "d1"), "--undo").code).toBe(0);
    expect(contentsOf(cwd)).toEqual(before);
  });
});

describe("--resume and --forget", () => {
  it("say when there is nothing to do, and give up what is there", () => {
    const cwd = repository(manyFiles(2));
    migrate(cwd, ...write);
    expect(migrate(cwd, "--resume")).toMatchObject({ code: 0, stderr: "" });
    expect(migrate(cwd, "--forget").stdout).toContain("the files are as they are");
    expect(migrate(cwd, "--undo").code).toBe(2);
    expect(contentsOf(cwd).get("d0/f0.nix")).toBe(newText(0));
  });
});

describe("trouble while writing", () => {
  it("one run waits for no other", async () => {
    const cwd = repository(manyFiles(3));
    mkdirSync(join(cwd, ".git/lix-migrate"));
    writeFileSync(join(cwd, ".git/lix-migrate/lock"), String(process.pid));
    const { code, stderr } = migrate(cwd, ...write);
    expect(code).toBe(2);
    expect(stderr).toContain(`process ${process.pid} is migrating the same files`);
    expect(contentsOf(cwd).get("d0/f0.nix")).toBe(oldText(0));
  });
  it("a read-only file is left, and named", () => {
    const cwd = repository(manyFiles(3));
    chmodSync(join(cwd, "d1/f1.nix"), 0o444);
    const { code, stdout } = migrate(cwd, ...write, "--output-format", "concise");
    expect(code).toBe(2);
    expect(stdout).toContain("d1/f1.nix: error[io/read-only] not written: the file is read-only");
    expect(contentsOf(cwd).get("d1/f1.nix")).toBe(oldText(1));
    expect(contentsOf(cwd).get("d2/f2.nix")).toBe(newText(2));
  });
  it("a full disk is told, and the run can be finished when there is room", ({ skip }) => {
    const cwd = temporaryTree();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", cwd]).status === 0;
    if (!mounted) skip("a small file system cannot be mounted");
    onTestFinished(() => void spawnSync("umount", [cwd]));
    const before = Object.entries(manyFiles(12));
    for (const [path, text] of before) {
      mkdirSync(join(cwd, path, ".."), { recursive: true });
      writeFileSync(join(cwd, path), `${text}${"# filling\n".repeat(400)}`);
    }
    const original = contentsOf(cwd);
    // Room for nothing more; the journal is elsewhere.
    const ballast = join(cwd, "ballast");
    spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=4096"]);
    const args = ["--to", "lix", "--format", "none", "--write", ".", "--allow-no-vcs", "--output-format", "concise"];
    const { code, stdout, stderr } = migrate(cwd, ...args);
    expect(code).toBe(2);
    expect(stdout).toContain("error[io/write-failed] not written: no space left on the device (ENOSPC)");
    expect(stderr).toContain("`lix-migrate --resume");
    for (const [path, text] of contentsOf(cwd)) {
      if (path !== "ballast") expect(text).toBe(original.get(path));
    }
    rmSync(ballast);
    expect(migrate(cwd, "--resume").code).toBe(0);
    expect(contentsOf(cwd).get("d5/f5.nix")?.startsWith(newText(5))).toBe(true);
    expect(migrate(cwd, "--undo").code).toBe(0);
    expect(contentsOf(cwd)).toEqual(original);
  });
});

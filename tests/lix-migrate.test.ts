/** `lix-migrate` from the outside: what it says, what it writes, how it ends, and what it leaves alone. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Run, type RunOptions, useBin } from "./bin.ts";
import { temporaryTree, type TreeEntry } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");
const corpus = new URL("../corpus/", import.meta.url);

/** Runs `lix-migrate --to lix` in a directory. Formatting has tests of its own. */
function migrate(cwd: string, args: readonly string[], options: RunOptions = {}): Run {
  return bin.run(["--to", "lix", "--isolated", "--format", "none", ...args], { cwd, ...options });
}

/** Makes a directory that is a git repository with all of the files committed. */
function repository(entries: Readonly<Record<string, TreeEntry>>): string {
  const cwd = temporaryTree(entries);
  git(cwd, "init", "-q");
  git(cwd, "add", "-A");
  git(cwd, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x");
  return cwd;
}

function git(cwd: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync("git", [...args], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");
const stackFrame = /^\s+at .*\(?.*:\d+:\d+\)?$/mu;

/** The parts of the JSON report that are looked at here. */
interface Report {
  readonly summary: { readonly files: number; readonly statuses: Record<string, number> };
  readonly rules: readonly { name: string; sites: number; rewritten: number; refused: number; reasons: object }[];
  readonly files: readonly { path: string; status: string; verification: string; rules: object; problems: object[] }[];
}

function readReport(cwd: string): Report {
  return JSON.parse(read(cwd, "report.json")) as Report; // written by the program under test
}

describe("a report", () => {
  it("has a table of the rules, and changes nothing", () => {
    const cwd = temporaryTree({ "a.nix": "{ a = x:y; b = [ .5 1.5.5 ]; }", "b.nix": "1" });
    const { code, stdout, stderr } = migrate(cwd, ["."]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^rule +sites +can rewrite +left +files\n/u);
    expect(stdout).toMatch(/^M01 float-leading-dot +2 +2 +0 +1$/mu);
    expect(stdout).toMatch(/^M02 url-literal +1 +1 +0 +1$/mu);
    expect(stdout).toContain("2 files: 1 clean, 1 migrated\n");
    expect(stdout).toContain("1 file would change; proved: 1 by the same core term");
    expect(read(cwd, "a.nix")).toBe("{ a = x:y; b = [ .5 1.5.5 ]; }");
  });
  it("says what is left and why, with its place", () => {
    const cwd = temporaryTree({ "a.nix": "rec {\n  __overrides = { };\n}" });
    const { code, stdout } = migrate(cwd, [".", "--format", "concise"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.nix:2:3: error\[langver\/rec-overrides\] left: /u);
    expect(migrate(cwd, [".", "--strict"]).code).toBe(1);
  });
  it("in JSON has every file once, and the counts add up", () => {
    const cwd = temporaryTree({
      "clean.nix": "1",
      "migrated.nix": "x:y",
      "partial.nix": "[ x:y (rec { __overrides = { }; }) ]",
      "refused.nix": "rec { __overrides = { }; }",
      "syntax.nix": "{",
      "utf8.nix": Uint8Array.of(0x22, 0xff, 0x22),
    });
    const { code } = migrate(cwd, [".", "--report", "report.json"]);
    expect(code).toBe(2);
    const { summary, rules, files } = readReport(cwd);
    expect(files.map(({ path, status }) => [path, status])).toEqual([
      ["clean.nix", "clean"],
      ["migrated.nix", "migrated"],
      ["partial.nix", "partial"],
      ["refused.nix", "refused"],
      ["syntax.nix", "failed"],
      ["utf8.nix", "failed"],
    ]);
    const sum = Object.values(summary.statuses).reduce((total, count) => total + count, 0);
    expect([summary.files, sum]).toEqual([6, 6]);
    expect(rules.find(({ name }) => name === "url-literal")).toMatchObject({ sites: 2, rewritten: 2, refused: 0 });
    expect(rules.find(({ name }) => name === "rec-overrides")).toMatchObject({ sites: 2, rewritten: 0, refused: 2 });
    expect(files[1]).toMatchObject({ verification: "core", rules: { "url-literal": 1 } });
    expect(files[5]?.problems).toMatchObject([{ code: "migrate/not-utf8" }]);
  });
});

describe("--look-ahead", () => {
  it("reports what later editions read differently", () => {
    const cwd = temporaryTree({ "a.nix": '[ "$${x}" x:y ]' });
    const { code, stdout } = migrate(cwd, ["--look-ahead", ".", "--format", "concise"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.nix:1:5: info\[langver\/dollar-dollar-brace\] /u);
  });
});

describe("--check", () => {
  it("ends with 1 if something would change, and names it", () => {
    const cwd = temporaryTree({ "a.nix": "x:y", "b.nix": "1" });
    expect(migrate(cwd, ["--check", "."])).toMatchObject({ code: 1 });
    expect(migrate(cwd, ["--check", "."]).stdout).toMatch(/^would change: a\.nix\n/u);
    expect(migrate(cwd, ["--check", "b.nix"]).code).toBe(0);
  });
});

describe("--diff", () => {
  it("prints a patch that git applies, and the account beside it", () => {
    const cwd = repository({ "a.nix": "{\r\n  a = x:y;\r\n}\r\n", "b.nix": "''  x''" });
    const { code, stdout, stderr } = migrate(cwd, ["--diff", "."]);
    expect(code).toBe(0);
    expect(stderr).toContain("2 files would change");
    writeFileSync(join(cwd, "patch"), stdout);
    git(cwd, "apply", "patch");
    expect(read(cwd, "a.nix")).toBe('{\n  a = "x:y";\n}\n');
    expect(read(cwd, "b.nix")).toBe("''x''");
  });
});

describe("--write", () => {
  it("writes what changes, keeps modes and does not touch the rest", () => {
    const cwd = repository({ "a.nix": "x:y", "b.nix": "1" });
    chmodSync(join(cwd, "a.nix"), 0o755);
    git(cwd, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qam", "mode");
    const before = statSync(join(cwd, "b.nix"), { bigint: true }).mtimeNs;
    const { code, stdout } = migrate(cwd, ["--write", "."]);
    expect(code).toBe(0);
    expect(stdout).toContain("1 file written; proved: 1 by the same core term");
    expect(read(cwd, "a.nix")).toBe('"x:y"');
    expect(statSync(join(cwd, "a.nix")).mode & 0o777).toBe(0o755);
    expect(statSync(join(cwd, "b.nix"), { bigint: true }).mtimeNs).toBe(before);
  });
  it("does nothing the second time", () => {
    const cwd = repository({ "a.nix": "[ x:y .5 ]" });
    migrate(cwd, ["--write", "."]);
    const { ino, mtimeNs } = statSync(join(cwd, "a.nix"), { bigint: true });
    expect(migrate(cwd, ["--write", ".", "--allow-dirty"])).toMatchObject({ code: 0, stdout: "1 file: 1 clean\n" });
    expect(statSync(join(cwd, "a.nix"), { bigint: true })).toMatchObject({ ino, mtimeNs });
  });
  it("leaves files that cannot be brought back, and only those that would change", () => {
    const cwd = repository({ "a.nix": "x:y", "b.nix": "1", "c.nix": "x:y" });
    writeFileSync(join(cwd, "a.nix"), "x:z");
    writeFileSync(join(cwd, "b.nix"), "2");
    writeFileSync(join(cwd, "new.nix"), "x:y");
    const { code, stdout } = migrate(cwd, ["--write", ".", "--format", "concise"]);
    expect(code).toBe(2);
    expect(stdout).toContain(
      "a.nix: error[migrate/not-written] not written: the file has changes that are not committed",
    );
    expect(stdout).toContain("new.nix: error[migrate/not-written] not written: git does not know the file");
    expect(stdout).toContain("4 files: 1 clean, 1 migrated, 2 skipped\n");
    expect(["a", "b", "c", "new"].map((name) => read(cwd, `${name}.nix`))).toEqual(["x:z", "2", '"x:y"', "x:y"]);
    expect(migrate(cwd, ["--write", ".", "--allow-dirty"]).code).toBe(0);
    expect(read(cwd, "a.nix")).toBe('"x:z"');
  });
  it("wants a repository, or to be told", () => {
    const cwd = temporaryTree({ "a.nix": "x:y" });
    expect(migrate(cwd, ["--write", "."]).stdout).toContain("the file is in no git repository (--allow-no-vcs)");
    expect(read(cwd, "a.nix")).toBe("x:y");
    expect(migrate(cwd, ["--write", ".", "--allow-no-vcs"]).code).toBe(0);
    expect(read(cwd, "a.nix")).toBe('"x:y"');
  });
  it("says so where it may not write, and loses nothing", ({ skip }) => {
    if (process.platform === "win32") skip("file modes mean nothing here");
    const cwd = temporaryTree({ "closed/a.nix": "x:y", "open/b.nix": "x:y" });
    chmodSync(join(cwd, "open"), 0o777);
    chmodSync(join(cwd, "open/b.nix"), 0o666);
    chmodSync(join(cwd, "closed"), 0o555);
    const args = ["--write", ".", "--allow-no-vcs", "--format", "concise"];
    const { code, stdout } = migrate(cwd, args, { asNobody: true });
    chmodSync(join(cwd, "closed"), 0o755);
    expect(code).toBe(2);
    expect(stdout).toContain("closed/a.nix: error[io/write-failed] not written: permission denied");
    expect([read(cwd, "closed/a.nix"), read(cwd, "open/b.nix")]).toEqual(["x:y", '"x:y"']);
    expect(readdirSync(join(cwd, "closed"))).toEqual(["a.nix"]);
  });
  it("says so where the disk is full, and loses nothing", ({ skip }) => {
    if (spawnSync("prlimit", ["--version"]).status !== 0) skip("there is no prlimit");
    const large = `[ x:y ${"1 ".repeat(10_000)}]`;
    const cwd = temporaryTree({ "large.nix": large, "small.nix": "x:y" });
    const args = ["--write", ".", "--allow-no-vcs", "--format", "concise"];
    const { code, stdout, stderr } = migrate(cwd, args, { largestFile: 8192 });
    expect(code).toBe(2);
    expect(stderr).toContain("cannot keep a journal in ");
    expect(stdout + stderr).not.toMatch(stackFrame);
    expect([read(cwd, "large.nix"), read(cwd, "small.nix")]).toEqual([large, "x:y"]);
    expect(readdirSync(cwd).toSorted()).toEqual(["large.nix", "small.nix"]);
  });
});

describe("standard input", () => {
  it("comes out migrated with --write, and the account beside it", () => {
    const { code, stdout, stderr } = migrate(temporaryTree(), ["--write", "-"], { stdin: "[ x:y ]" });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[ "x:y" ]' });
    expect(stderr).toContain("1 file written");
  });
});

describe("the choice of rules", () => {
  it("is by name or number", () => {
    const cwd = temporaryTree({ "a.nix": "[ x:y .5 ]" });
    const diff = (...args: string[]): string => migrate(cwd, ["--diff", "a.nix", ...args]).stdout;
    expect(diff("--rules", "url-literal")).toContain('+[ "x:y" .5 ]');
    expect(diff("--skip", "M02")).toContain("+[ x:y 0.5 ]");
    expect(diff("--rules", "M02", "--rules", "M01")).toContain('+[ "x:y" 0.5 ]');
  });
  it("accepts what was perhaps meant rule by rule", () => {
    const cwd = temporaryTree({ "a.nix": '[ "\\." x:y ]' });
    const diff = (...args: string[]): string => migrate(cwd, ["--diff", "a.nix", ...args]).stdout;
    expect(diff()).toContain('+[ "." "x:y" ]');
    expect(diff("--accept", "string-escape")).toContain('+[ "\\\\." "x:y" ]');
  });
  it("accepts what was perhaps meant site by site, and says so", () => {
    const cwd = temporaryTree({ "a.nix": '[\n  "\\." "\\."\n  "\\." "\\."\n]\n', "b.nix": '"\\."\n' });
    const args = ["--accept", "string-escape@a.nix:2", "--accept", "M10@./a.nix:3:9", "--report", "r.json", "."];
    const { code, stdout } = migrate(cwd, ["--write", "--allow-no-vcs", ...args]);
    expect(code).toBe(0);
    const read = (path: string): string => readFileSync(join(cwd, path), "utf8");
    expect(read("a.nix")).toBe('[\n  "\\\\." "\\\\."\n  "." "\\\\."\n]\n');
    expect(read("b.nix")).toBe('"."\n');
    expect(stdout).toContain("3 sites changed to what was perhaps meant, as accepted:");
    expect(stdout).toContain("  string-escape@a.nix:3:9: ");
    const report = JSON.parse(read("r.json"));
    expect(report.files[0].accepted).toMatchObject([
      { rule: "string-escape", line: 2, column: 4 },
      { rule: "string-escape", line: 2, column: 9 },
      { rule: "string-escape", line: 3, column: 9 },
    ]);
  });
  it("says what of the accepted met nothing, and ends with 1 for it under --strict", () => {
    const cwd = temporaryTree({ "a.nix": '"\\."\n' });
    const args = ["--accept", "string-escape@a.nix:7,M10@gone.nix:1,url-literal", "."];
    const { code, stdout } = migrate(cwd, args);
    expect(code).toBe(0);
    expect(stdout).toContain("`--accept string-escape@a.nix:7` met nothing: nothing was rewritten there");
    expect(stdout).toContain("`--accept M10@gone.nix:1` met nothing: the file is none of those that were migrated");
    expect(stdout).toContain("`--accept url-literal` met nothing: the rule had no site with another rewrite");
    expect(migrate(cwd, ["--strict", ...args]).code).toBe(1);
  });
  it("names features of the future edition", () => {
    const cwd = temporaryTree({ "a.nix": "[ 1 2 ]\n" });
    const options = ["--to", "nix2-future", "--format", "none", "--diff", "a.nix"];
    const diff = (...args: string[]): string => bin.run([...options, ...args], { cwd }).stdout;
    expect(diff()).toContain("+use experimental.nix2-future;\n+[ 1, 2 ]\n");
    expect(diff("--features", "comma-lists")).toContain("+use experimental.nix2 experimental.comma-lists;\n");
  });
  it("adds what is a matter of taste, and takes what is safe after the switch", () => {
    const text = "use experimental.nix2;\n{ lib, a ? 1 }: lib.pipe a [ lib.id ]\n";
    const cwd = temporaryTree({ "a.nix": text });
    const run = (...args: string[]): string =>
      bin.run(["--to", "nix2-future", "--format", "none", "--diff", "a.nix", ...args], { cwd }).stdout;
    expect(run()).not.toContain("?:");
    expect(run("--also", "formal-default")).toContain("{ lib, a ?: 1 }:");
    const accepted = bin.run(["--to", "nix2", "--accept", "pipe-operator@a.nix:2", "--diff", "a.nix"], { cwd });
    expect(accepted.stdout).toContain("+a |> lib.id\n");
    expect(bin.run(["--list-rules"], { cwd }).stdout).toMatch(/^M22 .*\(with --also\)$/mu);
  });
  it("takes features and matters of taste from lix.toml", () => {
    const config = '[migrate]\nto = "nix2-future"\nfeatures = ["formal-default-token"]\nalso = ["formal-default"]\n';
    const cwd = temporaryTree({ "lix.toml": config, "a.nix": "{ a ? 1 }: a\n" });
    const diff = bin.run(["--diff", "a.nix", "--format", "none"], { cwd }).stdout;
    expect(diff).toContain("+use experimental.nix2 experimental.formal-default-token;\n+{ a ?: 1 }: a\n");
    expect(bin.run(["--diff", "a.nix", "--to", "nix2"], { cwd }).code).toBe(0);
    writeFileSync(join(cwd, "lix.toml"), config.replace("formal-default-token", "commas"));
    const { code, stderr } = bin.run(["--diff", "a.nix"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("[migrate] `features = commas`: nix2-future has");
  });
  it("can come from lix.toml", () => {
    const cwd = temporaryTree({ "lix.toml": '[migrate]\nto = "lix"\nskip = ["url-literal"]', "a.nix": "[ x:y .5 ]" });
    expect(bin.run(["--diff", "a.nix", "--format", "none"], { cwd }).stdout).toContain("+[ x:y 0.5 ]");
  });
});

describe("wrong usage ends with 2 and a reason", () => {
  it.each([
    [["."], "say where to: --to lix"],
    [["--to", "nix3", "."], "Allowed choices are"],
    [["--to", "lix"], "nothing to migrate"],
    [["--to", "lix", "--rules", "url-litteral", "."], "there is no rule `url-litteral`"],
    [["--to", "lix", "--write", "--diff", "."], "cannot be used with"],
    [["--to", "lix", "--accept", "url-literal@a.nix", "."], "write RULE@FILE:LINE"],
    [["--to", "lix", "--accept", "url-litteral@a.nix:1", "."], "there is no rule `url-litteral`"],
    [["--to", "nix2", "--features", "comma-lists", "."], "`--features` chooses among those of edition nix2-future"],
    [["--to", "nix2-future", "--features", "commas", "."], "nix2-future has no-shared-prefix, null-coalesce"],
    [["--to", "lix", "gone.nix"], "no such file or directory"],
    [["--to", "lix", ".", "--report", "no/such/report.json"], "cannot write the report"],
    [["--to", "lix", ".", "--report", "report.txt"], "`report.txt` ends in none of .json, .html, .sarif"],
    [["--to", "lix", ".", "--format", "lines"], "`--format lines`: there is changed, file, none, text"],
  ])("%j", (args, message) => {
    const { code, stdout, stderr } = bin.run(args, { cwd: temporaryTree({ "a.nix": "1" }) });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(message);
    expect(stdout + stderr).not.toMatch(stackFrame);
  });
});

describe("odd input gets a verdict and no stack", () => {
  it.each([
    ["nothing", ""],
    ["NUL", "[ x:y \0"],
    ["a NUL in a string", '[ x:y "\0" ]'],
    ["bytes that are not UTF-8", Uint8Array.of(0x78, 0x3a, 0x78, 0x20, 0x22, 0xff, 0xfe, 0x22)],
    ["a mark in front", Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)],
    ["deep nesting", `${"[".repeat(10_000)} x:y ${"]".repeat(10_000)}`],
    ["deep sets to be renamed in", `let true = 1; in ${"{a=".repeat(3000)}true${";}".repeat(3000)}`],
    ["deep nesting without end", "{a=x:y".repeat(10_000)],
    ["a long chain", `${"- ".repeat(50_000)}.5`],
    ["a clause of another language", "use experimental.nix2; x.[a, b]"],
    ["a clause nobody knows", "use experimental.nix9; 1"],
  ])("%s", (_, source) => {
    const { code, stdout, stderr } = migrate(temporaryTree({ "a.nix": source }), ["a.nix"]);
    expect([0, 2]).toContain(code);
    expect(stdout + stderr).not.toMatch(stackFrame);
    expect(stdout).toContain("1 file: 1 ");
  });
  it("a line of 10 MB with a hundred thousand URLs", () => {
    const cwd = temporaryTree({ "a.nix": `[ ${`${"1234567 ".repeat(10)}http://a.b/c `.repeat(100_000)}]` });
    expect(migrate(cwd, ["a.nix"]).stdout).toMatch(/^M02 url-literal +100000 +100000 +0 +1$/mu);
  });
});

describe("the bundled corpus", () => {
  it("is reported on as the readme says", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const [, args = ""] = /npx lix-migrate (--to lix corpus\/\S+)/u.exec(readme) ?? [];
    const { code, stdout } = bin.run(args.split(" "), { cwd: fileURLToPath(new URL("..", import.meta.url)) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^M02 url-literal /mu);
    expect(stdout).toContain("to make the changes: lix-migrate --to lix --write");
  });
  it("becomes corpus/lix", () => {
    const names = readdirSync(new URL("legacy/", corpus)).filter((name) => name.endsWith(".nix"));
    const cwd = temporaryTree(
      Object.fromEntries(names.map((name) => [name, readFileSync(new URL(`legacy/${name}`, corpus))])),
    );
    mkdirSync(join(cwd, "empty"));
    expect(migrate(cwd, ["--write", ".", "--allow-no-vcs"]).code).toBe(0);
    for (const name of names) expect(read(cwd, name)).toBe(readFileSync(new URL(`lix/${name}`, corpus), "utf8"));
  });
});

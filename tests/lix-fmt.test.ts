/** `lix-fmt` from the outside: what it writes, what it refuses, and how it ends. */
import { chmodSync, lstatSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, type RunOptions, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("fmt", "lix-fmt");

function formatIn(tree: Parameters<typeof temporaryTree>[0], args: readonly string[], options: RunOptions = {}): Run {
  return bin.run(args, { cwd: temporaryTree(tree), ...options });
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

describe("writing", () => {
  it("formats files and directories in place", () => {
    const root = temporaryTree({ "a.nix": "{a=1;}", "b/c.nix": "[1\n2]", "b/d.txt": "{ }" });
    expect(bin.run(["a.nix", "b"], { cwd: root })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(read(root, "a.nix")).toBe("{ a = 1; }\n");
    expect(read(root, "b/c.nix")).toBe("[\n  1\n  2\n]\n");
  });
  it("leaves what is formatted untouched", () => {
    const root = temporaryTree({ "a.nix": "{ a = 1; }\n" });
    const before = statSync(join(root, "a.nix"));
    expect(bin.run(["a.nix"], { cwd: root }).code).toBe(0);
    const after = statSync(join(root, "a.nix"));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });
  it("keeps modes and links", () => {
    const root = temporaryTree({ "a.nix": "{a=1;}", "b.nix": { link: "a.nix" } });
    chmodSync(join(root, "a.nix"), 0o754);
    expect(bin.run(["b.nix"], { cwd: root }).code).toBe(0);
    expect(lstatSync(join(root, "b.nix")).isSymbolicLink()).toBe(true);
    expect(statSync(join(root, "a.nix")).mode & 0o777).toBe(0o754);
    expect(read(root, "a.nix")).toBe("{ a = 1; }\n");
  });
  it("works where the directory takes no new files", () => {
    const root = temporaryTree({ "a/b.nix": "{a=1;}" });
    chmodSync(join(root, "a/b.nix"), 0o666);
    chmodSync(join(root, "a"), 0o555);
    expect(bin.run(["a/b.nix"], { cwd: root, asNobody: true })).toMatchObject({ code: 0, stderr: "" });
    expect(read(root, "a/b.nix")).toBe("{ a = 1; }\n");
  });
  it("goes on after files it cannot read or parse", () => {
    const root = temporaryTree({ "a.nix": "{ a = ; }", "b.nix": "{b=1;}" });
    const { code, stderr } = bin.run(["a.nix", "missing.nix", "b.nix"], { cwd: root });
    expect(code).toBe(1);
    expect(stderr).toContain("a.nix:1:7");
    expect(stderr).toContain("missing.nix");
    expect(read(root, "b.nix")).toBe("{ b = 1; }\n");
  });
  it("skips what is neither Nix nor Markdown", () => {
    const root = temporaryTree({ "a.txt": "{a=1;}" });
    const { code, stderr } = bin.run(["a.txt"], { cwd: root });
    expect(code).toBe(0);
    expect(stderr).toContain("skipped");
    expect(read(root, "a.txt")).toBe("{a=1;}");
  });
  it("formats Nix in Markdown", () => {
    const root = temporaryTree({ "a.md": "text\n```nix\n{a=1;}\n```\n```sh\n{a=1;}\n```\n```nix\n{ a = …\n```\n" });
    expect(bin.run(["a.md"], { cwd: root }).code).toBe(0);
    expect(read(root, "a.md")).toBe("text\n```nix\n{ a = 1; }\n```\n```sh\n{a=1;}\n```\n```nix\n{ a = …\n```\n");
  });
});

describe("help", () => {
  it("is given by the flags of the official formatter", () => {
    expect(formatIn({}, ["-?"])).toMatchObject({ code: 0, stderr: "" });
    expect(formatIn({}, ["-?"]).stdout).toBe(formatIn({}, ["--help"]).stdout);
  });
});

describe("standard input", () => {
  it("comes out formatted", () => {
    expect(formatIn({}, ["-"], { stdin: "{a=1;}" })).toEqual({ code: 0, stdout: "{ a = 1; }\n", stderr: "" });
  });
  it("has the name given to it in errors, and then nothing comes out", () => {
    const { code, stdout, stderr } = formatIn({}, ["-f", "b.nix"], { stdin: "{" });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("b.nix:1:2");
  });
});

describe("--check", () => {
  it("names what is not formatted and writes nothing", () => {
    const root = temporaryTree({ "a.nix": "{a=1;}", "b.nix": "{ b = 1; }\n" });
    expect(bin.run(["--check", "."], { cwd: root })).toEqual({ code: 1, stdout: "", stderr: "a.nix: not formatted\n" });
    expect(read(root, "a.nix")).toBe("{a=1;}");
  });
  it("is quiet if asked to be", () => {
    expect(formatIn({ "a.nix": "{a=1;}" }, ["-c", "-q", "a.nix"])).toEqual({ code: 1, stdout: "", stderr: "" });
  });
  it("shows what would change with --diff", () => {
    const { code, stdout } = formatIn({ "a.nix": "{a=1;}\n" }, ["--diff", "a.nix"]);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: "--- a/a.nix\n+++ b/a.nix\n@@ -1 +1 @@\n-{a=1;}\n+{ a = 1; }\n",
    });
  });
  it("annotates pull requests", () => {
    const { stderr } = formatIn({ "a.nix": "{a=1;}\n" }, ["--check", "--format", "github", "a.nix"]);
    expect(stderr).toContain("::error file=a.nix");
  });
});

describe("settings", () => {
  const long = "{ a = f bbbbbbbbbbb ccccccccccc (d e); }\n";
  it("come from the command line", () => {
    expect(formatIn({}, ["--indent=4", "-"], { stdin: "{a=1;b=2;}" }).stdout).toBe("{\n    a = 1;\n    b = 2;\n}\n");
  });
  it("come from lix.toml, before .editorconfig", () => {
    const tree = {
      "lix.toml": "[fmt]\nindent = 3\n",
      ".editorconfig": "[*.nix]\nindent_size = 5\nmax_line_length = 20\n",
    };
    const { stdout } = formatIn(tree, ["-"], { stdin: long });
    expect(stdout).toContain("\n   a =\n");
  });
  it("refuse what they do not know", () => {
    const { code, stderr } = formatIn({ "lix.toml": "[fmt]\nwidht = 3\n", "a.nix": "1" }, ["a.nix"]);
    expect(code).toBe(1);
    expect(stderr).toContain("widht");
  });
  it("choose the language", () => {
    expect(formatIn({}, ["--langver", "nix2", "-"], { stdin: "x.[ a ]" }).stdout).toBe("x.[a]\n");
  });
});

describe("--range", () => {
  it("formats what the lines touch and nothing else", () => {
    const root = temporaryTree({ "a.nix": "{\n a=1;\n b=[1\n2];\n c=3;\n}\n" });
    expect(bin.run(["--range", "3:4", "a.nix"], { cwd: root }).code).toBe(0);
    expect(read(root, "a.nix")).toBe("{\n a=1;\n b = [\n    1\n    2\n  ];\n c=3;\n}\n");
  });
});

describe("--cache", () => {
  const cached = (root: string, ...args: string[]): Run =>
    bin.run(["--cache", "--cache-location", "cache", "--check", ...args, "."], { cwd: root });
  const stale = (root: string, ...paths: string[]): void => {
    for (const path of paths) utimesSync(join(root, path), 1, 1);
  };

  it("says again what it knows, in order, and notices changes", () => {
    const root = temporaryTree({ "a.nix": "{a=1;}", "b.nix": "{ a = 1; }\n", "c.nix": "{a=1;}" });
    stale(root, "a.nix", "b.nix", "c.nix");
    const first = cached(root);
    expect(first).toEqual({ code: 1, stdout: "", stderr: "a.nix: not formatted\nc.nix: not formatted\n" });
    expect(cached(root)).toEqual(first);
    writeFileSync(join(root, "b.nix"), "{ a =1; }\n");
    stale(root, "b.nix");
    expect(cached(root).stderr).toBe("a.nix: not formatted\nb.nix: not formatted\nc.nix: not formatted\n");
    expect(cached(root, "--diff").stdout.match(/^\+\+\+ .*/gmu)).toHaveLength(3);
  });
  it("does not take formatted for formatted otherwise", () => {
    const root = temporaryTree({ "a.nix": "{\n  a = 1;\n  b = 2;\n}\n", "x/b.nix": "{\n  a = 1;\n}\n" });
    expect(cached(root).code).toBe(0);
    expect(cached(root, "--indent=4").code).toBe(1);
    writeFileSync(join(root, "x/.editorconfig"), "[*]\nindent_size = 4\n");
    expect(cached(root).stderr).toBe("x/b.nix: not formatted\n");
  });
  it("knows what it has written", () => {
    const root = temporaryTree({ "a.nix": "{a=1;}" });
    expect(bin.run(["--cache", "--cache-location", "cache", "."], { cwd: root }).code).toBe(0);
    expect(cached(root)).toEqual({ code: 0, stdout: "", stderr: "" });
    writeFileSync(join(root, "a.nix"), "{ a =1; }\n");
    expect(cached(root).code).toBe(1);
  });
});

describe("--mergetool", () => {
  it("merges formatted versions", () => {
    const root = temporaryTree({
      "base.nix": "{a=1;b=2;c=3;}",
      "local.nix": "{\n  a = 9;\n  b = 2;\n  c = 3;\n}\n",
      "remote.nix": "{a=1;b=2;c=8;}",
      "merged.nix": "",
    });
    const { code } = bin.run(["--mergetool", "base.nix", "local.nix", "remote.nix", "merged.nix"], { cwd: root });
    expect(code).toBe(0);
    expect(read(root, "merged.nix")).toBe("{\n  a = 9;\n  b = 2;\n  c = 8;\n}\n");
  });
  it("refuses other files", () => {
    expect(formatIn({}, ["-m", "a", "b", "c", "d.txt"]).code).toBe(1);
  });
});

describe("dumps", () => {
  it("go to standard error and end with 1", () => {
    const ir = formatIn({}, ["--ir", "-"], { stdin: "{a=1;}" });
    expect(ir).toMatchObject({ code: 1, stdout: "" });
    expect(ir.stderr).toContain("Hardspace");
    expect(formatIn({}, ["--ast", "-"], { stdin: "a # b" }).stderr).toContain('trailing "# b"');
  });
});

it("knows its version", () => {
  expect(formatIn({}, ["--numeric-version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

it("answers wrong usage as the official formatter does", () => {
  expect(formatIn({}, ["--bogus"]).code).toBe(1);
});

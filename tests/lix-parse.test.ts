/** `lix-parse` from the outside: trees, checks, and what it says of input that is wrong in every way. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Run, type RunOptions, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("parse-cli", "lix-parse");

/** Runs `lix-parse` in a new directory with these files. */
function parseIn(tree: Parameters<typeof temporaryTree>[0], args: readonly string[], options: RunOptions = {}): Run {
  return bin.run(args, { cwd: temporaryTree(tree), ...options });
}

/** What no run may ever print: a stack of this program. */
const stackFrame = /^\s+at .*\(?.*:\d+:\d+\)?$/mu;

describe("trees", () => {
  it("are S-expressions", () => {
    expect(parseIn({ "a.nix": "x: 1" }, ["a.nix"])).toEqual({
      code: 0,
      stdout: [
        "(source_code",
        "  expression: (function_expression",
        "    universal: (identifier)",
        "    body: (integer_expression)))",
        "",
      ].join("\n"),
      stderr: "",
    });
  });
  it("can have byte ranges and texts", () => {
    expect(parseIn({}, ["--spans", "-"], { stdin: "1" }).stdout).toBe(
      '(source_code [0, 1]\n  expression: (integer_expression [0, 1] "1"))\n',
    );
  });
  it("can be JSON, one document per file", () => {
    const { stdout } = parseIn({ "a.nix": "1", "b.nix": "x" }, ["--json", "."]);
    const documents = stdout
      .trim()
      .split(/\n(?=\{"path")/u)
      .map((text): unknown => JSON.parse(text));
    expect(documents).toMatchObject([
      { path: "a.nix", langver: "legacy", tree: { kind: "source_code", start: 0, end: 1 } },
      { path: "b.nix" },
    ]);
  });
  it("of several files have headings", () => {
    expect(parseIn({ "a.nix": "1", "b.nix": "x" }, ["a.nix", "b.nix"]).stdout).toMatch(/^; a\.nix\n[^;]*; b\.nix\n/u);
  });
  it("of files with errors are printed, and the errors beside them", () => {
    const { code, stdout, stderr } = parseIn({ "a.nix": "{ a = 1; b = ; c = 3; }" }, ["a.nix", "--format", "concise"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "a.nix:1:14: error[syntax/unexpected-token] found `;`, expected an expression\n",
    });
    expect(stdout).toContain("binding: (binding");
    expect(stdout).toMatch(/ERROR|MISSING/u);
  });
});

describe("the language of a file", () => {
  it("is that of its head clause", () => {
    expect(parseIn({}, ["-"], { stdin: "use experimental.nix2; x.[a, b]" })).toMatchObject({ code: 0, stderr: "" });
  });
  it("is that of --langver where it has no clause", () => {
    expect(parseIn({}, ["--langver", "nix2", "-"], { stdin: "x.[a, b]" }).code).toBe(0);
    expect(parseIn({}, ["-"], { stdin: "x.[a, b]" }).code).toBe(2);
  });
  it("is what lix.toml says where nothing else does", () => {
    const tree = { "lix.toml": '[[langver.overrides]]\npaths = ["new"]\nlangver = "nix2"', "new/a.nix": "x.[a]" };
    expect(parseIn(tree, ["new"]).code).toBe(0);
  });
});

describe("--check", () => {
  it("ends with one line", () => {
    expect(parseIn({ "a.nix": "1", "sub/b.nix": "# ä\n{ }" }, ["--check", "."])).toEqual({
      code: 0,
      stdout: "files 2, bytes 9, lossless 2, syntax errors 0\n",
      stderr: "",
    });
  });
  it("counts files with syntax errors and says where they are first", () => {
    const { code, stdout } = parseIn({ "a.nix": "(", "b.nix": "1" }, ["--check", ".", "--format", "concise"]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^a\.nix:1:2: error\[syntax\/.*\nfiles 2, bytes 2, lossless 2, syntax errors 1\n$/u);
  });
  it("keeps JSON apart from the line", () => {
    const { stdout, stderr } = parseIn({ "a.nix": "(" }, ["--check", ".", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { error: 1 } });
    expect(stderr).toBe("files 1, bytes 1, lossless 1, syntax errors 1\n");
  });
});

describe("wrong usage ends with 2 and a reason", () => {
  it.each([
    [[], "nothing to parse"],
    [["--chek", "."], "Did you mean --check?"],
    [["--json", "--check", "."], "cannot be used with"],
    [["--langver", "nix3", "."], "Allowed choices are legacy, lix, nix2, nix2-future."],
    [["gone.nix"], "error[io/not-found] no such file or directory"],
    [["*.nix"], "error[io/no-match] no file matches this glob"],
    [["."], "lix.toml:1:2: error[config/unknown-key] there is no table `fils`; did you mean `files`?"],
  ])("%j", (args, message) => {
    const { code, stdout, stderr } = parseIn({ "lix.toml": args[0] === "." ? "[fils]" : "" }, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("what cannot be read ends with 2, and the rest is done", () => {
  it("a directory and a file without permission", ({ skip }) => {
    if (process.platform === "win32") skip("file modes mean nothing here");
    const cwd = temporaryTree({ "a.nix": "1", "secret/b.nix": "1", "c.nix": "1" });
    chmodSync(join(cwd, "secret"), 0);
    chmodSync(join(cwd, "c.nix"), 0);
    const { code, stdout } = bin.run(["--check", ".", "--format", "concise"], { cwd, asNobody: true });
    chmodSync(join(cwd, "secret"), 0o755);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout:
        "secret: error[io/unreadable-directory] cannot read the directory: permission denied (EACCES)\n" +
        "c.nix: error[io/unreadable] cannot read the file: permission denied (EACCES)\n" +
        "files 1, bytes 1, lossless 1, syntax errors 0\n",
    });
  });
  it("links in a circle", () => {
    const tree = { "a.nix": "1", up: { link: "." }, "x.nix": { link: "y.nix" }, "y.nix": { link: "x.nix" } };
    const { code, stdout } = parseIn(tree, ["--check", ".", "--format", "concise"]);
    expect(code).toBe(2);
    expect(stdout.match(/io\/symlink-loop/gu)).toHaveLength(3);
    expect(stdout).toContain("files 1, bytes 1, lossless 1, syntax errors 0\n");
  });
});

describe("odd input gets a verdict and no stack", () => {
  const check = (stdin: string | Uint8Array): Run => parseIn({}, ["--check", "-", "--format", "concise"], { stdin });
  it.each([
    ["nothing", ""],
    ["NUL", "\0"],
    ["bytes that are not UTF-8", Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
    ["deep nesting", "[".repeat(10_000) + "]".repeat(10_000)],
    ["deep nesting without end", "{a=".repeat(10_000)],
    ["a long chain", `${"- ".repeat(100_000)}1`],
  ])("%s", (_, source) => {
    const { code, stdout, stderr } = check(source);
    const bytes = typeof source === "string" ? Buffer.byteLength(source) : source.length;
    expect([0, 2]).toContain(code);
    expect(stdout).toMatch(new RegExp(`files 1, bytes ${bytes}, lossless 1, syntax errors [01]\n$`, "u"));
    expect(stdout + stderr).not.toMatch(stackFrame);
  });
  it("a line of 30 MB", () => {
    const source = `[ ${"1234567 ".repeat(4_000_000)}]`;
    expect(check(source).stdout).toBe(`files 1, bytes ${source.length}, lossless 1, syntax errors 0\n`);
  });
  it("a broken line of 20 MB, with its place", () => {
    const { code, stdout } = check(`${"1234567 ".repeat(2_500_000)})`);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^<stdin>:1:20000001: error/u);
    expect(stdout.length).toBeLessThan(1000);
  });
  it("any bytes, printed as any kind of tree", () => {
    const files = fc.array(fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.string({ maxLength: 60 })), { maxLength: 30 });
    fc.assert(
      fc.property(files, (contents) => {
        const tree = Object.fromEntries(contents.map((content, at) => [`${at}.nix`, content]));
        for (const args of [
          ["--check", "."],
          ["--json", "."],
          ["--spans", "."],
        ]) {
          const { code, stdout, stderr } = parseIn(tree, args);
          expect([0, 2]).toContain(code);
          expect(stdout + stderr).not.toMatch(stackFrame);
          expect(stderr).not.toContain("internal error");
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe("a reader that goes away", () => {
  it("ends the run quietly", async () => {
    const cwd = temporaryTree({ "a.nix": `[ ${"1 ".repeat(500_000)} ]` });
    const child = bin.start(["a.nix"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr?.on("data", (piece: Buffer) => (errors += piece.toString()));
    child.stdout?.once("data", () => child.stdout?.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });
});

/** `lix-eval` from the outside: the prompt, comparisons of package sets, and input that is hostile in every way. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("eval-core", "lix-eval");

/** What no run may ever print: a stack of this program, or that it has a bug. */
const bug = /^\s+at .*\(?.*\.[cm]?[jt]s:\d+:\d+\)?$|internal error|bug in this program/mu;

function evaluate(args: readonly string[], cwd: string = temporaryTree()): Run {
  const run = bin.run(["--memory", "400", ...args], { cwd });
  expect(run.stderr).not.toMatch(bug);
  return run;
}

/** Returns the last line that says what is wrong. */
function lastError({ stderr }: Run): string {
  return (
    stderr
      .split("\n")
      .findLast((line) => line.includes("error: "))
      ?.replace(/^.*error: /u, "") ?? ""
  );
}

describe("the prompt", () => {
  const type = (lines: readonly string[], tree: Record<string, string> = {}, args: readonly string[] = []): Run =>
    bin.run(["--repl", ...args], { cwd: temporaryTree(tree), stdin: lines.map((line) => `${line}\n`).join("") });

  it("evaluates expressions and keeps names", () => {
    const { code, stdout, stderr } = type(["1 + 1", "x = 5", "x * 2", "x = x + 1", "x"]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "2\n10\n6\n", stderr: "" });
  });
  it("prints one level, or everything", () => {
    const { stdout } = type(["{ a = { b = [ 1 ]; }; }", ":p { a = { b = [ 1 ]; }; }"]);
    expect(stdout).toBe("{ a = { ... }; }\n{ a = { b = [ 1 ]; }; }\n");
  });
  it("takes a line that lacks its end together with the next ones", () => {
    expect(type(["let", "  a = 1;", "in a + 1", "[", "]"]).stdout).toBe("2\n[ ]\n");
  });
  it("says what is wrong and goes on", () => {
    const { code, stdout, stderr } = type(["{ }.a", "1 +", ")", "nope", 'throw "x"', ":zz", "2"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "2\n" });
    expect(stderr).toContain("attribute 'a' missing");
    expect(stderr).toContain("undefined variable 'nope'");
    expect(stderr).toContain("unknown command ':zz'");
    expect(stderr).not.toMatch(bug);
  });
  it("shows what fails inside of a value in its place", () => {
    expect(type(['{ a = 1; b = throw "no"; }']).stdout).toBe("{ a = 1; b = «error: no»; }\n");
  });
  it("loads files, also those given, and reads them again", () => {
    const tree = { "a.nix": "{ n ? 5 }: { y = n; f = x: x; }" };
    expect(type([":l a.nix", "y", ":e f", ":r", "y"], tree).stdout).toMatch(
      /^added 2 names\n5\n.*\/a\.nix:1:\d+\nadded/u,
    );
    expect(type(["y"], tree, ["a.nix"]).stdout).toBe("added 2 names\n5\n");
    expect(type([":l none.nix"], tree).stderr).toContain("does not exist");
  });
  it("knows types, builtins and derivations", () => {
    const { stdout } = type([":t 1.5", ":doc length", 'derivation { name = "n"; system = "s"; builder = "b"; }', ":?"]);
    expect(stdout).toMatch(
      /^a float\nbuiltins\.length list\n[^]*«derivation \/nix\/store\/\w+-n\.drv»\n[^]*:q +leave/u,
    );
  });
  it("brings the attributes of a set into scope and leaves when asked", () => {
    expect(type([":a { p = 7; }", "p", ":q", "8"]).stdout).toBe("added 1 name\n7\n");
  });
  it("keeps names when an evaluation needs too much memory", () => {
    const { stdout, stderr } = type(["x = 3", "builtins.length (builtins.genList (i: [ i ]) 30000000)", "x"], {}, [
      "--memory",
      "200",
    ]);
    expect({ stdout, stderr }).toEqual({
      stdout: "3\n",
      stderr: "error: the evaluation needs more than 200 MB of memory\n",
    });
  });
});

describe("--drv-paths", () => {
  it("prints the same whatever the number of threads", () => {
    const drv = (name: string): string => `derivation { name = "${name}"; system = "s"; builder = "b"; }`;
    const plain = Array.from({ length: 90 }, (_, at) => `p${at} = ${at % 30 === 7 ? "throw ''no''" : drv(`p${at}`)};`);
    const set = `fooPackages = { recurseForDerivations = true; a = ${drv("a")}; b = throw "b"; };`;
    const cwd = temporaryTree({ "default.nix": `{ ${plain.join("\n")} ${set} barPlugins = ${drv("bar")}; }` });
    const one = evaluate(["--drv-paths"], cwd);
    expect(one.stdout.trimEnd().split("\n")).toHaveLength(89);
    expect(one.stderr).toMatch(/^fooPackages\.b\terror: b\n(p\d+\terror: no\n){3}89 derivations, 4 errors\n$/u);
    for (const jobs of ["2", "3", "9"]) expect(evaluate(["--drv-paths", "-j", jobs], cwd)).toEqual(one);
  });
  it.each([
    [["-E", 'throw "it"']],
    [["-E", "import ./missing.nix"]],
    [["-E", "1"]],
    [["-E", '{ a = throw "it"; }']],
    [["./throws.nix"]],
    [["./missing.nix"]],
    [["./throws.nix", "-A", "a"]],
    [["./set.nix", "-A", "a"]],
    [["./set.nix", "-A", "b"]],
  ])("says of %j what the complete evaluator says", (args) => {
    const cwd = temporaryTree({ "throws.nix": 'let x = throw "it"; in x', "set.nix": '{ a = throw "it"; }' });
    expect(evaluate(["--drv-paths", ...args], cwd)).toEqual(evaluate(["--drv-paths", "--no-linear", ...args], cwd));
  });
});

describe("--compare", () => {
  const set = (version: string): string =>
    `{ a = derivation { name = "a-${version}"; system = "s"; builder = "b"; };
       b = derivation { name = "b"; system = "s"; builder = "b"; };
       c = ${version === "1" ? "{ }" : 'derivation { name = "c"; system = "s"; builder = "b"; }'};
       d = throw "always"; }`;
  it("prints nothing for equal sets", () => {
    const cwd = temporaryTree({ "one/default.nix": set("1"), "two/default.nix": set("1") });
    const { code, stdout, stderr } = evaluate(["--compare", "one", "two"], cwd);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "0 of 3 attributes differ\n" });
  });
  it("prints what differs, from the folder compared with to the one given", () => {
    const cwd = temporaryTree({ "one/default.nix": set("1"), "two/default.nix": set("2") });
    const { code, stdout } = evaluate(["--compare", "one", "two", "-j", "2"], cwd);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\/nix\/store\/\w{32}/gu, "…")).toBe("-a\t…-a-1.drv\n+a\t…-a-2.drv\n+c\t…-c.drv\n");
  });
  it("says when one of them cannot be evaluated", () => {
    const cwd = temporaryTree({ "one/default.nix": set("1"), "two/default.nix": "{" });
    expect(evaluate(["--compare", "one", "two"], cwd)).toMatchObject({ code: 1 });
  });
});

/** Programs that use up something, with what is said of them. */
const exhausting: readonly (readonly [title: string, program: string, error: string])[] = [
  [
    "a list longer than memory",
    "builtins.length (builtins.genList (x: x) 30000000)",
    "the evaluation needs more than 400 MB of memory",
  ],
  [
    "a list longer than anything",
    "builtins.genList (x: x) 1000000000000000000",
    "cannot create list of size 1000000000000000000",
  ],
  [
    "a string that doubles",
    'let f = s: n: if n == 0 then s else f (s + s) (n - 1); in f "abcdefgh" 60',
    "a string, list or set is larger than this evaluator can hold",
  ],
  [
    "replacements that multiply",
    'let s = builtins.concatStringsSep "" (builtins.genList (x: "a") 100000); in builtins.replaceStrings [ "a" ] [ s ] s',
    "a string, list or set is larger than this evaluator can hold",
  ],
  [
    "a closure without end",
    "builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: [ { key = x.key + 1; } ]; }",
    "the evaluation needs more than 400 MB of memory",
  ],
  [
    "JSON of a value that holds itself",
    "let x = { inherit x; }; in builtins.toJSON x",
    "stack overflow (possible infinite recursion)",
  ],
  [
    "values that hold themselves compared",
    "let x = [ x ]; y = [ y ]; in x == y",
    "stack overflow (possible infinite recursion)",
  ],
  [
    "a functor that is its own functor",
    "let x = { __functor = x; }; in x 1",
    "stack overflow (possible infinite recursion)",
  ],
  [
    "a text that is its own text",
    'let x = { __toString = s: s; }; in "${x}"',
    "stack overflow (possible infinite recursion)",
  ],
  ["a function that calls itself", "let f = x: 1 + f x; in f 1", "stack overflow (possible infinite recursion)"],
  [
    "a chain of a million thunks and more",
    "(builtins.foldl' (a: b: { v = a.v + b; }) { v = 0; } (builtins.genList (x: 1) 2000000)).v",
    "the evaluation needs more than 400 MB of memory",
  ],
  [
    "nested repetition",
    'builtins.match "((a{1,100}){1,100}){1,100}" "a"',
    "invalid regular expression '((a{1,100}){1,100}){1,100}'",
  ],
  [
    "JSON that is nested without end",
    'builtins.fromJSON (builtins.concatStringsSep "" (builtins.genList (x: "[") 1000000))',
    "cannot parse JSON at byte 10001: nested too deeply",
  ],
  [
    "a NUL byte",
    'builtins.fromJSON "\\"\\\\u0000\\""',
    "input string '␀' cannot be represented as Nix string because it contains null bytes",
  ],
];

describe("programs that use up something", () => {
  it.each(exhausting)("%s", (_title, program, error) => {
    // The stack counts as memory too.
    const run = evaluate([...(error.startsWith("stack") ? ["--memory", "3000"] : []), "-E", program]);
    expect({ code: run.code, stdout: run.stdout, error: lastError(run) }).toEqual({ code: 1, stdout: "", error });
  });
  it.each([
    ["calls", "let f = x: f (x + 1); in f 1"],
    ["one builtin", "builtins.foldl' (a: b: a ++ [ b ]) [ ] (builtins.genList (x: x) 300000)"],
  ])("time, in %s", (_title, program) => {
    expect(lastError(evaluate(["--timeout", "1", "-E", program]))).toBe("evaluation took longer than 1000 ms");
  });
  it("expressions that other implementations need for ever for", () => {
    const text = 'builtins.concatStringsSep "" (builtins.genList (x: "a") 5000)';
    expect(evaluate(["-E", `builtins.match "(a*)*(a*)*b" (${text})`]).stdout).toBe("null\n");
    expect(evaluate(["-E", `builtins.match "(a+a+)+b" (${text})`]).stdout).toBe("null\n");
  });
  it("more memory in all than at any time", () => {
    const sums = "builtins.foldl' (a: i: builtins.foldl' (x: y: x + y) a (builtins.genList (z: z) 1000)) 0";
    expect(evaluate(["-E", `${sums} (builtins.genList (i: i) 3000)`]).stdout).toBe("1498500000\n");
  });
  it.skipIf(process.platform !== "linux")("address space", () => {
    const command = 'ulimit -v 4000000; exec "$0" "$@"';
    const { stdout, stderr } = spawnSync("sh", ["-c", command, process.execPath, bin.main, "-E", "1 + 1"], {
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toEqual({ stdout: "2\n", stderr: "" });
  });
  it("a value that holds itself printed whole", () => {
    expect(evaluate(["--strict", "-E", "let x = { inherit x; }; in x"]).stdout).toBe("{ x = «repeated»; }\n");
  });
  it("a file that imports itself", () => {
    const cwd = temporaryTree({ "a.nix": "import ./a.nix" });
    expect(lastError(evaluate(["a.nix"], cwd))).toBe("infinite recursion encountered");
  });
});

describe("files that are no text", () => {
  it.each(["builtins.readFile", "import", 'builtins.hashFile "sha256"', "builtins.scopedImport { }"])(
    "%s does not read devices or pipes",
    (builtin) => {
      const cwd = temporaryTree();
      spawnSync("mkfifo", [join(cwd, "pipe")]);
      for (const path of ["/dev/zero", "./pipe"]) {
        expect(lastError(evaluate(["-E", `${builtin} ${path}`], cwd))).toMatch(/^'.*' is not a regular file$/u);
      }
    },
  );
  it.each(["builtins.path { path = PATH; }", '"${PATH}"', "builtins.filterSource (p: t: true) PATH"])(
    "%s does not read devices or pipes",
    (program) => {
      const cwd = temporaryTree();
      spawnSync("mkfifo", [join(cwd, "pipe")]);
      for (const path of ["/dev/zero", "./pipe", "./."]) {
        const run = evaluate(["-E", program.replace("PATH", path)], cwd);
        expect(lastError(run)).toMatch(/^file '.*' has an unsupported type$/u);
      }
    },
  );
  it("files larger than what is read at once", () => {
    const cwd = temporaryTree({ huge: "" });
    truncateSync(join(cwd, "huge"), 3 * 2 ** 30);
    for (const program of [
      'builtins.hashFile "md5" ./huge',
      "builtins.readFile ./huge",
      "import ./huge",
      '"${./huge}"',
    ])
      expect(lastError(evaluate(["-E", program], cwd))).toMatch(/^'.*huge' is too large a file to read$/u);
    expect(lastError(evaluate(["huge"], cwd))).toMatch(/too large/u);
  });
  it("bytes that are no UTF-8", () => {
    const cwd = temporaryTree({ "a.nix": Buffer.from([34, 255, 254, 34]), "b.nix": Buffer.from([123, 255, 0, 34]) });
    expect(lastError(evaluate(["--json", "a.nix"], cwd))).toMatch(/invalid UTF-8 byte at index 0: 0xFF/u);
    expect(evaluate(["b.nix"], cwd).code).toBe(1);
  });
  it.each([
    ["brackets", "[", ""],
    ["parentheses", "(", ")"],
    ["sets", "{a=", ";}"],
  ])("%s inside each other without end", (_title, open, close) => {
    const cwd = temporaryTree({ "a.nix": `${open.repeat(200_000)}1${close.repeat(200_000)}` });
    const run = evaluate(["a.nix"], cwd);
    expect(run.code).toBe(1);
    expect(run.stderr.length).toBeLessThan(2000);
  });
});

describe("what is outside of the folder", () => {
  const tree = {
    "outside/secret": "TOPSECRET",
    "outside/program.nix": '"TOPSECRET"',
    "inside/ok": "fine",
    "inside/folder": { link: "../outside" },
    "inside/loop": { link: "loop" },
    "inside/file": { link: "../outside/secret" },
    "inside/program.nix": { link: "../outside/program.nix" },
  };
  const programs = [
    "builtins.readFile ../outside/secret",
    'builtins.readFile (toString ./. + "/x/../../outside/secret")',
    "builtins.readFile ./file",
    "builtins.readFile ./folder/secret",
    "builtins.readDir ./folder",
    "builtins.readFileType ./folder/secret",
    "import ./folder/program.nix",
    "import ./program.nix",
    "builtins.scopedImport { } ./folder/program.nix",
    'builtins.hashFile "md5" ./folder/secret',
    '"${./folder/secret}"',
    '"${./file}"',
    "builtins.path { path = ./folder; }",
    "builtins.filterSource (p: t: true) ./folder/.",
    "builtins.readFile /etc/passwd",
    "builtins.readFile ./loop",
    'builtins.readFile "${./.}/folder/secret"',
  ];
  it.each(["--root", "--pure", "--restrict"])("is not read with %s", (option) => {
    const cwd = join(temporaryTree(tree), "inside");
    const options = option === "--root" ? [option, cwd] : [option];
    expect(evaluate([...options, "-E", "builtins.readFile ./ok"], cwd).stdout).toBe('"fine"\n');
    const exists = "map builtins.pathExists [ ../outside/secret ./folder/secret ]";
    expect(evaluate([...options, "--strict", "-E", exists], cwd).stdout).toBe("[ false false ]\n");
    for (const program of programs) {
      const run = evaluate([...options, "-E", program], cwd);
      expect({ program, code: run.code, stdout: run.stdout }).toEqual({ program, code: 1, stdout: "" });
      expect(run.stderr).not.toContain("TOPSECRET");
    }
  });
});

describe("what earlier runs made of sources", () => {
  const bindings = Array.from({ length: 200 }, (_, at) => `a${at} = { b }: b + ${at};`).join("\n");
  const tree = { "a.nix": `import ./large.nix 1`, "large.nix": `b: { ${bindings} c = b; }.a7 { b = b + 1; }\n` };
  const programs = (cache: string): string => join(cache, "lix-eval/programs");
  const runIn = (cwd: string, env: Record<string, string>, asNobody = false): Run =>
    bin.run(["--strict", "a.nix"], { cwd, env, asNobody });
  const right = { code: 0, stdout: "9\n", stderr: "" };
  /** The files, and the two sources that the evaluator brings along. */
  const images = 4;

  it("is kept from the second run on, and used", () => {
    const [cwd, cache] = [temporaryTree(tree), temporaryTree()];
    const entries = (): { path: string; size: number; ino: number }[] =>
      readdirSync(programs(cache)).map((name) => {
        const path = join(programs(cache), name);
        const { size, ino } = statSync(path);
        return { path, size, ino };
      });
    expect(runIn(cwd, { XDG_CACHE_HOME: cache })).toEqual(right);
    expect(entries()).toEqual([]);
    expect(runIn(cwd, { XDG_CACHE_HOME: cache })).toEqual(right);
    const kept = entries();
    expect(kept).toHaveLength(images);
    expect(runIn(cwd, { XDG_CACHE_HOME: cache })).toEqual(right);
    expect(entries()).toEqual(kept);
    // Of no use, so they are made anew.
    for (const { path, size } of kept) truncateSync(path, size - 1);
    expect(runIn(cwd, { XDG_CACHE_HOME: cache })).toEqual(right);
    expect(entries().map(({ size }) => size)).toEqual(kept.map(({ size }) => size));
  });
  it("is of the same bytes in the same folder, read as the same language", () => {
    const [cwd, cache] = [temporaryTree({ "a.nix": "[ ./b (true && false) ]" }), temporaryTree()];
    const other = temporaryTree({ "a.nix": "[ ./b (true && false) ]" });
    const env = { XDG_CACHE_HOME: cache };
    const run = (folder: string, ...options: string[]): string =>
      bin.run([...options, "--strict", "a.nix"], { cwd: folder, env }).stdout;
    for (let turn = 0; turn < 3; turn++) {
      expect(run(cwd)).toBe(`[ ${cwd}/b false ]\n`);
      expect(run(other)).toBe(`[ ${other}/b false ]\n`);
      expect(run(cwd, "--langver", "nix2")).toBe(`[ ${cwd}/b false ]\n`);
    }
    writeFileSync(join(cwd, "a.nix"), "[ ./c (true && false) ]");
    for (let turn = 0; turn < 3; turn++) expect(run(cwd)).toBe(`[ ${cwd}/c false ]\n`);
  });
  it("is also kept of package sets, where threads write the same", () => {
    const package_ = (name: string): string => `derivation { name = "${name}"; system = "x"; builder = ./b; }`;
    const names = Array.from({ length: 40 }, (_, at) => `p${at}`);
    const files = Object.fromEntries(names.map((name) => [`${name}.nix`, package_(name)]));
    const set = `{ ${names.map((name) => `${name} = import ./${name}.nix;`).join(" ")} }`;
    const [cwd, cache] = [temporaryTree({ ...files, "set.nix": set, b: "" }), temporaryTree()];
    const list = (...options: string[]): Run =>
      bin.run(["--drv-paths", ...options, "set.nix"], { cwd, env: { XDG_CACHE_HOME: cache } });
    const expected = list("--no-linear");
    expect(expected.stdout.split("\n")).toHaveLength(names.length + 1);
    expect(readdirSync(programs(cache))).toEqual([]);
    for (let turn = 0; turn < 3; turn++) expect(list("--jobs", "2")).toEqual(expected);
    expect(readdirSync(programs(cache)).length).toBe(names.length + 3);
  });
  it("is trees for the complete evaluator", () => {
    const [cwd, cache] = [temporaryTree(tree), temporaryTree()];
    const run = (): Run => bin.run(["--no-linear", "--strict", "a.nix"], { cwd, env: { XDG_CACHE_HOME: cache } });
    for (const entries of [0, 1, 1]) {
      expect(run()).toEqual(right);
      expect(readdirSync(programs(cache))).toHaveLength(entries);
    }
  });
  it("is neither kept nor looked for if that is switched off", () => {
    const [cwd, cache] = [temporaryTree(tree), temporaryTree()];
    const env = { XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: "1" };
    for (let run = 0; run < 2; run++) expect(runIn(cwd, env)).toEqual(right);
    expect(existsSync(programs(cache))).toBe(false);
  });
  it("is no matter where nothing can be kept", () => {
    const [cwd, cache] = [temporaryTree(tree), temporaryTree()];
    chmodSync(cache, 0o555);
    for (let run = 0; run < 2; run++) expect(runIn(cwd, { XDG_CACHE_HOME: cache }, true)).toEqual(right);
    expect(readdirSync(cache)).toEqual([]);
    chmodSync(cache, 0o777);
    for (let run = 0; run < 2; run++) expect(runIn(cwd, { XDG_CACHE_HOME: cache }, true)).toEqual(right);
    expect(readdirSync(programs(cache))).toHaveLength(images);
    for (const [index, mode] of [0o500, 0o000].entries()) {
      chmodSync(programs(cache), mode);
      truncateSync(join(programs(cache), readdirSync(programs(cache))[0] ?? ""), 100 - index);
      for (let run = 0; run < 2; run++) expect(runIn(cwd, { XDG_CACHE_HOME: cache }, true)).toEqual(right);
    }
    // Nor what others can write to.
    chmodSync(programs(cache), 0o777);
    expect(runIn(cwd, { XDG_CACHE_HOME: cache }, true)).toEqual(right);
    expect(statSync(join(programs(cache), readdirSync(programs(cache))[0] ?? "")).size).toBe(99);
  });
});

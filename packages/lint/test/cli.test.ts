/** The command line, in memory: what counts, what is written, and how it ends. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createProgram } from "@lix-tools/cli-kit/command";
import { describe, expect, test } from "vitest";
import { type FakeIo, fakeIo } from "../../cli-kit/test/fake-io.ts";
import { temporaryTree } from "../../cli-kit/test/temporary-tree.ts";
import { configureLint } from "../src/cli/configure.ts";

async function lint(cwd: string, args: readonly string[], stdin = ""): Promise<FakeIo & { readonly failure: string }> {
  const io = fakeIo(cwd, stdin);
  const configure = (program: Parameters<typeof configureLint>[0]): void => configureLint(program, io, import.meta.url);
  const program = createProgram({ name: "lix-lint", summary: "", moduleUrl: import.meta.url, configure }, io);
  let failure = "";
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  return { ...io, failure };
}

const messy = "{ a = http://x.org; b = let in 1; }\n";

describe("how it ends", () => {
  test("0 without findings, 1 with, 2 where a file does not parse", async () => {
    const root = temporaryTree({ "clean.nix": "{ a = 1; }\n", "messy.nix": messy, "broken.nix": "{ a = }\n" });
    expect((await lint(root, ["clean.nix"])).exitCode()).toBe(0);
    expect((await lint(root, ["messy.nix"])).exitCode()).toBe(1);
    expect((await lint(root, ["broken.nix"])).exitCode()).toBe(2);
    expect((await lint(root, ["missing.nix"])).exitCode()).toBe(2);
    expect((await lint(root, ["messy.nix", "--exit-zero"])).exitCode()).toBe(0);
  });

  test("what is only worth knowing does not fail unless asked to", async () => {
    const root = temporaryTree({ "info.nix": "s: { a = s.a; }\n" });
    expect((await lint(root, ["info.nix"])).exitCode()).toBe(0);
    expect((await lint(root, ["info.nix", "--fail-on", "info"])).exitCode()).toBe(1);
  });

  test("--max-warnings lets some pass", async () => {
    const root = temporaryTree({ "a.nix": "let in let in 1\n" });
    expect((await lint(root, ["a.nix", "--max-warnings", "2"])).exitCode()).toBe(0);
    expect((await lint(root, ["a.nix", "--max-warnings", "1"])).exitCode()).toBe(1);
  });

  test("names that mean nothing are refused with a suggestion", async () => {
    const root = temporaryTree({ "a.nix": "1\n" });
    expect((await lint(root, ["a.nix", "--rule", "dead/emty-let=off"])).failure).toContain(
      "did you mean `dead/empty-let`?",
    );
    expect((await lint(root, ["a.nix", "--target", "guix"])).failure).toContain("there is no target `guix`");
    expect((await lint(root, ["a.nix", "--format", "sarf"])).failure).toContain("there is no format `sarf`");
    expect((await lint(root, [])).failure).toContain("nothing to lint");
  });
});

describe("fixes", () => {
  test("--fix writes what is proven, once and for all", async () => {
    const root = temporaryTree({ "a.nix": messy });
    const first = await lint(root, ["--fix", "a.nix"]);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe('{ a = "http://x.org"; b = 1; }\n');
    expect(first.exitCode()).toBe(0);
    expect(first.stderr.text()).toContain("fixed 2");
    const second = await lint(root, ["--fix", "a.nix"]);
    expect(second.stderr.text()).toBe("");
  });

  test("--fix leaves what may change the meaning to --unsafe-fixes", async () => {
    const root = temporaryTree({ "a.nix": "x: !!x\n" });
    await lint(root, ["--fix", "a.nix"]);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("x: !!x\n");
    await lint(root, ["--unsafe-fixes", "a.nix"]);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("x: x\n");
  });

  test("--diff prints and writes nothing", async () => {
    const root = temporaryTree({ "a.nix": messy });
    const io = await lint(root, ["--diff", "a.nix"]);
    expect(io.stdout.text()).toContain('+{ a = "http://x.org"; b = 1; }');
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe(messy);
    expect(io.exitCode()).toBe(1);
  });

  test("standard input comes out fixed", async () => {
    const io = await lint(temporaryTree(), ["--fix", "--stdin-filename", "x.nix", "-"], messy);
    expect(io.stdout.text().startsWith('{ a = "http://x.org"; b = 1; }\n')).toBe(true);
  });

  test("--exit-non-zero-on-fix says that something was fixed", async () => {
    const root = temporaryTree({ "a.nix": messy });
    expect((await lint(root, ["--fix", "--exit-non-zero-on-fix", "a.nix"])).exitCode()).toBe(1);
  });
});

describe("configuration", () => {
  test("levels, presets and overrides by path count, with names of peers", async () => {
    const root = temporaryTree({
      "lix.toml":
        '[lint]\npreset = "recommended"\n[lint.rules]\nempty_let_in = "off"\n[[lint.overrides]]\npaths = ["old"]\nrules = { "langver/url-literal" = "info" }\n',
      "new.nix": messy,
      "old/a.nix": messy,
    });
    const io = await lint(root, ["--format", "concise", "."]);
    const lines = io.stdout.text().trim().split("\n");
    expect(lines).toEqual([
      "new.nix:1:7: error[langver/url-literal] found a URL without quotes",
      "old/a.nix:1:7: info[langver/url-literal] found a URL without quotes",
    ]);
  });

  test("an unknown rule or key is an error", async () => {
    const root = temporaryTree({ "lix.toml": '[lint.rules]\n"dead/emty-let" = "off"\n', "a.nix": "1\n" });
    const io = await lint(root, ["--format", "concise", "."]);
    expect(io.exitCode()).toBe(2);
    expect(io.stdout.text()).toContain("lix.toml");
    const other = temporaryTree({ "lix.toml": "[lint]\npresett = 1\n", "a.nix": "1\n" });
    expect((await lint(other, ["--format", "concise", "."])).stdout.text()).toContain("did you mean `preset`?");
  });
});

describe("what counts", () => {
  test("a baseline covers what was there, shows what is new, and is told when it is stale", async () => {
    const root = temporaryTree({ "a.nix": "let in 1\n" });
    await lint(root, ["--baseline", "b.json", "--update-baseline", "a.nix"]);
    expect(JSON.parse(readFileSync(join(root, "b.json"), "utf8"))).toEqual({
      version: 1,
      files: { "a.nix": { "dead/empty-let": 1 } },
    });
    expect((await lint(root, ["--baseline", "b.json", "a.nix"])).exitCode()).toBe(0);
    writeFileSync(join(root, "a.nix"), "let in let in 1\n");
    expect((await lint(root, ["--baseline", "b.json", "a.nix"])).exitCode()).toBe(1);
    writeFileSync(join(root, "a.nix"), "1\n");
    const stale = await lint(root, ["--baseline", "b.json", "a.nix"]);
    expect(stale.exitCode()).toBe(1);
    expect(stale.stderr.text()).toContain("the baseline allows 1 × dead/empty-let, found 0");
    await lint(root, ["--baseline", "b.json", "--prune-baseline", "a.nix"]);
    expect((await lint(root, ["--baseline", "b.json", "a.nix"])).exitCode()).toBe(0);
  });

  test("--since reports only what touches changed lines", async () => {
    const root = temporaryTree({ "a.nix": "{\n  a = let in 1;\n  b = 2;\n}\n", "b.nix": "let in 1\n" });
    const git = (...args: readonly string[]): void =>
      void execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.org", ...args], { cwd: root });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "one");
    writeFileSync(join(root, "a.nix"), "{\n  a = let in 1;\n  b = let in 2;\n}\n");
    writeFileSync(join(root, "new.nix"), "let in 3\n");
    const io = await lint(root, ["--since", "HEAD", "--format", "concise", "."]);
    expect(
      io.stdout
        .text()
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(["a.nix:3:7:", "new.nix:1:1:"]);
    expect((await lint(root, ["--since", "nowhere", "."])).failure).toContain("git cannot say");
  });

  test("--add-ignores silences what is found, and the file means the same", async () => {
    const root = temporaryTree({ "a.nix": "{\n  a = let in 1;\n  b = ''\n    ${let in \"x\"}\n  '';\n}\n" });
    const io = await lint(root, ["--add-ignores=not now", "a.nix"]);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toContain(
      "a = let in 1; # lix-lint-ignore dead/empty-let: not now",
    );
    expect(readFileSync(join(root, "a.nix"), "utf8")).toContain(
      "  # lix-lint-ignore dead/empty-let: not now\n  b = ''",
    );
    expect(io.stdout.text()).toBe("");
    expect(io.exitCode()).toBe(0);
  });

  test("--ignore-suppressions hears of everything", async () => {
    const root = temporaryTree({ "a.nix": "# lix-lint-ignore all: because\nlet in 1\n" });
    expect((await lint(root, ["a.nix"])).exitCode()).toBe(0);
    expect((await lint(root, ["--ignore-suppressions", "a.nix"])).exitCode()).toBe(1);
  });

  test.each(["text", "json", "sarif", "gitlab"])("the cache says the same as the rules, as %s", async (format) => {
    const root = temporaryTree({
      "a.nix": messy,
      "b.nix": "{ a = 1; }\n",
      "c.nix": "{ # lix-lint-ignore dead/empty-let: kept\n  a = let in 1; }\n",
      "d.nix": "{ a = }\n",
      "e.nix": "{ a = rec { x = 1; }; a.y = 2; }\n",
    });
    const args = ["--cache", "--cache-location", "lint.cache", "--format", format, "."];
    const first = await lint(root, args);
    const second = await lint(root, args);
    expect(second.stdout.text()).toBe(first.stdout.text());
    expect([first.exitCode(), second.exitCode()]).toEqual([2, 2]);
  });

  test("the cache is used and notices changes of files, rules and targets", async () => {
    const root = temporaryTree({ "a.nix": messy });
    const args = ["--cache", "--cache-location", "lint.cache", "--format", "concise", "a.nix"];
    expect((await lint(root, args)).exitCode()).toBe(1);
    // What the cache says shows when somebody else writes into it.
    const cached = readFileSync(join(root, "lint.cache"), "latin1");
    writeFileSync(join(root, "lint.cache"), cached.replace("a URL without quotes", "A URL WITHOUT QUOTES"), "latin1");
    expect((await lint(root, args)).stdout.text()).toContain("A URL WITHOUT QUOTES");
    expect((await lint(root, [...args, "--target", "lix-2.94"])).stdout.text()).toContain("a URL without quotes");
    expect((await lint(root, [...args, "--rule", "langver=off"])).stdout.text()).not.toContain("URL");
    writeFileSync(join(root, "a.nix"), "1\n");
    expect((await lint(root, args)).exitCode()).toBe(0);
  });

  test("clean removes the cache and nothing else", async () => {
    const root = temporaryTree({ "a.nix": messy });
    await lint(root, ["--cache", "--cache-location", "lint.cache", "a.nix"]);
    expect(readdirSync(root).toSorted()).toEqual(["a.nix", "lint.cache"]);
    await lint(root, ["clean", "--cache-location", "lint.cache"]);
    expect(readdirSync(root)).toEqual(["a.nix"]);
  });
});

describe("results", () => {
  test("several formats at once, each to its place", async () => {
    const root = temporaryTree({ "a.nix": messy });
    const io = await lint(root, [
      "--format",
      "github",
      "--format",
      "sarif=out.sarif",
      "--format",
      "junit=out.xml",
      "a.nix",
    ]);
    expect(io.stdout.text()).toContain(
      "::error file=a.nix,line=1,endLine=1,col=7,endColumn=19,title=langver/url-literal::found a URL without quotes",
    );
    expect(JSON.parse(readFileSync(join(root, "out.sarif"), "utf8")).runs[0].results.length).toBe(2);
    expect(readFileSync(join(root, "out.xml"), "utf8")).toContain('failures="2"');
  });

  test("--statistics counts", async () => {
    const root = temporaryTree({ "a.nix": messy, "b.nix": messy });
    const io = await lint(root, ["--statistics", "."]);
    expect(io.stdout.text()).toBe("2  dead/empty-let (2 fixable)\n2  langver/url-literal (2 fixable)\n");
  });

  test("--profile-rules tells times", async () => {
    const root = temporaryTree({ "a.nix": messy });
    expect((await lint(root, ["--profile-rules", "a.nix"])).stderr.text()).toMatch(/ms .* %  dead\/unused-let\n/);
  });

  test("explain knows rules by name, code and the names of peers", async () => {
    const root = temporaryTree();
    for (const name of ["style/manual-inherit-from", "manual-inherit-from", "LX401", "W04", "manual_inherit_from"]) {
      expect((await lint(root, ["explain", name])).stdout.text()).toContain("# style/manual-inherit-from");
    }
    expect((await lint(root, ["explain", "nonsense"])).failure).toContain("there is no rule `nonsense`");
  });

  test("rules lists every rule as text and JSON", async () => {
    const root = temporaryTree();
    const text = (await lint(root, ["rules"])).stdout.text();
    const listed: { id: string }[] = JSON.parse((await lint(root, ["rules", "--json"])).stdout.text());
    expect(text.trim().split("\n").length).toBe(listed.length);
  });
});

test("a hook that names excluded files leaves them out with --force-exclude", async () => {
  const root = temporaryTree({ "lix.toml": '[files]\nexclude = ["gen"]\n', "gen/a.nix": messy, "b.nix": "1\n" });
  const files = ["gen/a.nix", "b.nix"];
  expect((await lint(root, ["--force-exclude", ...files])).exitCode()).toBe(0);
  expect((await lint(root, files)).exitCode()).toBe(1);
});

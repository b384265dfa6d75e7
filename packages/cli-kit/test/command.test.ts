import { join } from "node:path";
import {
  addJobsOption,
  addReportOptions,
  addSourceOptions,
  CommandError,
  createProgram,
  findSources,
  type SourceOptions,
} from "@lix-tools/cli-kit/command";
import { describe, expect, it } from "vitest";
import { fakeIo } from "./fake-io.ts";
import { temporaryTree } from "./temporary-tree.ts";

/** Parses arguments with all shared options; returns options or what was written to standard error. */
async function parseArguments(...args: string[]): Promise<{ options?: unknown; paths?: string[]; errors: string }> {
  const io = fakeIo("/");
  const configure = (program: Parameters<typeof addSourceOptions>[0]): void =>
    void addJobsOption(addReportOptions(addSourceOptions(program)));
  const program = createProgram({ name: "lix-x", summary: "Does x.", moduleUrl: import.meta.url, configure }, io);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch {
    return { errors: io.stderr.text() + io.stdout.text() };
  }
  return { options: program.opts(), paths: program.args, errors: "" };
}

describe("arguments", () => {
  it("give paths and options", async () => {
    const { options, paths } = await parseArguments("a", "-", "--jobs", "3", "--format", "jsonl", "--force-exclude");
    expect(paths).toEqual(["a", "-"]);
    expect(options).toMatchObject({ jobs: 3, format: "jsonl", forceExclude: true, color: "auto" });
  });
  it.each([
    [["--frmat", "x"], "unknown option '--frmat'\n(Did you mean --format?)"],
    [["--format", "xml"], "'xml' is invalid. Allowed choices are text, concise, json, jsonl, github."],
    [["--jobs", "0"], "A number from 1 to 9999 is needed."],
    [["--config", "x", "--isolated"], "cannot be used with option"],
  ])("that are wrong are explained: %j", async (args, expected) => {
    const { errors } = await parseArguments(...args);
    expect(errors).toContain(expected);
    expect(errors).toContain("(--help tells what there is)");
  });
  it("have a help that names them", async () => {
    const { errors: help } = await parseArguments("--help");
    expect(help).toContain("Usage: lix-x [options] [path...]\n\nDoes x.");
    expect(help).toContain("--files-from <file>");
  });
  it("tell the version of the package", async () => {
    expect((await parseArguments("--version")).errors).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

interface Found {
  readonly files: string[];
  readonly stdin: string | undefined;
  readonly problems: string[];
}

async function find(
  tree: Parameters<typeof temporaryTree>[0],
  paths: readonly string[],
  options: SourceOptions = {},
  stdin = "",
): Promise<Found> {
  const io = fakeIo(temporaryTree(tree), stdin);
  const sources = await findSources({ paths, options }, io);
  return {
    files: sources.files.map(({ path }) => path),
    stdin: sources.stdin && `${sources.stdin.path}: ${new TextDecoder().decode(sources.stdin.bytes)}`,
    problems: sources.reports.flatMap(({ path, diagnostics }) => diagnostics.map(({ code }) => `${path} ${code}`)),
  };
}

describe("sources", () => {
  it("are found under the settings of the nearest configuration", async () => {
    const tree = { "a.nix": "", "sub/b.nix": "", "sub/c.txt": "", "sub/lix.toml": '[files]\ninclude = ["*.txt"]' };
    expect((await find(tree, ["."])).files).toEqual(["a.nix", "sub/c.txt"]);
    expect((await find(tree, ["."], { isolated: true })).files).toEqual(["a.nix", "sub/b.nix"]);
  });
  it("are none when a configuration has problems", async () => {
    const tree = { "a.nix": "", "sub/b.nix": "", "sub/lix.toml": "[oops]" };
    const none = { files: [], stdin: undefined, problems: ["sub/lix.toml config/unknown-key"] };
    expect(await find(tree, ["."])).toEqual(none);
    expect(await find(tree, ["sub/b.nix"])).toEqual(none);
    expect(await find(tree, ["-"], { stdinFilename: "sub/x.nix" })).toEqual(none);
  });
  it("are none when the configuration named does not exist", async () => {
    expect((await find({ "a.nix": "" }, ["a.nix"], { config: "gone.toml" })).problems).toEqual([
      "gone.toml config/unreadable",
    ]);
  });
  it("may be standard input, under a name", async () => {
    expect((await find({}, ["-"], {}, "1")).stdin).toBe("<stdin>: 1");
    expect((await find({}, ["-"], { stdinFilename: "x.nix" }, "1")).stdin).toBe("x.nix: 1");
  });
  it("may be listed in a file or on standard input", async () => {
    const tree = { "a.nix": "", "b.nix": "", list: "a.nix\nb.nix\n" };
    expect((await find(tree, [], { filesFrom: "list" })).files).toEqual(["a.nix", "b.nix"]);
    expect((await find(tree, [], { filesFrom: "-" }, "b.nix\0")).files).toEqual(["b.nix"]);
    expect((await find(tree, [], { filesFrom: "gone" })).problems).toEqual(["gone io/unreadable"]);
  });
  it("cannot be listed on the input that is itself a source", async () => {
    await expect(find({}, ["-"], { filesFrom: "-" })).rejects.toThrow(CommandError);
  });
  it("know the configuration in force for them", async () => {
    const io = fakeIo(temporaryTree({ "lix.toml": '[langver]\ndefault = "nix2"', "a.nix": "" }));
    const { configFor } = await findSources({ paths: ["a.nix"], options: {} }, io);
    expect(configFor(join(io.cwd, "a.nix"))?.chooseEdition(join(io.cwd, "a.nix"))).toBe("nix2");
  });
});
